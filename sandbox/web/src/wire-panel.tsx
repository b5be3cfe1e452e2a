import type { LogEntry } from './model.ts'

/** What went over the wire: the bot's calls to Slack (←) and Slack's requests to the bot (→), newest first. */
export function WirePanel({ log, onClose }: { log: readonly LogEntry[]; onClose(): void }) {
  return (
    <aside className="wire" data-testid="wire">
      <header>
        <h2>Wire</h2>
        <button type="button" className="bar-button" aria-label="Close" onClick={onClose}>
          ✕
        </button>
      </header>
      <ol>
        {log.toReversed().map((entry) => (
          <li key={entry.n} className={entry.ok ? '' : 'bad'}>
            <details>
              <summary>
                <span className="direction" title={entry.kind === 'event' ? 'Slack to the bot' : 'The bot to Slack'}>
                  {entry.kind === 'event' ? '→' : '←'}
                </span>
                <code>{entry.method}</code>
                <span className="ms">{entry.ms} ms</span>
                <span className="outcome">{entry.ok ? 'ok' : (entry.fault ?? entry.error ?? entry.status)}</span>
              </summary>
              <pre>{JSON.stringify(readable(entry.args), null, 2)}</pre>
            </details>
          </li>
        ))}
      </ol>
    </aside>
  )
}

/** Nested arguments travel as JSON in text: shown as what they are. */
function readable(args: LogEntry['args']): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => {
      if (typeof value !== 'string' || !/^[[{]/.test(value)) return [name, value]
      try {
        return [name, JSON.parse(value) as unknown]
      } catch {
        return [name, value]
      }
    }),
  )
}
