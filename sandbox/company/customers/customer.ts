import type { Account } from '../accounts.ts'
import type { Day, Instant } from '../days.ts'

/** A span of constant monthly revenue for one product: a row of `subscriptions`. */
export interface Span {
  readonly product: string
  readonly from: Day
  /** Exclusive. */
  to: Day
  /** Yen a month. */
  readonly mrr: number
  /** Null for month-to-month contracts. */
  readonly termEnds: Day | null
  readonly autoRenew: boolean
  /** From when on it is set to roll over, because its renewal is signed. */
  renewedAt?: Instant
  /** When they gave notice, where the span ends because they leave or pause. */
  noticeAt?: Instant
}

/** A stretch of time in which a customer uses the product less and less. */
export interface Episode {
  readonly onset: Day
  /** What is left of the usage after each four weeks, */
  readonly perFourWeeks: number
  /** but never less than this. */
  readonly floor: number
  /** How much of it shows in tickets, surveys and silence, 0..1. */
  readonly strain: number
  /** The day things turn for the better. */
  readonly recovers: Day | null
}

export interface Customer {
  readonly account: Account
  readonly spans: Span[]
  readonly episodes: Episode[]
}

export const mrrOn = (customer: Customer, day: Day): number =>
  customer.spans.reduce((sum, span) => sum + (span.from <= day && day < span.to ? span.mrr : 0), 0)

/** What is left of normal usage on a day: 1 where nothing is wrong. */
export function vigour(customer: Customer, day: Day): number {
  let left = 1
  for (const { onset, perFourWeeks, floor, recovers } of customer.episodes) {
    if (day < onset) continue
    const low = Math.max(floor, perFourWeeks ** ((Math.min(day, recovers ?? day) - onset) / 28))
    const back = recovers === null || day <= recovers ? 0 : Math.min(1, (day - recovers) / 45)
    left = Math.min(left, low + (1 - low) * back)
  }
  return left
}

/** How unhappy a customer is, 0..1: it shows in tickets, surveys and silence before it shows in money. */
export function distress(customer: Customer, day: Day): number {
  let worst = 0
  for (const { onset, strain, recovers } of customer.episodes) {
    if (day < onset || (recovers !== null && day > recovers + 20)) continue
    worst = Math.max(worst, strain * Math.min(1, (day - onset) / 28))
  }
  return worst
}
