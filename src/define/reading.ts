import type { Need } from '../ssot/tables.ts'
import type { Reason } from './metric.ts'
import type { Unit, Words } from './words.ts'

/** One figure, with all it takes to believe it (METRICS rule 3). */
export interface Reading {
  /** The KPI's id. */
  readonly metric: string
  /** The period, half-open calendar days in the company's zone (ISO). */
  readonly from: string
  readonly to: string
  /** Nothing dated at or after this instant counts (ISO). */
  readonly asOf: string
  /** What it is broken down by, as a person reads it; null where the rows have no value there. */
  readonly by: Readonly<Record<string, string | null>>
  /** The keys behind `by`, in the order asked for: two people may read the same. */
  readonly keys: readonly (string | null)[]
  /** Ratios are fractions; durations in the KPI's unit; money in the base currency. Null has a `reason`. */
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number | null
  /** Rows it rests on. */
  readonly n: number
  /** The period is over. */
  readonly closed: boolean
  /** The period has not begun: there is nothing to compare. */
  readonly ahead?: true
  /** A cohort has had its time. True for every other KPI. */
  readonly mature: boolean
  readonly reason: Reason | null
  /** What is missing when the reason is `not_connected`. */
  readonly needs?: Need
  /** ISO 4217: amounts are in this currency too, so they are not added up; `needs` names the column. */
  readonly otherCurrency?: string
  /** Durations only. */
  readonly p90?: number | null
  readonly leftOut: readonly { readonly words: Words; readonly n: number }[]
  readonly beside: readonly { readonly words: Words; readonly unit: Unit; readonly value: number | null }[]
  /** Where it was asked for and one is set. */
  readonly target?: { readonly value: number; readonly note?: Words }
  /** What the company's figure of this closed period was when it was first told, where it is another now. `at`: ISO. */
  readonly firstReported?: { readonly value: number; readonly at: string }
  /** What the reader has to know to use it: a sum of members' targets, a flag that is off. */
  readonly notes: readonly Words[]
}
