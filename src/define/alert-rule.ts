import type { Temporal } from 'temporal-polyfill'
import type { Severity } from './alert.ts'
import type { Condition, Over, RuleFilter } from './rule.ts'
import type { Words } from './words.ts'

/** A rule as people make it in Slack: that of a file, with KPIs by their ids. */
export interface RuleSpec {
  /** What people call it; in one language, whichever its maker speaks. */
  readonly name: string
  /** A KPI of the catalogue. */
  readonly metric: string
  readonly by?: string | undefined
  readonly where?: readonly RuleFilter[] | undefined
  /** The KPI whose target is meant; its own by default. */
  readonly target?: string | undefined
  readonly over: Over
  readonly atLeast: number
  readonly conditions: readonly [Condition, ...Condition[]]
  readonly forDays: number
  readonly repeatEveryDays: number | null
  readonly schedule: string
  /** Logical channel, or `owner`. */
  readonly channel: string
  readonly severity: Severity
  /** Users, by `ssot.users` id. */
  readonly mention?: readonly string[] | undefined
  readonly escalateAfterHours?: number | undefined
}

/** `company`: it sees everything; `team`: what its maker may see at each run. */
export type RuleScope = 'company' | 'team'

export interface StoredRule {
  readonly id: string
  /** Undefined where this release cannot read it. */
  readonly spec: RuleSpec | undefined
  /** The name it was stored under, also where nothing else of it can be read. */
  readonly name: string
  /** An id of `ssot.users`. */
  readonly madeBy: string
  readonly scope: RuleScope
  /** Since when it stands like this, in business time. */
  readonly knownSince: Temporal.Instant
  /** Why it does not run any more; null while it does. */
  readonly off: Words | null
}

export interface NewRule {
  readonly spec: RuleSpec
  readonly madeBy: string
  readonly scope: RuleScope
  readonly knownSince: Temporal.Instant
}

/** Rules that people made, in the bot's own database. */
export interface AlertRules {
  /** Oldest first, those that are off too. */
  all(): Promise<readonly StoredRule[]>
  /** Its id, or `too many`. */
  add(rule: NewRule): Promise<string>
  /** Changes it, and wakes one that was off; false once it was deleted. */
  change(id: string, spec: RuleSpec, knownSince: Temporal.Instant): Promise<boolean>
  /** What people thought of rules since an instant, those of files too: marks “not useful”, and on how many messages. */
  opinions(
    since: Temporal.Instant,
  ): Promise<readonly { readonly alert: string; readonly marks: number; readonly posts: number }[]>
  /** Ends it, with all that is known of its series; false when it was gone already. */
  remove(id: string): Promise<boolean>
}

/** The company has at most so many: each is a query or two at its hour. */
export const mostRules = 200
