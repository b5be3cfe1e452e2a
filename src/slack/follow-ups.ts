import type { App, BlockAction, ButtonAction, StaticSelectAction } from '@slack/bolt'
import { z } from 'zod'
import { askAction } from './ask-elements.ts'
import { bodyOf } from './body.ts'
import { type CommandParts, deliverFile, isDirect } from './command.ts'
import { isSlackUrl, sendBody } from './respond.ts'

const value = z.object({ q: z.string() })

/** Buttons and menus that ask on. A click is a question of whoever clicked, answered only to them, below what they clicked. */
export function onFollowUps(app: App, parts: CommandParts): void {
  const { conversation, config, log } = parts
  app.action<BlockAction<ButtonAction | StaticSelectAction>>(
    { type: 'block_actions', action_id: new RegExp(`^${askAction}\\d+$`) },
    async ({ ack, body, action }) => {
      await ack()
      const url = body.response_url
      const carried = action.type === 'static_select' ? action.selected_option?.value : action.value
      const asked = value.safeParse(JSON.parse(carried ?? '{}'))
      if (!isSlackUrl(url, config.slack.apiUrl) || !asked.success) return
      const { q } = asked.data
      const began = performance.now()
      const outcome = await conversation.ask({
        text: q,
        userId: body.user.id,
        channel: body.channel?.id,
        now: parts.now(),
      })
      try {
        await sendBody(
          url,
          bodyOf(outcome, 'beside', { direct: isDirect(body.channel?.id ?? ''), linked: parts.linked }),
          log,
        )
        parts.onAnswer(outcome.kind, (performance.now() - began) / 1_000)
        await deliverFile(parts, outcome, body.user.id, url)
      } catch (error) {
        log.error({ err: error }, 'an answer was not delivered')
      }
    },
  )
}
