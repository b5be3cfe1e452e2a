import { randomBytes } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import type { Answered, Answers } from '../answers/answer.ts'
import type { Config } from '../config.ts'
import type { Locale } from '../define/words.ts'
import { SourceUnavailable, UserError } from '../errors.ts'
import type { Log } from '../log.ts'
import { bilingual } from '../present/words.ts'
import type { Channels } from './channels.ts'
import type { SlackUsers } from './people.ts'

export interface Question {
  readonly text: string
  readonly userId: string
  readonly now: Temporal.Instant
  /** Where it was asked, by Slack's id. */
  readonly channel?: string | undefined
}

/** An answer, or the words to show in its place. */
export type Outcome =
  | { readonly kind: 'answered'; readonly answered: Answered; readonly locale: Locale }
  | { readonly kind: 'sorry'; readonly text: string; readonly locale: Locale }

export interface Conversation {
  ask(question: Question): Promise<Outcome>
  /** What to show while an answer takes its time. */
  patience(locale: Locale): string
  localeOf(userId: string): Promise<Locale>
}

/** From a Slack user's words to an answer or a sentence; nothing here throws. */
export function createConversation(
  answers: Answers,
  users: SlackUsers,
  { unfit }: Channels,
  { locale: fallback }: Pick<Config, 'locale'>,
  log: Log,
): Conversation {
  const localeOf = async (userId: string): Promise<Locale> => (await users.find(userId)).locale ?? fallback

  /** `<@U123|name>` as people mention somebody becomes `@email`, `<#C123|name>` the channel's id: what the grammar knows. */
  async function plain(text: string): Promise<string> {
    // Of an e-mail typed after an @, Slack may take the first part for a mention of its own.
    const mentions = [...text.matchAll(/<@([A-Z0-9]+)(?:\|[^>]*)?>(?:@[\w.-]+)?/g)]
    let result = text
    for (const [mention, id = ''] of mentions) {
      const { email } = await users.find(id)
      result = result.replace(mention, `@${email ?? id}`)
    }
    return unescaped(result.replace(/<#([A-Z0-9]+)(?:\|[^>]*)?>/g, '#$1'))
  }

  return {
    localeOf,
    patience: (locale) => say[locale].patience,
    async ask({ text, userId, now, channel }) {
      let locale = fallback
      try {
        const user = await users.find(userId)
        locale = user.locale ?? fallback
        const answered = await answers.answer({
          text: await plain(text),
          email: user.email,
          locale,
          now,
          asked: { channel, zone: user.zone, unfit },
        })
        return { kind: 'answered', answered, locale }
      } catch (error) {
        return { kind: 'sorry', text: sorry(error, locale, log), locale }
      }
    },
  }
}

/** Slack escapes three characters in the text of a command. */
const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** Our own mistakes get a reference; the cause is in the log under it. */
export function sorry(error: unknown, locale: Locale, log: Log): string {
  if (error instanceof UserError) return error.message
  const reference = randomBytes(4).toString('hex')
  log.error({ reference, err: error }, 'an answer failed')
  return error instanceof SourceUnavailable ? say[locale][error.kind](reference) : say[locale].failed(reference)
}

const say = bilingual({
  en: {
    patience: 'The source of truth is taking its time. The answer will appear here.',
    down: (reference: string) =>
      `The source of truth cannot be reached right now, so there is no answer. Please try again in a minute; if it lasts, tell RevOps this reference: \`${reference}\`.`,
    slow: (reference: string) =>
      `The source of truth did not answer in time. Try a shorter period or fewer breakdowns; if it lasts, tell RevOps this reference: \`${reference}\`.`,
    failed: (reference: string) =>
      `Sorry, that went wrong on our side. Please try again; if it happens again, tell RevOps this reference: \`${reference}\`.`,
  },
  ja: {
    patience: 'データソースの応答を待っています。回答はここに表示されます。',
    down: (reference) =>
      `現在データソースに接続できません。少し待ってからもう一度お試しください。続く場合はRevOps担当に参照番号 \`${reference}\` をお伝えください。`,
    slow: (reference) =>
      `データソースの応答が時間内にありませんでした。期間や内訳を絞ってお試しください。続く場合はRevOps担当に参照番号 \`${reference}\` をお伝えください。`,
    failed: (reference) =>
      `申し訳ありません、処理に失敗しました。もう一度お試しください。続く場合はRevOps担当に参照番号 \`${reference}\` をお伝えください。`,
  },
})
