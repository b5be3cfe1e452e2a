import { useState } from 'react'
import type { Outcome } from './api.ts'
import { MessageView } from './message-view.tsx'
import type { Message, Person } from './model.ts'
import { type State, statusKey } from './store.ts'

interface Props {
  of: Message
  replies: readonly Message[]
  state: State
  person: Person
  ask(path: string, body: object): Promise<Outcome>
}

/** The answers to a message, below it: Slack shows them beside the channel. */
export function Thread({ of, replies, ...rest }: Props) {
  const { state, person, ask } = rest
  const status = state.statuses[statusKey(of.channel, of.ts)]
  if (replies.length === 0 && !status) return null
  return (
    <details className="thread" open data-testid="thread">
      <summary>{replies.length === 1 ? '1 reply' : `${replies.length} replies`}</summary>
      {replies.map((message) => (
        <MessageView key={message.ts} message={message} {...rest} />
      ))}
      {status && (
        <p className="thinking" role="status">
          {state.bot.name} {status}
        </p>
      )}
      {of.from === person.id && <Reply of={of} person={person} ask={ask} />}
    </details>
  )
}

/** Goes on asking in the same thread. */
function Reply({ of, person, ask }: Pick<Props, 'person' | 'ask'> & { of: Message }) {
  const [text, setText] = useState('')
  return (
    <form
      className="reply"
      onSubmit={(event) => {
        event.preventDefault()
        const said = text.trim()
        if (said === '') return
        setText('')
        void ask('say', { user: person.id, channel: of.channel, text: said, thread_ts: of.ts })
      }}
    >
      <input
        value={text}
        placeholder="Reply…"
        aria-label="Reply in the thread"
        data-testid="reply"
        onChange={(event) => setText(event.target.value)}
      />
    </form>
  )
}
