import type { Metric } from './metric.ts'

/** A filter as rules write it: rows whose dimension has one of the values. */
export interface RuleFilter {
  readonly dimension: string
  readonly values: readonly (string | null)[]
}

/**
 * The stretch of time a rule looks at. `days`: so many full days, of a cohort KPI those that have had their time.
 * Closed periods do not change any more; the ones to date are for what is held against a target.
 */
export type Over =
  | { readonly days: number }
  | 'last week'
  | 'last month'
  | 'month to date'
  | 'quarter to date'
  /** A state, as it is. */
  | 'now'

/** What a figure is held against. `daysBefore`: its usual level, over so many days right before; `daysAgo`: itself, as of then. */
export type Against =
  | 'preceding period'
  | 'same period last year'
  | 'target'
  /** The target's part for the business days gone. */
  | 'target pace'
  | { readonly daysBefore: number }
  | { readonly daysAgo: number }

/** The figure itself: fires below or above, over once it is back at `clears`. In the KPI's unit (percent: a fraction). */
export type Level = {
  readonly kind: 'level'
  readonly clears: number
  /** Past the line by more than chance explains. Only for ratios of counts. */
  readonly confidence?: number
} & ({ readonly below: number } | { readonly above: number })

/** How much worse than something else it is, by what is better for the KPI. */
export interface Change {
  readonly kind: 'change'
  readonly against: Against
  /** Relative change for the worse that fires (0.2: a fifth worse), and the smaller one at which it is over. */
  readonly worseBy: number
  readonly clears: number
  /** Smaller differences, in the KPI's unit, are nobody's news, whatever they are in percent. */
  readonly floor?: number
  /**
   * 0.95: larger than chance explains in 19 of 20 cases. Only where the KPI has a test: counts, ratios of counts, durations,
   * mean scores.
   */
  readonly confidence?: number
}

export type Condition = Level | Change

/** What a rule watches: one KPI, for the company or part by part. All conditions have to hold. */
export interface Watch {
  readonly metric: Metric
  /** One series for each value of the dimension. */
  readonly by?: string
  /** Beside the parts, the company as a whole; while that fires, its parts are not told one by one. */
  readonly whole?: boolean
  readonly where?: readonly RuleFilter[]
  /** The KPI whose target is meant; its own by default. */
  readonly target?: Metric
  readonly over: Over
  /** Rows it has to rest on, of a count those that were to be expected; with fewer it neither fires nor recovers. */
  readonly atLeast: number
  /**
   * Of a period to date: the part of its business days (0..1) that has to be gone before it is judged. Until then
   * nothing is wrong with it, so that what fired in the period before is over.
   */
  readonly afterPart?: number
  readonly conditions: readonly [Condition, ...Condition[]]
}
