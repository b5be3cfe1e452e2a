import { randomBytes } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import type { Answered, Answers, Asking } from '../answers/answer.ts'
import type { Shared } from '../answers/share.ts'
import type { Config } from '../config.ts'
import type { Audit, AuditEntry } from '../define/audit.ts'
import type { Strangers } from '../define/stranger.ts'
import type { Locale } from '../define/words.ts'
import { SourceUnavailable, UnknownPerson, UserError } from '../errors.ts'
import type { Log } from '../log.ts'
import { bilingual } from '../present/words.ts'
import type { AnswerLinks } from './answer-links.ts'
import { asTyped } from './as-typed.ts'
import type { MayPost } from './may-post.ts'
import type { SlackUsers } from './people.ts'
import { createRateLimit } from './rate-limit.ts'

export interface Question {
  readonly text: string
  readonly userId: string
  readonly now: Temporal.Instant
  /** Where it was asked, by Slack's id. */
  readonly channel?: string | undefined
}

/** An answer, or the words to show in its place. */
export type Outcome =
  | {
      readonly kind: 'answered'
      readonly answered: Answered
      /** As it was asked, or as the link says that was. */
      readonly question: string
      readonly locale: Locale
    }
  | { readonly kind: 'sorry'; readonly text: string; readonly locale: Locale }

/** A question whose answer others are to read. */
export interface ShareQuestion extends Question {
  readonly channel: string
  /** E-mails; undefined for a person without one. */
  readonly readers: readonly (string | undefined)[]
}

export type ShareOutcome =
  | { readonly kind: 'checked'; readonly shared: Shared; readonly locale: Locale }
  | Extract<Outcome, { readonly kind: 'sorry' }>

export interface Conversation {
  ask(question: Question): Promise<Outcome>
  /** The same for others to read; who may not is part of the outcome. */
  share(question: ShareQuestion): Promise<ShareOutcome>
  /** What to show while an answer takes its time. */
  patience(locale: Locale): string
  localeOf(userId: string): Promise<Locale>
}

export interface ConversationParts {
  readonly answers: Answers
  readonly users: SlackUsers
  readonly mayPost: MayPost
  /** Undefined where answers have no links. */
  readonly links: Pick<AnswerLinks, 'idIn' | 'questionOf'> | undefined
  readonly config: Pick<Config, 'locale' | 'business'>
  readonly audit: Audit
  readonly strangers: Strangers
  readonly log: Log
}

/** From a Slack user's words to an answer or a sentence; nothing here throws. */
export function createConversation({
  answers,
  users,
  mayPost,
  links,
  config: { locale: fallback, business },
  audit,
  strangers,
  log,
}: ConversationParts): Conversation {
  const mustWait = createRateLimit(business.questionsPerMinute)

  const localeOf = async (userId: string): Promise<Locale> => (await users.find(userId)).locale ?? fallback

  const plain = (text: string): Promise<string> => asTyped(text, async (id) => (await users.find(id)).email)

  /** What a link in the text asks, else the text itself. */
  async function questionIn(text: string, locale: Locale): Promise<string> {
    const id = links?.idIn(text)
    if (id === undefined) return text
    const question = await links?.questionOf(id)
    if (question === undefined) throw new UserError(say[locale].forgotten)
    return question
  }

  /** Who asks becomes known, the work is done, and what came of it is written down. */
  async function asked<Result>(
    act: AuditEntry['act'],
    { text, userId, now, channel }: Question,
    work: (asking: Asking) => Promise<Result>,
    told: (result: Result) => Pick<AuditEntry, 'scope' | 'outcome'>,
  ): Promise<
    | { readonly result: Result; readonly question: string; readonly locale: Locale }
    | Extract<Outcome, { kind: 'sorry' }>
  > {
    const began = performance.now()
    let locale = fallback
    let email: string | undefined
    let question = text
    const note = (entry: Pick<AuditEntry, 'scope' | 'outcome'>): void =>
      audit.note({ act, slackUser: userId, email, question, channel, ms: performance.now() - began, ...entry })
    try {
      const user = await users.find(userId)
      locale = user.locale ?? fallback
      email = user.email
      const seconds = mustWait(userId)
      if (seconds > 0) throw new UserError(say[locale].tooMany(seconds))
      const from = { channel, zone: user.zone, unfit: (wanted: string) => mayPost(wanted, userId) }
      question = await questionIn(text, locale)
      const asking = { text: await plain(question), email, locale, now, asked: from }
      const result = await work(asking)
      note(told(result))
      return { result, question, locale }
    } catch (error) {
      if (error instanceof UnknownPerson) strangers.met({ slackUser: userId, email })
      note({ scope: undefined, outcome: outcomeOf(error) })
      return { kind: 'sorry', text: sorry(error, locale, log), locale }
    }
  }

  return {
    localeOf,
    patience: (locale) => say[locale].patience,
    async ask(question) {
      const told = ({ scope }: Answered) => ({ scope, outcome: 'answered' }) as const
      const done = await asked('asked', question, (asking) => answers.answer(asking), told)
      return 'kind' in done
        ? done
        : { kind: 'answered', answered: done.result, question: done.question, locale: done.locale }
    },
    async share({ readers, ...question }) {
      const told = ({ kind, answered: { scope } }: Shared) =>
        ({ scope, outcome: kind === 'open' ? 'answered' : 'refused' }) as const
      const done = await asked('shared', question, (asking) => answers.share({ ...asking, readers }), told)
      return 'kind' in done ? done : { kind: 'checked', shared: done.result, locale: done.locale }
    },
  }
}

function outcomeOf(error: unknown): AuditEntry['outcome'] {
  if (error instanceof UnknownPerson) return 'unknown'
  return error instanceof UserError ? 'refused' : 'failed'
}

/** Our own mistakes get a reference; the cause is in the log under it. */
export function sorry(error: unknown, locale: Locale, log: Log): string {
  if (error instanceof UserError) return error.message
  const reference = randomBytes(4).toString('hex')
  log.error({ reference, err: error }, 'an answer failed')
  return error instanceof SourceUnavailable ? say[locale][error.kind](reference) : say[locale].failed(reference)
}

const say = bilingual({
  en: {
    tooMany: (seconds: number) =>
      `That is a lot of questions at once. Please wait ${seconds === 1 ? 'a second' : `${seconds} seconds`} and ask again.`,
    forgotten: 'Nobody has used this link for so long that its question is forgotten. Please ask it again.',
    patience: 'The source of truth is taking its time. The answer will appear here.',
    down: (reference: string) =>
      `The source of truth cannot be reached right now, so there is no answer. Please try again in a minute; if it lasts, tell RevOps this reference: \`${reference}\`.`,
    slow: (reference: string) =>
      `The source of truth did not answer in time. Try a shorter period or fewer breakdowns; if it lasts, tell RevOps this reference: \`${reference}\`.`,
    failed: (reference: string) =>
      `Sorry, that went wrong on our side. Please try again; if it happens again, tell RevOps this reference: \`${reference}\`.`,
  },
  ja: {
    tooMany: (seconds) => `短時間に多くの質問を受け付けました。${seconds}秒ほど待ってから、もう一度お試しください。`,
    forgotten: 'このリンクは長期間使われていないため、無効になっています。もう一度質問してください。',
    patience: 'データソースの応答を待っています。回答はここに表示されます。',
    down: (reference) =>
      `現在データソースに接続できません。少し待ってからもう一度お試しください。続く場合はRevOps担当に参照番号 \`${reference}\` をお伝えください。`,
    slow: (reference) =>
      `データソースの応答が時間内にありませんでした。期間や内訳を絞ってお試しください。続く場合はRevOps担当に参照番号 \`${reference}\` をお伝えください。`,
    failed: (reference) =>
      `申し訳ありません、処理に失敗しました。もう一度お試しください。続く場合はRevOps担当に参照番号 \`${reference}\` をお伝えください。`,
  },
})
