import type { Temporal } from 'temporal-polyfill'
import type { Observation } from './alert.ts'
import type { Locale, Words } from './words.ts'

export type SeriesStateName = 'ok' | 'pending' | 'firing' | 'recovering' | 'no_data' | 'error'

/**
 * How a series of an alert stands. `no_data` and `error` say that nothing can be seen just now: a series with a `since`
 * goes on firing beneath them.
 */
export interface SeriesState {
  readonly state: SeriesStateName
  /** When it began to fire; null while it does not. */
  readonly since: Temporal.Instant | null
  /** When it last began to, also after it was over. */
  readonly began: Temporal.Instant | null
  /** Since when the firing condition has held without having been told. */
  readonly pendingSince: Temporal.Instant | null
  /** Since when a firing series has been clear. */
  readonly clearedSince: Temporal.Instant | null
  readonly toldAt: Temporal.Instant | null
  /** What was last told. */
  readonly told: Observation | null
  readonly latest: Observation | null
  /** The message that tells of it, or told of it last. */
  readonly post: AlertPlace | null
  /** Somebody has it in hand: it is not told again while nothing changes. */
  readonly acknowledged: boolean
  readonly snoozed: Snoozed | null
}

/** A message, by the key of its delivery. */
export interface AlertPlace {
  readonly key: string
  /** A Slack id. */
  readonly channel: string
  readonly locale: Locale
}

/** Until an instant, or until what there is to tell changes. */
export type Snoozed = { readonly until: Temporal.Instant } | 'until it changes'

/** A change of state, kept for years: who asks "why" reads these. */
export interface Transition {
  readonly series: string
  readonly from: SeriesStateName
  readonly to: SeriesStateName
  readonly reason: Words
  readonly observation: Observation | null
  readonly at: Temporal.Instant
}
