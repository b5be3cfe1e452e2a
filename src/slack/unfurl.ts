import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { Temporal } from 'temporal-polyfill'
import type { Block } from '../blocks/types.ts'
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import { closed, unfurled } from '../present/unfurl.ts'
import type { AnswerLinks } from './answer-links.ts'
import type { Channels } from './channels.ts'
import type { Conversation } from './conversation.ts'
import type { Members, MembersFound } from './members.ts'
import { createRecent } from './recent.ts'

export interface UnfurlParts {
  readonly links: AnswerLinks
  readonly conversation: Conversation
  readonly channels: Channels
  readonly members: Members
  readonly post: WebClient
  readonly config: Config
  readonly log: Log
  now(): Temporal.Instant
}

const rememberedEvents = 1_000
/** Links of one message that are shown; each is a question. */
const mostLinks = 3

/** A message with links in it, and where it stands. */
interface Place {
  readonly channel: string
  readonly userId: string
  /** The bot is in the conversation. */
  readonly isMember: boolean
}

/** Links to answers that somebody pastes: below the message stand the figures, or that they are to be opened. */
export function onLinks(app: App, parts: UnfurlParts): void {
  const { links, post, log } = parts
  const isNew = createRecent(rememberedEvents)
  app.event('link_shared', async ({ event, body }) => {
    // In the composer nobody knows yet who will read it; Slack says it again when the message is sent.
    if (event.source === 'composer' || !isNew(body.event_id)) return
    const place = { channel: event.channel, userId: event.user, isMember: event.is_bot_user_member }
    // There the link itself is a question, which is answered as one.
    if (isOwnDirect(place)) return
    const urls = event.links.map(({ url }) => url).filter((url) => links.idIn(url) !== undefined)
    if (urls.length === 0) return
    try {
      // Nothing at all where another company reads along, not even a button.
      const unfit = await parts.channels.unfit(place.channel)
      if (unfit === 'external' || unfit === 'archived') return
      const audience = unfit === undefined ? await audienceIn(parts, place) : 'not to be seen'
      const unfurls: Record<string, { blocks: never }> = {}
      for (const url of [...new Set(urls)].slice(0, mostLinks)) {
        const blocks = await blocksFor(parts, links.idIn(url) ?? '', place, audience)
        // Ours are a superset of the SDK's types, which lack Slack's newest blocks.
        if (blocks) unfurls[url] = { blocks: blocks as never }
      }
      if (Object.keys(unfurls).length === 0) return
      await post.chat.unfurl({ channel: place.channel, ts: event.message_ts, unfurls })
    } catch (error) {
      log.warn({ err: error }, 'a link was not unfurled')
    }
  })
}

const isOwnDirect = ({ channel, isMember }: Place): boolean => channel.startsWith('D') && isMember

/** Everybody who reads there; of direct messages between others nothing is known. */
const audienceIn = async ({ members }: UnfurlParts, { channel }: Place): Promise<MembersFound> =>
  channel.startsWith('D') ? 'not to be seen' : members.of(channel)

/** The figures as whoever pasted the link sees them now, where all others may; else how to open it. */
async function blocksFor(
  { links, conversation, config, now }: UnfurlParts,
  id: string,
  { channel, userId }: Place,
  audience: MembersFound,
): Promise<readonly Block[] | undefined> {
  const question = await links.questionOf(id)
  if (question === undefined) return undefined
  const locale = await conversation.localeOf(userId).catch(() => config.locale)
  if (typeof audience === 'string') return closed(id, locale)
  const readers = audience.filter((member) => member.id !== userId).map(({ email }) => email)
  const outcome = await conversation.share({ text: links.at(id), userId, channel, now: now(), readers })
  if (outcome.kind === 'sorry' || outcome.shared.kind === 'closed') return closed(id, outcome.locale)
  const { message } = outcome.shared.answered
  return unfurled(message, { id, question, by: userId, locale: outcome.locale })
}
