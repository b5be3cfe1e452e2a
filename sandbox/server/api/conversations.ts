import type { Channel } from '../model.ts'
import type { Workspace } from '../workspace.ts'
import { type Args, type Call, type Method, SlackRefusal } from './call.ts'
import { channelObject, readSoFar } from './channel-object.ts'
import { isIn, knownChannel, knownPerson, paged, readableChannel, requireScopes } from './channels.ts'

const reading = { scopes: ['channels:read', 'groups:read', 'im:read'], perMinute: 50 }

const info: Method = {
  ...reading,
  requires: ['channel'],
  handle({ workspace, args }) {
    const channel = readableChannel(workspace, args.text('channel'), 'read')
    const count = args.flag('include_num_members') && { num_members: idsIn(workspace, channel).length }
    const locale = args.flag('include_locale') && { locale: 'en-US' }
    return { channel: { ...channelObject(channel, workspace.identity), ...readSoFar, ...locale, ...count } }
  },
}

/** How `conversations.list` calls the kinds, and the scope that lets it list them. */
const listed = {
  public_channel: { kind: 'public', scope: 'channels:read' },
  private_channel: { kind: 'private', scope: 'groups:read' },
  im: { kind: 'dm', scope: 'im:read' },
  // Group messages are not part of the sandbox.
  mpim: { kind: 'group', scope: 'mpim:read' },
} as const

const isListed = (type: string): type is keyof typeof listed => Object.hasOwn(listed, type)

const list: Method = {
  ...reading,
  perMinute: 20,
  handle(call) {
    const { workspace, args } = call
    const types = (args.text('types') || 'public_channel').split(',').map((type) => type.trim())
    if (!types.every(isListed)) throw new SlackRefusal('invalid_types')
    const wanted = types.filter(isListed).map((type) => listed[type])
    requireScopes(
      workspace,
      wanted.map(({ scope }) => scope),
    )
    refuseLimit(args)
    const found = workspace.channels.filter(
      (channel) =>
        wanted.some(({ kind }) => kind === channel.kind) &&
        (channel.kind !== 'private' || channel.botIsMember) &&
        !(channel.isArchived && args.flag('exclude_archived')),
    )
    const { page, next } = paged(call, found)
    const channels = page.map((channel) => ({
      ...channelObject(channel, workspace.identity),
      num_members: idsIn(workspace, channel).length,
    }))
    return { channels, response_metadata: { next_cursor: next } }
  },
}

/** "Must be an integer under 1000." */
function refuseLimit(args: Args): void {
  const given = args.text('limit')
  const limit = Number(given)
  if (given !== '' && !(Number.isInteger(limit) && limit > 0 && limit < 1_000)) throw new SlackRefusal('invalid_limit')
}

const members: Method = {
  ...reading,
  perMinute: 100,
  requires: ['channel'],
  handle(call) {
    const channel = readableChannel(call.workspace, call.args.text('channel'), 'read')
    const { page, next } = paged(call, idsIn(call.workspace, channel))
    return { members: page, response_metadata: { next_cursor: next } }
  },
}

function idsIn({ people, identity }: Workspace, channel: Channel): string[] {
  const ids = people.filter((person) => isIn(channel, person)).map(({ id }) => id)
  return channel.botIsMember ? [...ids, identity.botUser] : ids
}

const open: Method = {
  scopes: ['im:write'],
  perMinute: 50,
  handle({ workspace, args }) {
    const known = workspace.channels.length
    const channel = opened({ workspace, args })
    const wasOpen = workspace.channels.length === known && { no_op: true, already_open: true }
    return {
      ...wasOpen,
      channel: args.flag('return_im')
        ? { ...channelObject(channel, workspace.identity), ...readSoFar }
        : { id: channel.id },
    }
  },
}

/** The direct messages that are named by their id, or by the person they are with. */
function opened({ workspace, args }: Pick<Call, 'workspace' | 'args'>): Channel {
  if (args.text('channel') !== '') {
    const channel = knownChannel(workspace, args.text('channel'))
    if (channel.kind !== 'dm') throw new SlackRefusal('method_not_supported_for_channel_type')
    return channel
  }
  const users = args.text('users').split(',').filter(Boolean)
  const [first] = users
  if (first === undefined) throw new SlackRefusal('users_list_not_supplied')
  if (users.length > 8) throw new SlackRefusal('too_many_users')
  for (const user of users) knownPerson(workspace, user)
  // Group messages are not part of the sandbox; their scope is not the bot's either.
  if (users.length > 1) requireScopes(workspace, ['mpim:write'])
  if (users.length > 1) throw new SlackRefusal('method_not_supported_for_channel_type')
  return workspace.directWith(knownPerson(workspace, first))
}

const join: Method = {
  scopes: ['channels:join'],
  perMinute: 50,
  requires: ['channel'],
  handle({ workspace, args }) {
    const channel = knownChannel(workspace, args.text('channel'))
    if (channel.isArchived) throw new SlackRefusal('is_archived')
    if (channel.kind !== 'public') throw new SlackRefusal('method_not_supported_for_channel_type')
    const warnings = channel.botIsMember ? ['already_in_channel'] : []
    channel.botIsMember = true
    const warned = warnings.length > 0 && { warning: warnings.join(','), response_metadata: { warnings } }
    return { channel: { ...channelObject(channel, workspace.identity), ...readSoFar }, ...warned }
  },
}

export const conversationMethods: Readonly<Record<string, Method>> = {
  'conversations.info': info,
  'conversations.list': list,
  'conversations.members': members,
  'conversations.open': open,
  'conversations.join': join,
}
