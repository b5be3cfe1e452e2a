import { SendError } from '../../src/errors.ts'
import type { OutgoingDelivery, Sender } from '../../src/schedule/sender.ts'

/** What may go wrong with a send. `dropped`: it is posted, and the sender never learns so. */
export type Fault = 'limited' | 'refused' | 'lost' | 'dropped' | 'permanent'

export interface Posted {
  readonly channel: string
  readonly key: string
  readonly text: string
  readonly blocks: readonly unknown[]
  readonly locale: string
  /** What its buttons ask. */
  readonly asksOn: readonly string[]
  /** The message in whose thread it stands. */
  readonly thread?: string
}

/** Channels in memory. What it checks is the queue; Slack's own behaviour is the sandbox's matter. */
export function createFakeSlack({ history = true }: { history?: boolean } = {}): Sender & {
  readonly posts: Posted[]
  readonly tries: { readonly key: string; readonly at: number }[]
  readonly texts: (channel?: string) => string[]
  fail(...faults: Fault[]): void
  /** Channels that take nothing, each with Slack's word for it. */
  readonly closed: Map<string, string>
} {
  const posts: Posted[] = []
  const tries: { key: string; at: number }[] = []
  const faults: Fault[] = []
  const closed = new Map<string, string>()
  const post = ({ channel, key, message, locale, to }: OutgoingDelivery) => {
    const asksOn = (message.followUps ?? []).map(({ question }) => question)
    const said = { text: message.text, blocks: message.blocks, locale, asksOn }
    const edited = to?.act === 'edit' ? posts[Number(to.ts) - 1] : undefined
    if (to && edited) {
      posts[Number(to.ts) - 1] = { ...edited, ...said }
      return { ts: to.ts }
    }
    posts.push({ channel, key, ...said, ...(to ? { thread: to.ts } : {}) })
    return { ts: String(posts.length) }
  }
  return {
    posts,
    tries,
    closed,
    texts: (channel) =>
      posts.filter((each) => channel === undefined || each.channel === channel).map(({ text }) => text),
    fail: (...more) => faults.push(...more),
    async send(delivery) {
      tries.push({ key: delivery.key, at: performance.now() })
      const refusal = closed.get(delivery.channel)
      if (refusal !== undefined) throw new SendError(refusal, { permanent: true })
      switch (faults.shift()) {
        case 'limited':
          throw new SendError('ratelimited', { retryAfter: 0.3 })
        case 'refused':
          throw new SendError('HTTP 500', { outcomeUnknown: true })
        case 'lost':
          throw new SendError('could not connect')
        case 'dropped':
          post(delivery)
          throw new SendError('the connection broke', { outcomeUnknown: true })
        case 'permanent':
          throw new SendError('channel_not_found', { permanent: true })
        default:
          return post(delivery)
      }
    },
    async find({ key }) {
      if (!history) return 'unknown'
      const index = posts.findIndex((each) => each.key === key)
      return index < 0 ? 'absent' : { ts: String(index + 1) }
    },
  }
}
