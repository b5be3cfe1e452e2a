import { invalidArguments, type Method, SlackRefusal } from './call.ts'
import { knownChannel } from './channels.ts'

/** What the bot is doing, shown under a thread until its answer is there. */
const setStatus: Method = {
  scopes: ['chat:write'],
  perMinute: 600,
  requires: ['channel_id', 'thread_ts'],
  handle({ workspace, args }) {
    // An empty one takes the status away.
    if (args.given.status === undefined) throw invalidArguments(['missing required field: status'])
    const channel = knownChannel(workspace, args.text('channel_id'))
    const ts = args.text('thread_ts')
    if (!workspace.messages.find(channel.id, ts)) throw new SlackRefusal('invalid_thread_ts')
    workspace.tell({ type: 'status', channel: channel.id, ts, status: args.text('status') })
    return {}
  },
}

export const assistantMethods: Readonly<Record<string, Method>> = { 'assistant.threads.setStatus': setStatus }
