import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { Temporal } from 'temporal-polyfill'
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import { bilingual } from '../present/words.ts'
import { bodyOf } from './body.ts'
import type { Conversation, Outcome } from './conversation.ts'
import { sendFile } from './file.ts'
import { isSlackUrl, respondTo, sendBody } from './respond.ts'
import { opensRuleForm, type RuleForm } from './rule-form.ts'
import { opensSubscribeForm, type SubscribeForm } from './subscribe-form.ts'

/** Slack shows an error after 3 s without a word; we ask for patience before that. */
const patienceMs = 2_400

export interface CommandParts {
  readonly conversation: Conversation
  readonly config: Config
  /** What posts and uploads. */
  readonly post: WebClient
  readonly log: Log
  readonly forms: { readonly rule: RuleForm; readonly subscribe: SubscribeForm }
  /** Answers have links of their own. */
  readonly linked: boolean
  now(): Temporal.Instant
  onAnswer(outcome: 'answered' | 'sorry', seconds: number): void
}

/** `/revops …`: acknowledged at once, answered through the response_url, only to who asked. */
export function onCommand(app: App, parts: CommandParts): void {
  const { conversation, config, log } = parts
  app.command('/revops', async ({ ack, command }) => {
    await ack()
    const began = performance.now()
    const { response_url: url, user_id: userId, channel_id: channel, text } = command
    if (!isSlackUrl(url, config.slack.apiUrl)) {
      log.warn({}, 'a command named a response_url that is not Slack’s')
      return
    }
    const { rule, subscribe } = parts.forms
    if (opensRuleForm(text)) return rule.open(userId, command.trigger_id, { kind: 'new' }, channel)
    if (opensSubscribeForm(text)) return subscribe.open(userId, command.trigger_id, { kind: 'new' }, channel)
    const asked = conversation.ask({ text, userId, channel, now: parts.now() })
    const patience = askForPatience(parts, userId, url)
    const outcome = await asked
    try {
      // Whatever was said meanwhile gives way to the answer.
      await sendBody(
        url,
        bodyOf(outcome, (await patience.end()) ? 'instead' : 'alone', {
          direct: isDirect(channel),
          linked: parts.linked,
        }),
        log,
      )
      parts.onAnswer(outcome.kind, (performance.now() - began) / 1_000)
      await deliverFile(parts, outcome, userId, url)
    } catch (error) {
      log.error({ err: error }, 'an answer was not delivered')
    }
  })
}

/** Between two people, where the bot cannot post and nobody else reads along. */
export const isDirect = (channel: string): boolean => channel.startsWith('D')

/** A file goes to the asker's direct messages; when it cannot, they are told where they asked. */
export async function deliverFile(
  { post, log }: CommandParts,
  outcome: Outcome,
  userId: string,
  url: string,
): Promise<void> {
  const file = outcome.kind === 'answered' ? outcome.answered.message.file : undefined
  if (!file) return
  try {
    await sendFile(post, userId, file, outcome.locale)
  } catch (error) {
    log.warn({ err: error }, 'a file was not delivered')
    await respondTo(url, { text: fileFailed[outcome.locale], replace_original: false })
  }
}

const fileFailed = bilingual({
  en: 'Slack did not take the file. Please try again in a minute.',
  ja: 'Slackにファイルを送信できませんでした。少し待ってからもう一度お試しください。',
})

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
