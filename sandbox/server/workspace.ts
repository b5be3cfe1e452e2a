import { messageStore } from './messages.ts'
import type { Change, Channel, LogEntry, Person, SlackFile, Trigger } from './model.ts'
import { identity as first, type Identity, type SandboxOptions } from './options.ts'
import { manifestDomains, manifestScopes } from './scopes.ts'
import { viewStore } from './view-store.ts'

const logLength = 2_000

/** Everything the sandbox knows, in memory, and the news of its changes. */
export function createWorkspace(options: SandboxOptions, identity: Identity = first) {
  const people = options.people.map(
    (person, i): Person => ({
      id: person.id ?? `U${String(i + 1).padStart(9, '0')}`,
      email: person.email,
      name: person.name,
      handle: person.email.split('@')[0] ?? person.email,
      role: person.role,
      locale: slackLocale(person.locale),
      tz: person.tz ?? (slackLocale(person.locale) === 'ja-JP' ? 'Asia/Tokyo' : 'America/New_York'),
      team: person.team ?? null,
    }),
  )
  const findPerson = (key: string) => people.find(({ id, email }) => id === key || email === key)
  const channels = options.channels.map(
    (channel, i): Channel => ({
      id: channel.id ?? `C${String(i + 1).padStart(9, '0')}`,
      name: channel.name,
      kind: channel.isPrivate ? 'private' : 'public',
      isExtShared: channel.isExtShared ?? false,
      isArchived: channel.isArchived ?? false,
      botIsMember: channel.botIsMember ?? true,
      members: channel.members?.map((email) => findPerson(email)?.id ?? email) ?? null,
    }),
  )
  const listeners = new Set<(change: Change) => void>()
  const tell = (change: Change) => {
    for (const listener of listeners) listener(change)
  }
  const log: LogEntry[] = []
  const clock = { busy: false, now: () => String(options.onClock?.now() ?? new Date().toISOString()) }

  return {
    identity,
    options,
    /** What the app was granted here; installing it again may change that. */
    scopes: options.scopes ?? manifestScopes(),
    unfurlDomains: options.unfurlDomains ?? manifestDomains(),
    /** Whether it is here because the whole organization has it. */
    byOrganization: false,
    people,
    channels,
    log,
    clock,
    files: new Map<string, SlackFile>(),
    triggers: new Map<string, Trigger>(),
    tell,
    messages: messageStore({ tell, now: clock.now }),
    ...viewStore(tell),
    findPerson,
    /** By id, or by name with or without `#`; for the control interface only, since Slack's methods want ids. */
    findChannel: (key: string) => channels.find(({ id, name }) => id === key || name === key.replace(/^#/, '')),
    /** The direct messages between this person and the bot, made on first use. */
    directWith(person: Person): Channel {
      const id = `D${person.id.slice(1)}`
      const known = channels.find((channel) => channel.id === id)
      if (known) return known
      const rest = { isExtShared: false, isArchived: false, botIsMember: true, members: [person.id] }
      const made: Channel = { id, name: 'directmessage', kind: 'dm', ...rest }
      channels.push(made)
      tell({ type: 'channel', channel: made })
      return made
    },
    record(given: Omit<LogEntry, 'n'>): void {
      const entry = { n: (log.at(-1)?.n ?? 0) + 1, ...given }
      log.push(entry)
      if (log.length > logLength) log.shift()
      tell({ type: 'log', entry })
    },
    setLocale(person: Person, locale: string): void {
      person.locale = slackLocale(locale)
      tell({ type: 'person', person })
    },
    subscribe(listener: (change: Change) => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export type Workspace = ReturnType<typeof createWorkspace>

function slackLocale(locale = 'en'): string {
  return { en: 'en-US', ja: 'ja-JP' }[locale] ?? locale
}
