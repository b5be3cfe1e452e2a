import { WebAPIPlatformError, type WebClient } from '@slack/web-api'
import { validateMessage } from '../blocks/validate.ts'
import type { ChartRenderer } from '../chart/renderer.ts'
import type { Message } from '../define/message.ts'
import type { Locale } from '../define/words.ts'
import { SendError } from '../errors.ts'
import type { Log } from '../log.ts'
import { forPost, type Pictures } from '../present/post.ts'
import type { SlackMessage } from '../present/surface.ts'
import { withFollowUps } from './ask-elements.ts'
import { beforePost, sendErrorOf } from './failure.ts'
import type { Mentions } from './mentions.ts'
import { pictureWaitsMs, uploadPictures } from './pictures.ts'

export interface Post {
  readonly channel: string
  readonly message: Message
  readonly locale: Locale
  /** Opaque: other apps can read metadata. */
  readonly key?: string
  /** A message that is edited, or answered in its thread; by default a message of its own is posted. */
  readonly to?: { readonly act: 'edit' | 'reply'; readonly channel: string; readonly ts: string }
  /** By `performance.now()`: later than this it must not be posted any more, somebody else may be about to. */
  readonly beginBy?: number
}

export interface Poster {
  /**
   * Posts once; throws a SendError. Slack is still processing a picture for a moment after its upload. `channel` is where
   * Slack put it: a direct message is addressed to a person.
   */
  post(post: Post): Promise<{ ts: string; channel?: string }>
}

export const eventType = 'revops_delivery'

export function createPoster(client: WebClient, renderer: ChartRenderer, mentions: Mentions, log: Log): Poster {
  async function send(
    { channel, key, to, beginBy }: Post,
    { text, blocks }: SlackMessage,
  ): Promise<{ ts: string; channel?: string }> {
    const faults = validateMessage({ text, blocks })
    if (faults.length > 0) {
      const [first] = faults
      throw new SendError(`Slack would refuse this message: ${first?.pointer} ${first?.message}`, { permanent: true })
    }
    // Pictures and look-ups may have taken long.
    if (beginBy !== undefined && performance.now() > beginBy) throw new SendError('there was no time left to post it')
    const metadata = key === undefined ? {} : { metadata: { event_type: eventType, event_payload: { key } } }
    // Ours are a superset of the SDK's types, which lack Slack's newest blocks.
    const said = { text, blocks: blocks as never, ...metadata }
    if (to?.act === 'edit') {
      await client.chat.update({ channel: to.channel, ts: to.ts, ...said })
      return { ts: to.ts, channel: to.channel }
    }
    const quiet = { unfurl_links: false, unfurl_media: false }
    const thread = to ? { thread_ts: to.ts } : {}
    const answer = await client.chat.postMessage({ channel: to?.channel ?? channel, ...said, ...quiet, ...thread })
    if (answer.ts === undefined) throw new SendError('Slack gave no ts', { outcomeUnknown: true })
    return { ts: answer.ts, ...(answer.channel === undefined ? {} : { channel: answer.channel }) }
  }

  return {
    async post(post) {
      const { locale } = post
      const written = withFollowUps(post.message, locale)
      const message = await mentions.resolve(written).catch((error: unknown) => {
        throw beforePost(error)
      })
      const none: Pictures = new Map()
      const pictures = message.charts.length > 0 ? await uploadPictures(client, renderer, message, log) : none
      for (const wait of pictures.size > 0 ? pictureWaitsMs : []) {
        await new Promise((resolve) => setTimeout(resolve, wait))
        try {
          return await send(post, forPost(message, pictures, locale))
        } catch (error) {
          if (!isAboutPictures(error)) throw sendErrorOf(error)
        }
      }
      try {
        return await send(post, forPost(message, none, locale))
      } catch (error) {
        throw sendErrorOf(error)
      }
    },
  }
}

/** `invalid_blocks` while a picture is there: nothing was posted, and it may only be too early. */
const isAboutPictures = (error: unknown): boolean =>
  error instanceof WebAPIPlatformError && ['invalid_blocks', 'invalid_attachments'].includes(error.data.error)
