import { type Asked, addDays, type Expected, groupBy, type Pick, ratio } from './reference.ts'
import { closedIn, type Deals, type DealThen } from './reference-deals.ts'
import type { Subscriptions } from './reference-subscriptions.ts'

/** Won in the period, as known at its as-of instant. */
const wonIn = (deals: Deals, { from, to, asOf }: Asked): DealThen[] =>
  closedIn(deals.at(asOf), from, Math.min(to, asOf)).filter(({ outcome }) => outcome === 'won')

/** The campaign that is an opportunity's own. */
export const campaignOf = ({ row }: DealThen): string | null =>
  row.campaign_id == null ? null : String(row.campaign_id)

/** The first new-business win of each account that was won in the period: the earliest of all that are known by then. */
export function firstWinsIn(deals: Deals, question: Asked): DealThen[] {
  const ever = wonIn(deals, { ...question, from: Number.NEGATIVE_INFINITY }).filter(({ type }) => type === 'new')
  const firsts = [...groupBy(ever, ({ account }) => account).values()].flatMap((own) =>
    own.sort((a, b) => (a.closed ?? 0) - (b.closed ?? 0)).slice(0, 1),
  )
  return firsts.filter(({ closed }) => closed !== null && closed >= question.from)
}

/** Of the accounts paying the day before the period, those that won an opportunity of one of the types in it. */
export function grownShare(
  pick: Pick,
  { known, subscriptions }: { readonly known: Deals; readonly subscriptions: Subscriptions },
  question: Asked,
  types: readonly string[],
): Expected {
  const grown = wonIn(known, question).filter(({ type }) => types.includes(type))
  const paying = pick(subscriptions.payersOn(addDays(question.fromDay, -1)))
  const share = paying.filter((payer) => grown.some(({ account }) => account === payer.account))
  return { ...ratio(share.length, paying.length), n: paying.length }
}
