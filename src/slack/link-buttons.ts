import type { App, BlockAction, ButtonAction } from '@slack/bolt'
import { z } from 'zod'
import { openAction } from '../present/unfurl.ts'
import { bilingual } from '../present/words.ts'
import type { AnswerLinks } from './answer-links.ts'
import { answerOf, bodyOf } from './body.ts'
import { type CommandParts, deliverFile, isDirect } from './command.ts'
import type { Gate } from './gate.ts'
import { isSlackUrl, respondTo, sendBody } from './respond.ts'
import { linkAction } from './share.ts'
import { orTextAlone } from './text-alone.ts'

const value = z.object({ q: z.string() })

/** "Copy link" on an answer, and "Open" below a link. */
export function onLinkButtons(app: App, links: AnswerLinks, gate: Gate, parts: CommandParts): void {
  const { conversation, config, post, log } = parts
  app.action<BlockAction<ButtonAction>>({ action_id: linkAction }, async ({ ack, body, action }) => {
    await ack()
    const url = body.response_url
    const asked = value.safeParse(JSON.parse(action.value ?? '{}'))
    if (!isSlackUrl(url, config.slack.apiUrl) || !asked.success) return
    const { q } = asked.data
    const made = await gate.pass(
      { act: 'asked', userId: body.user.id, question: `link: ${q}`, channel: body.channel?.id },
      async ({ locale }) => say[locale](await links.addressOf(q)),
      () => ({ scope: undefined, outcome: 'answered' }),
    )
    const text = made.kind === 'sorry' ? made.text : made.result
    await respondTo(url, { text, replace_original: false }).catch((failed: unknown) =>
      log.error({ err: failed }, 'an answer was not delivered'),
    )
  })

  app.action<BlockAction<ButtonAction>>({ action_id: openAction }, async ({ ack, body, action }) => {
    await ack()
    const began = performance.now()
    const { id: userId } = body.user
    const channel = body.channel?.id
    const outcome = await conversation.ask({ text: links.at(action.value ?? ''), userId, channel, now: parts.now() })
    const shown = { direct: isDirect(channel ?? ''), linked: true }
    try {
      const url = body.response_url
      if (isSlackUrl(url, config.slack.apiUrl)) {
        await sendBody(url, bodyOf(outcome, 'beside', shown), log)
        await deliverFile(parts, outcome, userId, url)
      } else {
        // Whether Slack gives one for every press below a link is *assumed*; to the person directly always works.
        const answer = answerOf(outcome, { ...shown, direct: true })
        const said = { channel: userId, text: answer.text }
        await orTextAlone(
          () => post.chat.postMessage({ ...said, blocks: answer.blocks as never }),
          () => post.chat.postMessage(said),
          log,
        )
      }
      parts.onAnswer(outcome.kind, (performance.now() - began) / 1_000)
    } catch (error) {
      log.error({ err: error }, 'an answer was not delivered')
    }
  })
}

const say = bilingual({
  en: (address: string) =>
    `<${address}>\nPaste it anywhere in Slack. Its question is asked anew for whoever opens it, within what they may see; figures stand below the message only where everybody there may see them.`,
  ja: (address) =>
    `<${address}>\nSlackのどこにでも貼り付けられます。開くたびに、開いた人の閲覧範囲で改めて集計します。数値がメッセージの下に表示されるのは、その場の全員が閲覧できる場合だけです。`,
})
