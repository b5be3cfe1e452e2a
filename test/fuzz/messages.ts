import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { CommandParts } from '../../src/slack/command.ts'
import { onQuestions } from '../../src/slack/questions.ts'

/** What would be posted. */
export interface Said {
  readonly text: string
  readonly blocks?: readonly unknown[]
  readonly channel: string
}

export interface Messages {
  /** What is said to a text written to the bot directly, and to the same after a mention of it in a channel. */
  direct(userId: string, text: string): Promise<readonly Said[]>
  mention(userId: string, text: string): Promise<readonly Said[]>
}

type Handler = (given: { event: object; context: object; body: object }) => Promise<void>

const bot = 'U0REVOPS01'

/** The bot's own handlers of messages; nothing crosses the wire. Each text has a channel of its own, by which its answer is known. */
export function createMessages(parts: Pick<CommandParts, 'conversation' | 'config' | 'log' | 'now'>): Messages {
  const handlers = new Map<string, Handler>()
  const said = new Map<string, Said[]>()
  const take = async (each: Said) => {
    said.get(each.channel)?.push(each)
    return { ok: true, channel: each.channel, ts: '1' }
  }
  const post = {
    chat: { postMessage: take, postEphemeral: take },
    assistant: { threads: { setStatus: async () => ({ ok: true }) } },
    filesUploadV2: async () => ({ ok: true }),
  } as unknown as WebClient
  const app = { event: (name: string, handle: Handler) => void handlers.set(name, handle) } as unknown as App
  const never = { open: () => Promise.reject(new Error('a message opens no form')) }
  onQuestions(app, {
    ...parts,
    post,
    forms: { rule: never, subscribe: never },
    linked: true,
    onAnswer: () => undefined,
  })

  let count = 0
  async function say(name: string, event: object): Promise<readonly Said[]> {
    count += 1
    const channel = `C${count}`
    const answers: Said[] = []
    said.set(channel, answers)
    const ts = String(count)
    await handlers.get(name)?.({
      event: { ...event, channel, ts },
      context: { botUserId: bot },
      body: { event_id: ts },
    })
    said.delete(channel)
    return answers
  }

  return {
    direct: (user, text) => say('message', { channel_type: 'im', user, text }),
    mention: (user, text) => say('app_mention', { user, text: `<@${bot}> ${text}` }),
  }
}
