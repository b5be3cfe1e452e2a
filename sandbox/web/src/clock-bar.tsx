import { useState } from 'react'
import type { Outcome } from './api.ts'
import type { Clock } from './model.ts'
import type { Theme } from './session.ts'
import { clockText, fromInput, later, nextMonday, toInput } from './time.ts'

interface Props {
  clock: Clock
  onSet(at: string): Promise<Outcome>
  theme: Theme
  onTheme(): void
  wire: boolean
  onWire(): void
  onMenu(): void
}

/** The demo's clock, and how to move it. While it replays what fell due it cannot be moved again. */
export function ClockBar({ clock, onSet, theme, onTheme, wire, onWire, onMenu }: Props) {
  const { at, busy, canSet, timeZone } = clock
  const [wanted, setWanted] = useState('')
  const jumps = [
    { id: 'clock-hour', label: '+1 hour', to: () => later(at, { hours: 1 }, timeZone) },
    { id: 'clock-day', label: '+1 day', to: () => later(at, { days: 1 }, timeZone) },
    { id: 'clock-next-monday', label: 'Next Monday 09:00', to: () => nextMonday(at, timeZone) },
  ]
  return (
    <header className="clock-bar" aria-busy={busy}>
      <button
        type="button"
        className="bar-button menu-button"
        aria-label="Channels"
        onClick={onMenu}
        data-testid="menu"
      >
        ☰
      </button>
      <div className="clock-now">
        <time dateTime={at} data-testid="clock">
          {clockText(at, timeZone)}
        </time>
        <small>{busy ? 'Replaying what fell due…' : timeZone}</small>
      </div>
      {canSet && (
        <div className="clock-tools">
          {jumps.map(({ id, label, to }) => (
            <button
              key={id}
              type="button"
              className="bar-button"
              disabled={busy}
              data-testid={id}
              onClick={() => onSet(to())}
            >
              {label}
            </button>
          ))}
          <form
            className="clock-form"
            onSubmit={(event) => {
              event.preventDefault()
              if (wanted) void onSet(fromInput(wanted, timeZone)).then(() => setWanted(''))
            }}
          >
            <input
              type="datetime-local"
              aria-label="Another date and time"
              data-testid="clock-input"
              value={wanted || toInput(at, timeZone)}
              onChange={(event) => setWanted(event.target.value)}
            />
            <button type="submit" className="bar-button" disabled={busy || wanted === ''} data-testid="clock-go">
              Go
            </button>
          </form>
        </div>
      )}
      <div className="bar-end">
        <button type="button" className="bar-button" aria-pressed={wire} onClick={onWire} data-testid="wire-toggle">
          Wire
        </button>
        <button
          type="button"
          className="bar-button"
          onClick={onTheme}
          data-testid="theme"
          aria-label={theme === 'dark' ? 'Light theme' : 'Dark theme'}
        >
          {theme === 'dark' ? '☀' : '☾'}
        </button>
      </div>
    </header>
  )
}
