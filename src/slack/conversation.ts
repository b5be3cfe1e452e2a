import type { Temporal } from 'temporal-polyfill'
import type { Answered, Answers, Asking } from '../answers/answer.ts'
import type { Shared } from '../answers/share.ts'
import type { Config } from '../config.ts'
import type { AuditEntry } from '../define/audit.ts'
import type { Locale } from '../define/words.ts'
import { UserError } from '../errors.ts'
import { bilingual } from '../present/words.ts'
import type { AnswerLinks } from './answer-links.ts'
import { asTyped } from './as-typed.ts'
import type { Gate, Visitor } from './gate.ts'
import type { MayPost } from './may-post.ts'
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
  readonly gate: Gate
  readonly users: SlackUsers
  readonly mayPost: MayPost
  /** Undefined where answers have no links. */
  readonly links: Pick<AnswerLinks, 'idIn' | 'questionOf'> | undefined
  readonly config: Pick<Config, 'locale'>
}

/** From a Slack user's words to an answer or a sentence; nothing here throws. */
export function createConversation(parts: ConversationParts): Conversation {
  const { answers, gate, users, mayPost, links, config } = parts

  const localeOf = async (userId: string): Promise<Locale> => (await users.find(userId)).locale ?? config.locale

  const plain = (text: string): Promise<string> => asTyped(text, async (id) => (await users.find(id)).email)

  /** What a link in the text asks, else the text itself. */
  async function questionIn(text: string, locale: Locale): Promise<string> {
    const id = links?.idIn(text)
    if (id === undefined) return text
    const question = await links?.questionOf(id)
    if (question === undefined) throw new UserError(say[locale].forgotten)
    return question
  }

  /** The question as the answers take it, and as it was asked. */
  async function asking({ text, userId, now, channel }: Question, visitor: Visitor) {
    const { email, locale, zone } = visitor
    const question = await questionIn(text, locale)
    visitor.asks(question)
    const from = { channel, zone, unfit: (wanted: string) => mayPost(wanted, userId) }
    const whole: Asking = { text: await plain(question), email, locale, now, asked: from }
    return { question, asking: whole }
  }

  return {
    localeOf,
    patience: (locale) => say[locale].patience,
    async ask(asked) {
      const work = async (visitor: Visitor) => {
        const { question, asking: whole } = await asking(asked, visitor)
        return { question, answered: await answers.answer(whole) }
      }
      const passed = await gate.pass(
        { act: 'asked', userId: asked.userId, channel: asked.channel, question: asked.text },
        work,
        ({ answered: { scope } }) => ({ scope, outcome: 'answered' }),
      )
      return passed.kind === 'sorry' ? passed : { kind: 'answered', ...passed.result, locale: passed.locale }
    },
    async share({ readers, ...asked }) {
      const work = async (visitor: Visitor) => {
        const { asking: whole } = await asking(asked, visitor)
        return answers.share({ ...whole, readers })
      }
      const told = ({ kind, answered: { scope } }: Shared): Pick<AuditEntry, 'scope' | 'outcome'> => ({
        scope,
        outcome: kind === 'open' ? 'answered' : 'refused',
      })
      const passed = await gate.pass(
        { act: 'shared', userId: asked.userId, channel: asked.channel, question: asked.text },
        work,
        told,
      )
      return passed.kind === 'sorry' ? passed : { kind: 'checked', shared: passed.result, locale: passed.locale }
    },
  }
}

const say = bilingual({
  en: {
    forgotten: 'Nobody has used this link for so long that its question is forgotten. Please ask it again.',
    patience: 'The source of truth is taking its time. The answer will appear here.',
  },
  ja: {
    forgotten: 'このリンクは長期間使われていないため、無効になっています。もう一度質問してください。',
    patience: 'データソースの応答を待っています。回答はここに表示されます。',
  },
})
