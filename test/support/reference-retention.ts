import { type Asked, addDays, type Counted, dayOf } from './reference.ts'
import type { Subscriptions } from './reference-subscriptions.ts'

export interface Retained extends Counted {
  readonly account: string
  readonly start: number
  readonly end: number
}

/** Accounts paying the day before the period, with what they pay on its last day (or today, while it runs). */
export function retained({ payersOn }: Subscriptions, { fromDay, end }: Asked): Retained[] {
  const then = new Map(payersOn(dayOf(end - 1)).map(({ account, mrr }) => [account, mrr]))
  return payersOn(addDays(fromDay, -1)).map(({ account, mrr, dims, people }) => ({
    account,
    start: mrr,
    end: then.get(account) ?? 0,
    dims,
    people,
  }))
}
