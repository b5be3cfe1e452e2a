import { useState } from 'react'
import type { Outcome } from './api.ts'
import { Composer } from './composer.tsx'
import { HomeView } from './home-view.tsx'
import { arrowsMove } from './keys.ts'
import { MessageList } from './message-list.tsx'
import { isVisible } from './model.ts'
import type { Session } from './session.ts'
import type { State } from './store.ts'

/** What somebody typed as a command, which Slack shows to nobody: kept here so that an answer has its question. */
export interface Echo {
  readonly ts: string
  readonly at: string
  readonly text: string
  readonly waiting: boolean
}

interface Props {
  state: State
  session: Session
  ask(path: string, body: object): Promise<Outcome>
}

// Outlives the view, which is made anew for each person and channel.
const echoesOf = new Map<string, readonly Echo[]>()

export function ChannelView({ state, session, ask }: Props) {
  const { person, channel } = session
  const place = `${person.id} ${channel.id}`
  const [echoes, setEchoes] = useState(echoesOf.get(place) ?? [])
  const [tab, setTab] = useState<'messages' | 'home'>('messages')
  const keep = (change: (before: readonly Echo[]) => readonly Echo[]) => {
    const next = change(echoesOf.get(place) ?? [])
    echoesOf.set(place, next)
    setEchoes(next)
  }
  const messages = state.messages.filter((message) => message.channel === channel.id && isVisible(message, person))
  const isDirect = channel.kind === 'dm'

  const onSend = async (text: string) => {
    const body = { user: person.id, channel: channel.id, text }
    if (!text.startsWith('/')) return void (await ask('say', body))
    const echo = { ts: String(Date.now() / 1_000), at: state.clock.at, text, waiting: true }
    keep((before) => [...before, echo])
    await ask('command', body)
    keep((before) => before.map((each) => (each.ts === echo.ts ? { ...each, waiting: false } : each)))
  }
  return (
    <main className="channel-view">
      <header className="channel-header">
        <h1>{isDirect ? state.bot.name : `# ${channel.name}`}</h1>
        {isDirect && (
          <div className="tabs" role="tablist" onKeyDown={arrowsMove}>
            {(['messages', 'home'] as const).map((each) => (
              <button
                key={each}
                type="button"
                role="tab"
                aria-selected={tab === each}
                tabIndex={tab === each ? 0 : -1}
                data-testid={`tab-${each}`}
                onClick={() => setTab(each)}
              >
                {each === 'home' ? 'Home' : 'Messages'}
              </button>
            ))}
          </div>
        )}
        {channel.isExtShared && <span className="tag">Shared with another company</span>}
        {channel.isArchived && <span className="tag">Archived</span>}
      </header>
      {isDirect && tab === 'home' ? (
        <HomeView view={state.homes.find(({ user }) => user === person.id)} person={person} ask={ask} />
      ) : (
        <>
          <MessageList messages={messages} echoes={echoes} state={state} person={person} ask={ask} />
          <Composer
            placeholder={isDirect ? `Message ${state.bot.name}` : `Message #${channel.name}`}
            completions={state.completions}
            onSend={onSend}
          />
        </>
      )}
    </main>
  )
}
