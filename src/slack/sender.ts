import { WebAPIPlatformError } from '@slack/web-api'
import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Unfit } from '../define/context.ts'
import type { Message } from '../define/message.ts'
import type { Locale } from '../define/words.ts'
import { SendError } from '../errors.ts'
import { directTo } from '../state/deliveries.ts'
import type { Channels } from './channels.ts'
import type { SlackClients } from './clients.ts'
import { beforePost, sendErrorOf } from './failure.ts'
import { eventType, type Post, type Poster } from './post.ts'

/** One row of the delivery queue, as the sender needs it. */
interface Outgoing {
  readonly key: string
  /** Slack's id, or `mailto:` and a person's e-mail. */
  readonly channel: string
  readonly message: Message
  readonly locale: Locale
  /** Machine time. */
  readonly createdAt: Temporal.Instant
  readonly to?: NonNullable<Post['to']>
  /** By `performance.now()`. */
  readonly beginBy: number
}

const payload = z.object({ key: z.string() })
const direct = directTo('')
/** What is told of it; what an archived channel says itself is as good. */
const refused: Partial<Record<Unfit, string>> = {
  external: 'the channel is shared with another company',
  unseen: 'it is not to be seen whether the channel is shared with another company',
  uninvited: 'channel_not_found',
}
const pageSize = 100
const mostPages = 10

/** Posts deliveries, and finds out whether one whose outcome is unknown arrived after all. */
export function createSender(clients: SlackClients, poster: Poster, channels: Channels) {
  /**
   * Company figures never go where another company reads along, even if the channel was ours when it was configured, nor
   * where it is not to be seen whether one does.
   */
  async function refuseUnfit(channel: string): Promise<void> {
    const unfit = await channels.unfit(channel).catch((error: unknown) => {
      throw beforePost(error)
    })
    const why = unfit && refused[unfit]
    if (why) throw new SendError(why, { permanent: true })
  }

  /** Slack posts to a person's id as to a channel. */
  async function personAt(email: string): Promise<string> {
    const answer = await clients.read.users.lookupByEmail({ email }).catch((error: unknown) => {
      const unknown = error instanceof WebAPIPlatformError && error.data.error === 'users_not_found'
      throw unknown ? new SendError('nobody in Slack has this e-mail', { permanent: true }) : beforePost(error)
    })
    if (answer.user?.id === undefined) throw new SendError('Slack gave no id')
    return answer.user.id
  }

  return {
    async send({ channel: address, createdAt: _, ...rest }: Outgoing): Promise<{ ts: string; channel?: string }> {
      const channel = address.startsWith(direct) && !rest.to ? await personAt(address.slice(direct.length)) : address
      if (!address.startsWith(direct)) await refuseUnfit(channel)
      return poster.post({ channel, ...rest })
    },

    /** `unknown` where we may not read the channel's history. Throws a SendError when Slack cannot be asked. */
    async find({ key, channel, createdAt, to }: Outgoing): Promise<{ ts: string } | 'absent' | 'unknown'> {
      // Where a person's direct messages are is only told by a post that arrived.
      if (channel.startsWith(direct) && !to) return 'unknown'
      // Slack's clock and ours may differ a little.
      const oldest = String(createdAt.epochMilliseconds / 1_000 - 60)
      let cursor: string | undefined
      try {
        for (let pages = 0; pages < mostPages; pages += 1) {
          const page = {
            oldest,
            include_all_metadata: true,
            limit: pageSize,
            ...(cursor === undefined ? {} : { cursor }),
          }
          // A channel's history has no answers in threads.
          const answer = to
            ? await clients.read.conversations.replies({ channel: to.channel, ts: to.ts, ...page })
            : await clients.read.conversations.history({ channel, ...page })
          const found = answer.messages?.find(
            ({ metadata }) => metadata?.event_type === eventType && keyOf(metadata) === key,
          )
          if (found?.ts !== undefined) return { ts: found.ts }
          cursor = answer.response_metadata?.next_cursor
          if (!cursor) return 'absent'
        }
        return 'unknown'
      } catch (error) {
        const refused = ['missing_scope', 'not_in_channel', 'channel_not_found', 'not_allowed_token_type']
        if (error instanceof WebAPIPlatformError && refused.includes(error.data.error)) return 'unknown'
        throw sendErrorOf(error)
      }
    },
  }
}

function keyOf(metadata: { event_payload?: unknown }): string | undefined {
  const found = payload.safeParse(metadata.event_payload)
  return found.success ? found.data.key : undefined
}
