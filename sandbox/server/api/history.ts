import { isReply, type Message } from '../model.ts'
import { type Call, type Method, SlackRefusal } from './call.ts'
import { paged, readableChannel } from './channels.ts'
import { fileObject } from './file-object.ts'
import { messageObject } from './objects.ts'

const reading = { scopes: ['channels:history', 'groups:history', 'im:history'], perMinute: 50 }

const history: Method = {
  ...reading,
  requires: ['channel'],
  handle(call) {
    const channel = channelIn(call)
    const isWithin = bounds(call)
    const messages = everybodys(call, channel).filter((message) => !isReply(message) && isWithin(message))
    return { ...answer(call, messages.reverse()), pin_count: 0 }
  },
}

/** A message and the answers in its thread, oldest first. */
const replies: Method = {
  ...reading,
  handle(call) {
    // Its documentation has no missing argument: what is missing is not found.
    const channel = channelIn(call)
    const root = call.args.text('ts')
    const thread = everybodys(call, channel).filter(({ ts, thread_ts }) => ts === root || thread_ts === root)
    if (thread.length === 0) throw new SlackRefusal('thread_not_found')
    const isWithin = bounds(call)
    return answer(
      call,
      thread.filter((message) => message.ts === root || isWithin(message)),
    )
  },
}

function channelIn({ workspace, args }: Call): string {
  const channel = readableChannel(workspace, args.text('channel'), 'history')
  if (!channel.botIsMember) throw new SlackRefusal('not_in_channel')
  return channel.id
}

/** What everybody in the channel sees, oldest first; ephemeral messages are in no history. */
const everybodys = ({ workspace }: Call, channel: string): Message[] =>
  workspace.messages.in(channel).filter(({ onlyFor }) => onlyFor === null)

/** Whether a message lies between `oldest` and `latest`. */
function bounds({ args }: Call): (message: Message) => boolean {
  const oldest = bound(args.text('oldest'), '0', 'invalid_ts_oldest')
  const latest = bound(args.text('latest'), 'Infinity', 'invalid_ts_latest')
  const inclusive = args.flag('inclusive')
  return ({ ts }) => {
    const at = Number(ts)
    return (at > oldest && at < latest) || (inclusive && (at === oldest || at === latest))
  }
}

function bound(text: string, otherwise: string, error: string): number {
  const value = Number(text || otherwise)
  if (Number.isNaN(value)) throw new SlackRefusal(error)
  return value
}

function answer(call: Call, messages: readonly Message[]) {
  const { page, next } = paged(call, messages)
  return {
    messages: page.map((message) => withThread(call, message)),
    has_more: next !== '',
    ...(next !== '' && { response_metadata: { next_cursor: next } }),
  }
}

/** A message with its files, and with what is known of the thread below it. */
function withThread(call: Call, message: Message): object {
  const { workspace, args } = call
  const below = everybodys(call, message.channel).filter((each) => isReply(each) && each.thread_ts === message.ts)
  const writers = [...new Set(below.map(({ from }) => from))]
  const files = (message.files ?? []).flatMap((id) => workspace.files.get(id) ?? [])
  return {
    ...messageObject(message, args.flag('include_all_metadata'), workspace.identity),
    ...(files.length > 0 && { files: files.map((file) => fileObject(call, file)) }),
    ...(below.length > 0 && {
      thread_ts: message.ts,
      reply_count: below.length,
      reply_users_count: writers.length,
      reply_users: writers,
      latest_reply: below.at(-1)?.ts,
    }),
  }
}

export const historyMethods: Readonly<Record<string, Method>> = {
  'conversations.history': history,
  'conversations.replies': replies,
}
