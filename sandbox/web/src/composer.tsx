import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { Completion } from './model.ts'

interface Props {
  placeholder: string
  completions: readonly Completion[]
  onSend(text: string): Promise<void>
}

const command = '/revops '

/** Where one types. Enter sends; while a command is typed its continuations are offered. */
export function Composer({ placeholder, completions, onSend }: Props) {
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState(-1)
  const [closed, setClosed] = useState(false)
  const box = useRef<HTMLTextAreaElement>(null)
  // A person who changes the channel goes on typing; on a phone that would open the keyboard.
  useEffect(() => {
    if (matchMedia('(min-width: 720px)').matches) box.current?.focus()
  }, [])

  const offers = closed ? [] : offersFor(text, completions)
  const change = (value: string) => {
    setText(value)
    setChosen(-1)
    setClosed(false)
  }
  const take = (offer: Completion | undefined) => {
    if (offer) change(`${offer.text} `)
    box.current?.focus()
  }
  const submit = () => {
    const said = text.trim()
    if (said === '') return
    change('')
    void onSend(said)
  }
  const onKey = (event: KeyboardEvent) => {
    // Enter that ends a Japanese conversion does not send.
    if (event.nativeEvent.isComposing) return
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (move && offers.length > 0) setChosen((chosen + move + offers.length) % offers.length)
    else if (event.key === 'Tab' && offers.length > 0 && !event.shiftKey) take(offers[Math.max(chosen, 0)])
    else if (event.key === 'Escape' && offers.length > 0) setClosed(true)
    else if (event.key === 'Enter' && !event.shiftKey) chosen >= 0 && offers[chosen] ? take(offers[chosen]) : submit()
    else return
    event.preventDefault()
  }
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {offers.length > 0 && (
        <div className="offers" id="offers" role="listbox" aria-label="Commands">
          {offers.map((offer, i) => (
            <button
              key={offer.text}
              type="button"
              role="option"
              aria-selected={i === chosen}
              tabIndex={-1}
              id={`offer-${i}`}
              data-testid="completion"
              onClick={() => take(offer)}
            >
              <code>{offer.text}</code>
              {offer.hint && <small>{offer.hint}</small>}
            </button>
          ))}
        </div>
      )}
      <div className="composer-box">
        <textarea
          ref={box}
          rows={1}
          value={text}
          placeholder={placeholder}
          aria-label={placeholder}
          aria-controls="offers"
          aria-activedescendant={chosen >= 0 ? `offer-${chosen}` : undefined}
          data-testid="composer"
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKey}
        />
        <button type="submit" className="send" disabled={text.trim() === ''} aria-label="Send" data-testid="send">
          ➤
        </button>
      </div>
      <small className="composer-hint">
        <b>/revops</b> or <b>@RevOps</b> asks the bot · <b>Tab</b> completes · <b>Enter</b> sends
      </small>
    </form>
  )
}

/** What could follow: the command itself first, then what it can be asked. */
function offersFor(text: string, completions: readonly Completion[]): Completion[] {
  if (!text.startsWith('/')) return []
  if (!text.startsWith(command)) {
    return command.startsWith(text) ? [{ text: command.trim(), hint: 'Ask the RevOps bot' }] : []
  }
  const typed = text.slice(command.length).toLowerCase()
  return completions
    .filter(
      (completion) => completion.text.toLowerCase().startsWith(typed) && completion.text.toLowerCase() !== typed.trim(),
    )
    .slice(0, 8)
    .map((completion) => ({ ...completion, text: command + completion.text }))
}
