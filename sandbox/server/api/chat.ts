import { type Channel, type Content, isReply, type Message } from '../model.ts'
import { type Call, type Method, SlackRefusal } from './call.ts'
import { isIn, knownChannel, knownPerson, postableChannel } from './channels.ts'
import { readContent } from './content.ts'
import { messageObject } from './objects.ts'

const writing = { scopes: ['chat:write'], perMinute: 50 }

/** What goes along with the answer when the text was longer than a message holds. */
const cut = {
  warning: 'message_truncated',
  response_metadata: {
    warnings: ['message_truncated'],
    messages: ['[WARN] the text was too long: it was posted without its end'],
  },
}

const postMessage: Method = {
  ...writing,
  // The limit that matters is one a second in a channel, in rate.ts; this is the workspace's cap.
  perMinute: 300,
  requires: ['channel'],
  handle(call) {
    const channel = postableChannel(call.workspace, call.args.text('channel'))
    const message = post(call, channel, readContent(call.args, call.workspace, 'post'))
    const wasCut = call.args.text('text').length > message.text.length
    return {
      channel: channel.id,
      ts: message.ts,
      message: messageObject(message, true, call.workspace.identity),
      ...(wasCut && cut),
    }
  },
}

const postEphemeral: Method = {
  ...writing,
  perMinute: 100,
  requires: ['channel', 'user'],
  handle(call) {
    const channel = postableChannel(call.workspace, call.args.text('channel'))
    const person = knownPerson(call.workspace, call.args.text('user'), 'user_not_in_channel')
    if (!isIn(channel, person)) throw new SlackRefusal('user_not_in_channel')
    const content = readContent(call.args, call.workspace, 'ephemeral')
    // In a thread that nobody has answered in yet Slack takes it all the same, and shows it to nobody.
    if (content.thread_ts !== undefined && !isActive(call.workspace, channel, content.thread_ts)) {
      return { message_ts: call.workspace.messages.nextTs() }
    }
    return { message_ts: post(call, channel, content, person.id).ts }
  },
}

const update: Method = {
  ...writing,
  requires: ['channel', 'ts'],
  handle(call) {
    const message = ownMessage(call, 'cant_update_message')
    const { args, workspace } = call
    const hasText = args.text('text') !== ''
    const hasBlocks = args.given.blocks !== undefined && args.text('blocks') !== ''
    if (knownChannel(workspace, message.channel).isArchived) throw new SlackRefusal('is_inactive')
    const given = readContent(args, workspace, 'update')
    const change: Partial<Content> = {
      text: hasText ? given.text : message.text,
      // Text alone takes the blocks away, as Slack's documentation says.
      blocks: hasBlocks || hasText ? given.blocks : message.blocks,
      ...(args.given.metadata !== undefined && { metadata: given.metadata }),
    }
    const updated = workspace.messages.update(message, change, 'api')
    return {
      channel: updated.channel,
      ts: updated.ts,
      text: updated.text,
      message: messageObject(updated, true, call.workspace.identity),
    }
  },
}

const remove: Method = {
  ...writing,
  requires: ['channel', 'ts'],
  handle(call) {
    const message = ownMessage(call, 'cant_delete_message')
    call.workspace.messages.remove(message, 'api')
    return { channel: message.channel, ts: message.ts }
  },
}

const getPermalink: Method = {
  scopes: [],
  perMinute: 200,
  requires: ['channel', 'message_ts'],
  handle({ workspace, args, url }) {
    const channel = knownChannel(workspace, args.text('channel'))
    const message = workspace.messages.find(channel.id, args.text('message_ts'))
    if (!message || message.onlyFor !== null) throw new SlackRefusal('message_not_found')
    const { ts, thread_ts } = message
    const inThread = isReply(message) ? `?${new URLSearchParams({ thread_ts: thread_ts ?? '', cid: channel.id })}` : ''
    return { channel: channel.id, permalink: `${url}/archives/${channel.id}/p${ts.replace('.', '')}${inThread}` }
  },
}

function post({ workspace }: Call, channel: Channel, content: Content, onlyFor: string | null = null): Message {
  const from = workspace.identity.botUser
  return workspace.messages.add({ ...content, channel: channel.id, from, onlyFor, via: 'api' })
}

const isActive = ({ messages }: Call['workspace'], { id }: Channel, thread: string): boolean =>
  messages.in(id).some((message) => isReply(message) && message.thread_ts === thread && message.onlyFor === null)

/** The bot's own message that the call names. Ephemeral ones cannot be found again. */
function ownMessage({ workspace, args }: Call, error: string): Message {
  const channel = knownChannel(workspace, args.text('channel'))
  const message = workspace.messages.find(channel.id, args.text('ts'))
  if (!message || message.onlyFor !== null) throw new SlackRefusal('message_not_found')
  if (message.from !== workspace.identity.botUser) throw new SlackRefusal(error)
  return message
}

export const chatMethods: Readonly<Record<string, Method>> = {
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': update,
  'chat.delete': remove,
  'chat.getPermalink': getPermalink,
}
