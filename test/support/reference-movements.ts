import { type Asked, addDays, type Counted, dayOf, type Expected, sumOf } from './reference.ts'
import type { Subscriptions } from './reference-subscriptions.ts'

export interface Movement extends Counted {
  readonly account: string
  readonly kind: 'new' | 'reactivation' | 'expansion' | 'contraction' | 'churned'
  readonly change: number
}

/** What each account pays more or less at the period's end than the day before it began, and what that is called. */
export function movements({ spans, counted }: Subscriptions, { fromDay, end }: Asked): Movement[] {
  const [before, last] = [addDays(fromDay, -1), dayOf(end - 1)]
  return [...new Set(spans.map(({ account }) => account))].flatMap((account): Movement[] => {
    const own = spans.filter((span) => span.account === account)
    const paidOn = (day: string): number =>
      sumOf(own.filter(({ from, to }) => from <= day && (to === null || day < to)).map(({ mrr }) => mrr))
    const [start, then] = [paidOn(before), paidOn(last)]
    if (start === then) return []
    // What an account pays changes only on a day on which one of its rows begins or ends.
    const turns = own.flatMap(({ from, to }) => (to === null ? [from] : [from, to])).filter((day) => day <= before)
    const ever = turns.some((day) => paidOn(day) > 0)
    const kind =
      start <= 0 ? (ever ? 'reactivation' : 'new') : then <= 0 ? 'churned' : then > start ? 'expansion' : 'contraction'
    return [{ account, kind, change: then - start, ...counted(account) }]
  })
}

/** Σ of one kind of movement, on as many accounts. */
export function moved(rows: readonly Movement[], kind: Movement['kind']): Expected {
  const own = rows.filter((row) => row.kind === kind)
  return { value: sumOf(own.map(({ change }) => change)), n: own.length }
}
