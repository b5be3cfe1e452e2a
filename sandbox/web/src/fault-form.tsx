import { useEffect, useState } from 'react'
import { faultsToCome, type Outcome } from './api.ts'
import type { Fault } from './model.ts'

interface Props {
  /** The number of the latest request: with each of them a fault may have been used up. */
  seen: number
  ask(path: string, body: object): Promise<Outcome>
}

/** What the bot asks of Slack; `*` is anything. */
const methods = [
  '*',
  'response_url',
  'chat.postMessage',
  'chat.postEphemeral',
  'chat.update',
  'chat.unfurl',
  'conversations.history',
  'conversations.info',
  'conversations.members',
  'files.getUploadURLExternal',
  'files.completeUploadExternal',
  'users.info',
  'users.lookupByEmail',
  'views.open',
  'views.publish',
]

const kinds = [
  { kind: '429', label: '429, too many requests' },
  { kind: '500', label: '500' },
  { kind: 'timeout', label: 'no answer' },
  { kind: 'drop_after_accept', label: 'done, but no answer' },
]

/** Switches for what is to go wrong next: which request, how, and how often. */
export function FaultForm({ seen, ask }: Props) {
  const [faults, setFaults] = useState<readonly Fault[]>([])
  // biome-ignore lint/correctness/useExhaustiveDependencies: each request may use one up
  useEffect(() => {
    let isLate = false
    faultsToCome().then(
      (found) => isLate || setFaults(found),
      () => undefined,
    )
    return () => {
      isLate = true
    }
  }, [seen])
  const order = async (body: object) => {
    await ask('faults', body)
    setFaults(await faultsToCome().catch(() => []))
  }
  return (
    <form
      className="faults"
      data-testid="faults"
      onSubmit={(event) => {
        event.preventDefault()
        void order(Object.fromEntries(new FormData(event.currentTarget)))
      }}
    >
      <select className="field" name="method" aria-label="What fails" data-testid="fault-method">
        {methods.map((method) => (
          <option key={method} value={method}>
            {method === '*' ? 'any request' : method}
          </option>
        ))}
      </select>
      <select className="field" name="kind" aria-label="How it fails" data-testid="fault-kind">
        {kinds.map(({ kind, label }) => (
          <option key={kind} value={kind}>
            {label}
          </option>
        ))}
      </select>
      <input
        className="field times"
        name="times"
        type="number"
        min="1"
        max="100"
        defaultValue="1"
        aria-label="How often"
        data-testid="fault-times"
      />
      <button type="submit" className="bar-button" data-testid="fault-add">
        Fail
      </button>
      {faults.length > 0 && (
        <>
          <ul data-testid="faults-to-come">
            {faults.map(({ method, kind, times }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same may be ordered twice
              <li key={i}>
                {method === '*' ? 'any request' : method} · {kinds.find((each) => each.kind === kind)?.label} · {times}×
              </li>
            ))}
          </ul>
          <button
            type="button"
            className="bar-button"
            data-testid="faults-clear"
            onClick={() => order({ clear: true })}
          >
            Nothing fails any more
          </button>
        </>
      )}
    </form>
  )
}
