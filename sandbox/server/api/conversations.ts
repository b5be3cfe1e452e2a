import { type Call, type Method, SlackRefusal } from './call.ts'
import { channelObject, isIn, knownChannel, knownPerson, paged } from './channels.ts'
import { messageObject } from './objects.ts'

const reading = { scopes: ['channels:read', 'groups:read', 'im:read'], perMinute: 50 }
const joining = { scopes: ['channels:join'], perMinute: 50 }

const info: Method = {
  ...reading,
  handle({ workspace, args }) {
    const channel = knownChannel(workspace, args.text('channel'))
    return { channel: channelObject(channel, args.flag('include_locale') ? 'en-US' : undefined) }
  },
}

const list: Method = {
  ...reading,
  perMinute: 20,
  handle(call) {
    const types = (call.args.text('types') || 'public_channel').split(',').map((type) => type.trim())
    const wanted = { public: 'public_channel', private: 'private_channel', dm: 'im' } as const
    const found = call.workspace.channels.filter(
      (channel) =>
        types.includes(wanted[channel.kind]) &&
        (channel.kind !== 'private' || channel.botIsMember) &&
        !(channel.isArchived && call.args.flag('exclude_archived')),
    )
    const { page, next } = paged(call, found)
    return { channels: page.map((channel) => channelObject(channel)), response_metadata: { next_cursor: next } }
  },
}

const members: Method = {
  ...reading,
  perMinute: 100,
  handle(call) {
    const { workspace, args } = call
    const channel = knownChannel(workspace, args.text('channel'))
    const ids = workspace.people.filter((person) => isIn(channel, person)).map(({ id }) => id)
    const { page, next } = paged(call, channel.botIsMember ? [...ids, workspace.identity.botUser] : ids)
    return { members: page, response_metadata: { next_cursor: next } }
  },
}

const open: Method = {
  scopes: ['im:write'],
  perMinute: 50,
  handle({ workspace, args }) {
    const users = args.text('users').split(',').filter(Boolean)
    const [first] = users
    if (first === undefined) throw new SlackRefusal('users_list_not_supplied')
    // One person at a time: group messages are not part of the sandbox.
    if (users.length > 1) throw new SlackRefusal('too_many_users')
    const channel = workspace.directWith(knownPerson(workspace, first))
    return { channel: args.flag('return_im') ? channelObject(channel) : { id: channel.id } }
  },
}

const join: Method = {
  ...joining,
  handle({ workspace, args }) {
    const channel = knownChannel(workspace, args.text('channel'))
    if (channel.isArchived) throw new SlackRefusal('is_archived')
    if (channel.kind !== 'public') throw new SlackRefusal('method_not_supported_for_channel_type')
    channel.botIsMember = true
    return { channel: channelObject(channel) }
  },
}

const history: Method = {
  scopes: ['channels:history', 'groups:history', 'im:history'],
  perMinute: 50,
  handle(call) {
    const { page, next } = paged(call, newestFirst(call))
    const withMetadata = call.args.flag('include_all_metadata')
    return {
      messages: page.map((message) => messageObject(message, withMetadata, call.workspace.identity)),
      has_more: next !== '',
      ...(next !== '' && { response_metadata: { next_cursor: next } }),
    }
  },
}

/** What everybody in the channel sees, between `oldest` and `latest`; ephemeral messages are in no history. */
function newestFirst({ workspace, args }: Call) {
  const channel = knownChannel(workspace, args.text('channel'))
  if (!channel.botIsMember) throw new SlackRefusal('not_in_channel')
  const oldest = bound(args.text('oldest'), '0', 'invalid_ts_oldest')
  const latest = bound(args.text('latest'), 'Infinity', 'invalid_ts_latest')
  const inclusive = args.flag('inclusive')
  const isWithin = (ts: number) => (ts > oldest && ts < latest) || (inclusive && (ts === oldest || ts === latest))
  return workspace.messages
    .in(channel.id)
    .filter(({ onlyFor, ts, thread_ts }) => onlyFor === null && !isReply({ ts, thread_ts }) && isWithin(Number(ts)))
    .reverse()
}

/** Answers in a thread are in no channel's history. */
const isReply = ({ ts, thread_ts }: { ts: string; thread_ts?: string | undefined }): boolean =>
  thread_ts !== undefined && thread_ts !== ts

/** A message and the answers in its thread, oldest first. */
const replies: Method = {
  scopes: ['channels:history', 'groups:history', 'im:history'],
  perMinute: 50,
  handle(call) {
    const { workspace, args } = call
    const channel = knownChannel(workspace, args.text('channel'))
    if (!channel.botIsMember) throw new SlackRefusal('not_in_channel')
    const root = args.text('ts')
    const thread = workspace.messages
      .in(channel.id)
      .filter(({ onlyFor, ts, thread_ts }) => onlyFor === null && (ts === root || thread_ts === root))
    if (thread.length === 0) throw new SlackRefusal('thread_not_found')
    const { page, next } = paged(call, thread)
    const withMetadata = args.flag('include_all_metadata')
    return {
      messages: page.map((message) => messageObject(message, withMetadata, call.workspace.identity)),
      has_more: next !== '',
      ...(next !== '' && { response_metadata: { next_cursor: next } }),
    }
  },
}

function bound(text: string, otherwise: string, error: string): number {
  const value = Number(text || otherwise)
  if (Number.isNaN(value)) throw new SlackRefusal(error)
  return value
}

export const conversationMethods: Readonly<Record<string, Method>> = {
  'conversations.info': info,
  'conversations.list': list,
  'conversations.members': members,
  'conversations.open': open,
  'conversations.join': join,
  'conversations.history': history,
  'conversations.replies': replies,
}
