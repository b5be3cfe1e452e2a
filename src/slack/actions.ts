import type { App, BlockAction, ButtonAction } from '@slack/bolt'
import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Config } from '../config.ts'
import { SendError, UserError } from '../errors.ts'
import type { Log } from '../log.ts'
import { localeOfChannel } from './channel-locale.ts'
import type { Channels } from './channels.ts'
import type { Conversation } from './conversation.ts'
import type { Member, Members } from './members.ts'
import { createOnce, type Pressed } from './once.ts'
import type { Poster } from './post.ts'
import { isSlackUrl, respondTo } from './respond.ts'
import { closedNote, failedNote, refusal, shareAction, shared, sharedNote, unseenNote } from './share.ts'
import { sorry } from './sorry.ts'

const value = z.object({ q: z.string() })

export interface ActionParts {
  readonly conversation: Conversation
  readonly channels: Channels
  readonly members: Members
  readonly poster: Poster
  readonly now: () => Temporal.Instant
  readonly config: Config
  readonly log: Log
}

/** The buttons of answers. A click is evaluated as whoever clicked. */
export function onActions(app: App, parts: ActionParts): void {
  const { config, log } = parts
  const once = createOnce()
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: shareAction },
    async ({ ack, body, action }) => {
      await ack()
      const channel = body.channel?.id
      const url = body.response_url
      const asked = value.safeParse(JSON.parse(action.value ?? '{}'))
      if (channel === undefined || !isSlackUrl(url, config.slack.apiUrl) || !asked.success) return
      const { q } = asked.data
      const userId = body.user.id
      const text = await once(JSON.stringify([userId, channel, q]), () => share(parts, q, userId, channel))
      await respondTo(url, { text, replace_original: false }).catch((error: unknown) =>
        log.error({ err: error }, 'what came of a share was not told'),
      )
    },
  )
}

/** Posts an answer where all may see it, in the language of the channel; says what came of it in that of who shares. */
async function share(
  { conversation, channels, members, poster, now, config, log }: ActionParts,
  text: string,
  userId: string,
  channel: string,
): Promise<Pressed> {
  let others: readonly Member[] = []
  const inLocale = localeOfChannel(config.business, channel)
  const outcome = await conversation.share({
    text,
    userId,
    channel,
    now: now(),
    inLocale,
    async readers(locale) {
      const no = await refusal(channels, channel, locale)
      if (no !== undefined) throw new UserError(no)
      const found = await members.of(channel)
      if (typeof found === 'string') throw new UserError(unseenNote(found, locale))
      others = found.filter(({ id }) => id !== userId)
      return others.map(({ email }) => email)
    },
  })
  if (outcome.kind === 'sorry') return { text: outcome.text, done: false }
  const { shared: checked, question, locale, note } = outcome
  if (checked.kind === 'closed') return { text: closedNote(checked, others, locale), done: false }
  const said = inLocale ?? locale
  try {
    const message = shared(checked.answered.message, userId, question, said)
    await poster.post({ channel, message, locale: said })
    note('answered')
    return { text: sharedNote(locale), done: true }
  } catch (error) {
    note('failed')
    const done = error instanceof SendError && error.outcomeUnknown
    return { text: failedNote(error, locale) ?? sorry(error, locale, log), done }
  }
}
