import type { App } from '@slack/bolt'
import type { Temporal } from 'temporal-polyfill'
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import { fitted, forEphemeral } from '../present/surface.ts'
import type { Conversation } from './conversation.ts'
import { isSlackUrl, respondTo } from './respond.ts'
import { withShare } from './share.ts'

/** Slack shows an error after 3 s without a word; we ask for patience before that. */
const patienceMs = 2_400

/** `/revops …`: acknowledged at once, answered through the response_url, only to who asked. */
export function onCommand(
  app: App,
  conversation: Conversation,
  now: () => Temporal.Instant,
  config: Config,
  log: Log,
): void {
  app.command('/revops', async ({ ack, command }) => {
    await ack()
    if (!isSlackUrl(command.response_url, config.slack.apiUrl)) {
      log.warn({}, 'a command named a response_url that is not Slack’s')
      return
    }
    const asked = conversation.ask({ text: command.text, userId: command.user_id, now: now() })
    const slow = setTimeout(async () => {
      const locale = await conversation.localeOf(command.user_id).catch(() => config.locale)
      await respondTo(command.response_url, { text: conversation.patience(locale) }).catch((error: unknown) =>
        log.warn({ error }, 'a word of patience was not delivered'),
      )
    }, patienceMs)
    const outcome = await asked.finally(() => clearTimeout(slow))
    try {
      if (outcome.kind === 'sorry') {
        await respondTo(command.response_url, { text: outcome.text })
        return
      }
      const { message } = outcome.answered
      const answer = withShare(forEphemeral(message, outcome.locale), command.text.trim() || 'help', outcome.locale)
      await respondTo(command.response_url, fitted(answer, outcome.locale))
    } catch (error) {
      log.error({ error }, 'an answer was not delivered')
    }
  })
}
