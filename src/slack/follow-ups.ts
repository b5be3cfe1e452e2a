import type { App, BlockAction, ButtonAction } from '@slack/bolt'
import { z } from 'zod'
import { bodyOf } from './body.ts'
import { type CommandParts, deliverFile } from './command.ts'
import { isSlackUrl, sendBody } from './respond.ts'
import { askAction } from './share.ts'

const value = z.object({ q: z.string() })

/** Buttons that ask on. A click is a question of whoever clicked, answered only to them, below what they clicked. */
export function onFollowUps(app: App, parts: CommandParts): void {
  const { conversation, config, log } = parts
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: new RegExp(`^${askAction}\\d+$`) },
    async ({ ack, body, action }) => {
      await ack()
      const url = body.response_url
      const asked = value.safeParse(JSON.parse(action.value ?? '{}'))
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
        await sendBody(url, bodyOf(outcome, q, 'beside'))
        parts.onAnswer(outcome.kind, (performance.now() - began) / 1_000)
        await deliverFile(parts, outcome, body.user.id, url)
      } catch (error) {
        log.error({ err: error }, 'an answer was not delivered')
      }
    },
  )
}
