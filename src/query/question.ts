import type { BaseMetric, Metric } from '../define/metric.ts'
import type { Fact } from '../ssot/fact.ts'
import type { Listing } from './listing.ts'
import type { Scope } from './scope.ts'
import type { TimeWindow } from './window.ts'

/** Keeps the rows whose dimension reads as one of the values, whatever their case; null keeps those without a value. */
export interface Filter {
  readonly dimension: string
  readonly values: readonly (string | null)[]
  /** Keeps the others instead. */
  readonly except?: boolean
  /** Somebody typed it: a value that is nowhere is a slip, and told. */
  readonly typed?: boolean
}

/** Filters whose values have been looked for once: what goes on from there need not look again. */
export const looked = (where: readonly Filter[]): Filter[] => where.map((filter) => ({ ...filter, typed: false }))

/** What is asked of the engine. A question without a scope does not compile. */
export interface Question {
  readonly metrics: readonly Metric[]
  /** The same for all metrics, or each one's own. */
  readonly windows: readonly TimeWindow[] | ((metric: Metric) => readonly TimeWindow[])
  readonly scope: Scope
  /** Each KPI's own target is wanted beside its value. */
  readonly targets?: boolean
  readonly by?: readonly string[]
  readonly where?: readonly Filter[]
  /** KPIs that the asker may not see, whatever the scope: they have no value, and are not read. */
  withholds?(metric: Metric): boolean
}

export const windowsOf = ({ windows }: Question, metric: Metric): readonly TimeWindow[] =>
  typeof windows === 'function' ? windows(metric) : windows

export const withheld = ({ withholds }: Question, metric: Metric): boolean => withholds?.(metric) === true

/** Everything one statement answers: some figures over one fact, in one or more windows. */
export interface Selection {
  readonly fact: Fact
  readonly metrics: readonly BaseMetric[]
  readonly windows: readonly TimeWindow[]
  wanted(metric: BaseMetric, window: TimeWindow): boolean
  readonly by: readonly string[]
  readonly where: readonly Filter[]
  readonly scope: Scope
  /** Rows to bring along, the first so many of them. */
  readonly listed?: { readonly listing: Listing<unknown>; readonly limit: number } | undefined
}
