import type { App } from '@slack/bolt'
import type { Temporal } from 'temporal-polyfill'
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import { bodyOf } from './body.ts'
import type { Conversation } from './conversation.ts'
import { isSlackUrl, respondTo, sendBody } from './respond.ts'

/** Slack shows an error after 3 s without a word; we ask for patience before that. */
const patienceMs = 2_400

export interface CommandParts {
  readonly conversation: Conversation
  readonly config: Config
  readonly log: Log
  now(): Temporal.Instant
  onAnswer(outcome: 'answered' | 'sorry', seconds: number): void
}

/** `/revops …`: acknowledged at once, answered through the response_url, only to who asked. */
export function onCommand(app: App, parts: CommandParts): void {
  const { conversation, config, log } = parts
  app.command('/revops', async ({ ack, command }) => {
    await ack()
    const began = performance.now()
    const { response_url: url, user_id: userId, text } = command
    if (!isSlackUrl(url, config.slack.apiUrl)) {
      log.warn({}, 'a command named a response_url that is not Slack’s')
      return
    }
    const asked = conversation.ask({ text, userId, now: parts.now() })
    const patience = askForPatience(parts, userId, url)
    const outcome = await asked
    try {
      // Whatever was said meanwhile gives way to the answer.
      await sendBody(url, bodyOf(outcome, text, await patience.end()))
      parts.onAnswer(outcome.kind, (performance.now() - began) / 1_000)
    } catch (error) {
      log.error({ err: error }, 'an answer was not delivered')
    }
  })
}

/** Says that it takes longer, if it does. `end` tells whether anything was said. */
function askForPatience(
  { conversation, config, log }: CommandParts,
  userId: string,
  url: string,
): { end(): Promise<boolean> } {
  let said: Promise<boolean> = Promise.resolve(false)
  const timer = setTimeout(() => {
    said = conversation
      .localeOf(userId)
      .catch(() => config.locale)
      .then((locale) => respondTo(url, { text: conversation.patience(locale) }))
      .then(
        () => true,
        (error: unknown) => {
          log.warn({ err: error }, 'a word of patience was not delivered')
          return false
        },
      )
  }, patienceMs)
  return {
    end() {
      clearTimeout(timer)
      return said
    },
  }
}
