import type { App, BlockAction, ButtonAction } from '@slack/bolt'
import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import type { Channels } from './channels.ts'
import type { Conversation } from './conversation.ts'
import type { Members } from './members.ts'
import type { Poster } from './post.ts'
import { isSlackUrl, respondTo } from './respond.ts'
import { closedNote, failedNote, refusal, shareAction, shared, sharedNote, unseenNote } from './share.ts'
import { sorry } from './sorry.ts'

const value = z.object({ q: z.string() })

/** The buttons of answers. A click is evaluated as whoever clicked. */
export function onActions(
  app: App,
  {
    conversation,
    channels,
    members,
    poster,
    now,
    config,
    log,
  }: {
    readonly conversation: Conversation
    readonly channels: Channels
    readonly members: Members
    readonly poster: Poster
    readonly now: () => Temporal.Instant
    readonly config: Config
    readonly log: Log
  },
): void {
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: shareAction },
    async ({ ack, body, action }) => {
      await ack()
      const channel = body.channel?.id
      const url = body.response_url
      if (channel === undefined || !isSlackUrl(url, config.slack.apiUrl)) return
      const locale = await conversation.localeOf(body.user.id).catch(() => config.locale)
      const tell = (text: string): Promise<void> => respondTo(url, { text, replace_original: false })
      try {
        const no = await refusal(channels, channel, locale)
        if (no !== undefined) return await tell(no)
        const { q } = value.parse(JSON.parse(action.value ?? '{}'))
        const found = await members.of(channel)
        if (typeof found === 'string') return await tell(unseenNote(found, locale))
        const readers = found.filter(({ id }) => id !== body.user.id)
        const outcome = await conversation.share({
          text: q,
          userId: body.user.id,
          channel,
          now: now(),
          readers: readers.map(({ email }) => email),
        })
        if (outcome.kind === 'sorry') return await tell(outcome.text)
        const { shared: checked } = outcome
        if (checked.kind === 'closed') return await tell(closedNote(checked, readers, locale))
        await poster.post({ channel, message: shared(checked.answered.message, body.user.id, q, locale), locale })
        await tell(sharedNote(locale))
      } catch (error) {
        await tell(failedNote(error, locale) ?? sorry(error, locale, log)).catch((failed: unknown) =>
          log.error({ err: failed }, 'an apology was not delivered'),
        )
      }
    },
  )
}
