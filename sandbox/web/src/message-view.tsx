import { memo, useContext } from 'react'
import type { Outcome } from './api.ts'
import { Avatar } from './avatar.tsx'
import { Blocks } from './blocks/block.tsx'
import { Mrkdwn } from './blocks/text.tsx'
import type { Echo } from './channel-view.tsx'
import { ActContext } from './context.ts'
import { FileView } from './file-view.tsx'
import { FrameContext } from './frame-words.ts'
import type { Message, Person } from './model.ts'
import type { State } from './store.ts'
import { timeText } from './time.ts'

interface Props {
  message: Message
  person: Person
  state: State
  ask(path: string, body: object): Promise<Outcome>
}

export function MessageView({ message, person, state, ask }: Props) {
  const { bot, people, clock } = state
  const { onlyYou } = useContext(FrameContext)
  const author = people.find(({ id }) => id === message.from)
  const kind = message.from === bot.id ? 'bot' : author ? 'person' : 'slackbot'
  const name = kind === 'bot' ? bot.name : (author?.name ?? 'Slackbot')
  const act = async (action_id: string, value?: string) => {
    const place = { user: person.id, channel: message.channel, ts: message.ts }
    await ask('click', { ...place, action_id, ...(value !== undefined && { value }) })
  }
  return (
    <article className={`message ${message.onlyFor ? 'ephemeral' : ''}`} data-testid="message" data-ts={message.ts}>
      <Avatar name={name} kind={kind} />
      <div className="message-body">
        {message.onlyFor && <p className="only-you">{onlyYou}</p>}
        <p className="byline">
          <b>{name}</b>
          {kind !== 'person' && <span className="app-tag">APP</span>}
          <time dateTime={message.at}>{timeText(message.at, clock.timeZone)}</time>
        </p>
        <ActContext value={act}>
          <Content message={message} />
        </ActContext>
        {message.edited && message.blocks.length === 0 && <small className="edited">(edited)</small>}
      </div>
    </article>
  )
}

const Content = memo(function Content({ message }: { message: Message }) {
  return (
    <>
      {message.blocks.length > 0 ? (
        <Blocks blocks={message.blocks} />
      ) : (
        message.text !== '' && (
          <div className="words">
            <Mrkdwn text={message.text} />
          </div>
        )
      )}
      {message.files?.map((file) => (
        <FileView key={file.id} file={file} />
      ))}
      {message.unfurls?.map(({ url, blocks }) => (
        <div key={url} className="unfurl" data-testid="unfurl">
          <Blocks blocks={blocks} />
        </div>
      ))}
    </>
  )
})

/** The command that was typed: in Slack nobody sees it. */
export function EchoView({ echo, person, state }: { echo: Echo; person: Person; state: State }) {
  return (
    <article className="message echo" data-testid="echo">
      <Avatar name={person.name} />
      <div className="message-body">
        <p className="byline">
          <b>{person.name}</b>
          <time dateTime={echo.at}>{timeText(echo.at, state.clock.timeZone)}</time>
        </p>
        <code>{echo.text}</code>
        {echo.waiting && (
          <p className="thinking" role="status">
            {state.bot.name} is working on it<span aria-hidden="true">…</span>
          </p>
        )}
      </div>
    </article>
  )
}
