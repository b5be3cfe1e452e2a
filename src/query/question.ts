import type { BaseMetric } from '../define/metric.ts'
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

/** Everything one statement answers: some figures over one fact, in one or more windows. */
export interface Selection {
  readonly fact: Fact
  readonly metrics: readonly BaseMetric[]
  readonly windows: readonly TimeWindow[]
  readonly by: readonly string[]
  readonly where: readonly Filter[]
  readonly scope: Scope
  /** Rows to bring along, the first so many of them. */
  readonly listed?: { readonly listing: Listing<unknown>; readonly limit: number } | undefined
}
