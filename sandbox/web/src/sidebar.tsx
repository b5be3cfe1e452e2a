import { Avatar } from './avatar.tsx'
import { arrowsMove, keysOpen } from './keys.ts'
import type { Channel, Person } from './model.ts'
import type { Session } from './session.ts'

interface Props {
  session: Session
  people: readonly Person[]
  botName: string
  onLocale(locale: string): void
  onLeave(): void
}

/** Who you are, the channels you see, and your direct messages with the bot. */
export function Sidebar({ session, people, botName, onLocale, onLeave }: Props) {
  const { person, channels, channel, unread } = session
  const entry = (each: Channel) => (
    <li key={each.id}>
      <button
        type="button"
        className={`channel ${unread.has(each.id) ? 'unread' : ''}`}
        aria-current={each.id === channel.id}
        data-testid={`channel-${each.kind === 'dm' ? 'dm' : each.name}`}
        onClick={() => {
          session.setChannel(each.id)
          onLeave()
        }}
      >
        <span className="sign">{each.kind === 'dm' ? '●' : each.kind === 'private' ? <Lock /> : '#'}</span>
        <span className="name">{each.kind === 'dm' ? botName : each.name}</span>
        {each.isExtShared && <span title="Shared with another company">⇄</span>}
        {unread.has(each.id) && <span className="dot" role="img" aria-label="unread" />}
      </button>
    </li>
  )
  return (
    <aside className="sidebar">
      <section className="me">
        <Avatar name={person.name} />
        <label>
          <span className="hidden">You are</span>
          <select
            value={person.id}
            data-testid="person-switcher"
            onKeyDown={keysOpen}
            onChange={(event) => session.setPerson(event.target.value)}
          >
            {people.map(({ id, name, role }) => (
              <option key={id} value={id}>
                {name} · {role}
              </option>
            ))}
          </select>
        </label>
        <fieldset className="locale">
          <legend className="hidden">Slack language of {person.name}</legend>
          {['en', 'ja'].map((locale) => (
            <button
              key={locale}
              type="button"
              aria-pressed={person.locale.startsWith(locale)}
              data-testid={`locale-${locale}`}
              onClick={() => onLocale(locale)}
            >
              {locale === 'en' ? 'English' : '日本語'}
            </button>
          ))}
        </fieldset>
      </section>
      <nav aria-label="Channels" onKeyDown={arrowsMove}>
        <h2>Channels</h2>
        <ul>{channels.filter(({ kind }) => kind !== 'dm').map(entry)}</ul>
        <h2>Direct messages</h2>
        <ul>{channels.filter(({ kind }) => kind === 'dm').map(entry)}</ul>
      </nav>
    </aside>
  )
}

const Lock = () => (
  <svg viewBox="0 0 16 16" width="12" role="img" aria-label="private">
    <path d="M4 7V5a4 4 0 0 1 8 0v2h1v8H3V7zm2 0h4V5a2 2 0 0 0-4 0z" fill="currentColor" />
  </svg>
)
