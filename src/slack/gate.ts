import type { Config } from '../config.ts'
import type { Audit, AuditEntry } from '../define/audit.ts'
import type { Strangers } from '../define/stranger.ts'
import type { Locale } from '../define/words.ts'
import { UnknownPerson, UserError } from '../errors.ts'
import type { Log } from '../log.ts'
import { bilingual } from '../present/words.ts'
import type { SlackUsers } from './people.ts'
import { createRateLimit } from './rate-limit.ts'
import { sorry } from './sorry.ts'

/** Somebody with something to be done for them, as Slack knows them. */
export interface Visitor {
  readonly userId: string
  readonly email: string | undefined
  readonly locale: Locale
  /** IANA. */
  readonly zone: string | undefined
  /** What is asked turned out to be something else than what was typed. */
  asks(question: string): void
}

/** What somebody wants. Without a question nothing is written down: a form that is drawn anew, say. */
interface Errand extends Pick<AuditEntry, 'act' | 'channel'> {
  readonly userId: string
  readonly question: string | undefined
}

type Told = Pick<AuditEntry, 'scope' | 'outcome'>

/** What came of it, or the words to show in its place. */
export type Passed<Result> =
  | {
      readonly kind: 'done'
      readonly result: Result
      readonly locale: Locale
      /** Writes down what came of it, where that was not told yet. */
      note(told: Told): void
    }
  | { readonly kind: 'sorry'; readonly text: string; readonly locale: Locale }

export interface Gate {
  /**
   * Who asks becomes known, the work is done, unless they ask too much, and what came of it is written down. `told` is
   * undefined while that is not known yet. Never throws.
   */
  pass<Result>(
    errand: Errand,
    work: (visitor: Visitor) => Promise<Result>,
    told: (result: Result) => Told | undefined,
  ): Promise<Passed<Result>>
}

export interface GateParts {
  readonly users: SlackUsers
  readonly config: Pick<Config, 'locale' | 'business'>
  readonly audit: Audit
  readonly strangers: Strangers
  readonly log: Log
}

/** The one way by which people get something done: questions, shares and forms alike. */
export function createGate({ users, config, audit, strangers, log }: GateParts): Gate {
  const mustWait = createRateLimit(config.business.questionsPerMinute)
  return {
    async pass({ act, userId, channel, question }, work, told) {
      const began = performance.now()
      let { locale } = config
      let email: string | undefined
      let asked = question
      const note = (what: Told): void => {
        if (asked === undefined) return
        audit.note({ act, slackUser: userId, email, question: asked, channel, ms: performance.now() - began, ...what })
      }
      try {
        const user = await users.find(userId)
        locale = user.locale ?? locale
        email = user.email
        const seconds = mustWait(userId)
        if (seconds > 0) throw new UserError(say[locale].tooMany(seconds))
        const asks = (said: string): void => {
          asked = said
        }
        const result = await work({ userId, email, locale, zone: user.zone, asks })
        const known = told(result)
        if (known) note(known)
        return { kind: 'done', result, locale, note }
      } catch (error) {
        if (error instanceof UnknownPerson) strangers.met({ slackUser: userId, email })
        note({ scope: undefined, outcome: outcomeOf(error) })
        return { kind: 'sorry', text: sorry(error, locale, log), locale }
      }
    },
  }
}

function outcomeOf(error: unknown): AuditEntry['outcome'] {
  if (error instanceof UnknownPerson) return 'unknown'
  return error instanceof UserError ? 'refused' : 'failed'
}

const say = bilingual({
  en: {
    tooMany: (seconds: number) =>
      `That is a lot of questions at once. Please wait ${seconds === 1 ? 'a second' : `${seconds} seconds`} and ask again.`,
  },
  ja: {
    tooMany: (seconds) => `短時間に多くの質問を受け付けました。${seconds}秒ほど待ってから、もう一度お試しください。`,
  },
})
