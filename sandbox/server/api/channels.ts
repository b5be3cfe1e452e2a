import type { Channel, Person } from '../model.ts'
import type { Workspace } from '../workspace.ts'
import { type Call, SlackRefusal } from './call.ts'

/** The channel with this id that the bot may know of. Names are refused: they change, and Slack wants ids. */
export function knownChannel(workspace: Workspace, id: string): Channel {
  const channel = workspace.channels.find((each) => each.id === id)
  if (!channel || (channel.kind === 'private' && !channel.botIsMember)) throw new SlackRefusal('channel_not_found')
  return channel
}

/** As `knownChannel`, for reading about it or in it: each kind of conversation has a scope of its own. */
export function readableChannel(workspace: Workspace, id: string, what: 'read' | 'history'): Channel {
  const channel = knownChannel(workspace, id)
  requireScopes(workspace, [`${families[channel.kind]}:${what}`])
  return channel
}

/** How Slack's scopes call the kinds of conversations. */
const families = { public: 'channels', private: 'groups', dm: 'im' } as const

export function requireScopes({ scopes }: Workspace, needed: readonly string[]): void {
  const missing = needed.filter((scope) => !scopes.includes(scope))
  if (missing.length > 0) {
    throw new SlackRefusal('missing_scope', { needed: missing.join(','), provided: scopes.join(',') })
  }
}

/** Where the bot may post: a channel it may write to, or a person, whose direct messages it then opens. */
export function postableChannel(workspace: Workspace, id: string): Channel {
  const person = workspace.people.find((each) => each.id === id)
  const channel = person ? workspace.directWith(person) : knownChannel(workspace, id)
  if (channel.isArchived) throw new SlackRefusal('is_archived')
  if (!channel.botIsMember && !workspace.scopes.includes('chat:write.public')) throw new SlackRefusal('not_in_channel')
  return channel
}

export function knownPerson(workspace: Workspace, id: string, error = 'user_not_found'): Person {
  const person = workspace.people.find((each) => each.id === id)
  if (!person) throw new SlackRefusal(error)
  return person
}

export const isIn = (channel: Channel, person: Person): boolean =>
  channel.members === null || channel.members.includes(person.id)

/** One page of `items`, and the cursor to the next one. */
export function paged<T>({ args }: Call, items: readonly T[], limit = 100): { page: readonly T[]; next: string } {
  const cursor = args.text('cursor')
  const [, place] = cursor === '' ? ['', '0'] : (/^at:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString()) ?? [])
  if (place === undefined) throw new SlackRefusal('invalid_cursor')
  const start = Number(place)
  const end = start + Math.min(999, Math.max(1, args.number('limit', limit)))
  return { page: items.slice(start, end), next: end < items.length ? Buffer.from(`at:${end}`).toString('base64') : '' }
}
