import type { Outcome } from './api.ts'
import { FaultForm } from './fault-form.tsx'
import type { LogEntry } from './model.ts'

interface Props {
  log: readonly LogEntry[]
  ask(path: string, body: object): Promise<Outcome>
  onClose(): void
}

/** What went over the wire: the bot's calls to Slack (←) and Slack's requests to the bot (→), newest first; and what is to go wrong. */
export function WirePanel({ log, ask, onClose }: Props) {
  return (
    <aside className="wire" data-testid="wire">
      <header>
        <h2>Wire</h2>
        <button type="button" className="bar-button" aria-label="Close" onClick={onClose}>
          ✕
        </button>
      </header>
      <FaultForm seen={log.at(-1)?.n ?? 0} ask={ask} />
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
              <h3>Request</h3>
              <pre data-testid="wire-request">{JSON.stringify(readable(entry.args), null, 2)}</pre>
              <h3>Answer{entry.status > 0 && ` · ${entry.status}`}</h3>
              <pre data-testid="wire-answer">{answerIn(entry)}</pre>
            </details>
          </li>
        ))}
      </ol>
    </aside>
  )
}

/** Nested arguments travel as JSON in text: shown as what they are. */
const readable = (args: LogEntry['args']): Record<string, unknown> =>
  Object.fromEntries(Object.entries(args).map(([name, value]) => [name, parsed(value)]))

function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || !/^[[{"]/.test(value)) return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return value
  }
}

/** Of an answer that never came there is what Slack would have said, and why it did not. */
function answerIn({ reply }: LogEntry): string {
  const said = parsed(reply)
  if (said === '') return 'Nothing.'
  return typeof said === 'string' ? said : JSON.stringify(said, null, 2)
}
