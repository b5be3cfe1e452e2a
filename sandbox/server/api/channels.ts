import type { Channel, Person } from '../model.ts'
import type { Workspace } from '../workspace.ts'
import { type Call, SlackRefusal } from './call.ts'

/** The channel with this id that the bot may know of. Names are refused: they change, and Slack wants ids. */
export function knownChannel(workspace: Workspace, id: string): Channel {
  const channel = workspace.channels.find((each) => each.id === id)
  if (!channel || (channel.kind === 'private' && !channel.botIsMember)) throw new SlackRefusal('channel_not_found')
  return channel
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

/** A channel as `conversations.info` answers. */
export function channelObject(channel: Channel, locale?: string): object {
  const dm = channel.kind === 'dm'
  return {
    id: channel.id,
    ...(dm ? { user: channel.members?.[0] } : { name: channel.name, name_normalized: channel.name }),
    is_channel: channel.kind === 'public',
    is_group: false,
    is_im: dm,
    is_mpim: false,
    is_private: channel.kind !== 'public',
    is_archived: channel.isArchived,
    is_general: channel.name === 'general',
    is_shared: channel.isExtShared,
    is_ext_shared: channel.isExtShared,
    is_org_shared: false,
    is_pending_ext_shared: false,
    is_member: channel.botIsMember,
    ...(locale && { locale }),
  }
}

/** One page of `items`, and the cursor to the next one. */
export function paged<T>({ args }: Call, items: readonly T[], limit = 100): { page: readonly T[]; next: string } {
  const cursor = args.text('cursor')
  const start = cursor === '' ? 0 : Number(Buffer.from(cursor, 'base64').toString().replace(/^at:/, ''))
  if (!Number.isInteger(start)) throw new SlackRefusal('invalid_cursor')
  const end = start + Math.min(999, Math.max(1, args.number('limit', limit)))
  return { page: items.slice(start, end), next: end < items.length ? Buffer.from(`at:${end}`).toString('base64') : '' }
}
