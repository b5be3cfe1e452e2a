import { defineFact, type FactContext } from '../fact.ts'
import { type Sql, sql } from '../sql.ts'
import { accountDimensions, accountExtras, accountJoins, accountPeople } from './accounts.ts'
import { accountColumns, mrrColumn, mrrEndColumn, mrrStartColumn, productColumn } from './listed/accounts.ts'

const shared = {
  reads: ['subscriptions', 'accounts', 'users'],
  needs: ['subscriptions'],
  amounts: 'subscriptions',
  joins: accountJoins,
  people: accountPeople,
  extras: accountExtras,
} as const

/** Active on a day: started on or before it and not ended by it (`ended_on` is exclusive). */
export const activeOn = (day: Sql): Sql => sql`s.started_on <= ${day} and (s.ended_on is null or ${day} < s.ended_on)`

/** Of a period that begins after the as-of day nobody knows who pays at its start: it has neither rows nor a value. */
export const hasBegun = (c: FactContext): Sql => sql`${c.startDay} <= ${c.endDay}`

/** Whether another subscription of the same account and product takes over where `s` ends: a change of terms, no end. */
export const goesOn = (c: FactContext): Sql => sql`(s.ended_on is not null and exists (
  select from ${c.t.subscriptions} n
  where n.account_id = s.account_id and n.id <> s.id and n.product is not distinct from s.product
    and n.started_on <= s.ended_on and (n.ended_on is null or n.ended_on > s.ended_on)))`

/** Accounts whose subscriptions add up to something on the day. */
export const payingOn = (c: FactContext, day: Sql): Sql => sql`
  select s.account_id, sum(s.mrr) as mrr
  from ${c.t.subscriptions} s
  where ${activeOn(day)} and s.account_id is not null
  group by 1
  having sum(s.mrr) > 0`

/** Some day of the subscription is active, and which one it begins with is known. */
const everActive = sql`(s.started_on < s.ended_on or s.started_on is not null and s.ended_on is null)`

/** A state on a day is the one seen from any instant after the day's first up to the next day's first. */
const beginOf = (c: FactContext, day: Sql): Sql => sql`(${day}::timestamp at time zone ${c.zone})`

/** What accounts paid from day to day, between changes: every start adds, every end takes away. */
const payingStretches = (c: FactContext): Sql => sql`
  select x.account_id, x.mrr, ${beginOf(c, sql`x.day`)} as begins, ${beginOf(c, sql`x.until`)} as ends
  from (
    select m.account_id, m.day, lead(m.day) over by_day as until, sum(m.mrr) over by_day as mrr
    from (
      select s.account_id, change.day, sum(change.mrr) as mrr
      from ${c.t.subscriptions} s
      cross join lateral (values (s.started_on, s.mrr), (s.ended_on, -s.mrr)) change (day, mrr)
      where s.account_id is not null and s.mrr is not null and ${everActive} and change.day is not null
      group by 1, 2
    ) m
    window by_day as (partition by m.account_id order by m.day)
  ) x
  where x.mrr > 0`

/** Subscriptions active on the window's last day, one row each. */
export const activeSubscriptions = defineFact({
  ...shared,
  id: 'active_subscriptions',
  time: 'state',
  rows: (c) => sql`select s.account_id, s.product, s.mrr from ${c.t.subscriptions} s where ${activeOn(c.endDay)}`,
  stretches: (c) => sql`
    select s.account_id, s.product, s.mrr, ${beginOf(c, sql`s.started_on`)} as begins, ${beginOf(c, sql`s.ended_on`)} as ends
    from ${c.t.subscriptions} s where ${everActive}`,
  dimensions: { ...accountDimensions, product: { key: sql`f.product`, needs: ['subscriptions.product'] } },
  rowKey: sql`f.account_id, f.product, f.mrr`,
  listed: [...accountColumns, productColumn, mrrColumn],
})

/** Paying accounts on the window's last day, with their MRR. */
export const payingAccounts = defineFact({
  ...shared,
  id: 'paying_accounts',
  time: 'state',
  rows: (c) => payingOn(c, c.endDay),
  stretches: payingStretches,
  dimensions: accountDimensions,
  rowKey: sql`f.account_id`,
  listed: [...accountColumns, mrrColumn],
})

/**
 * Accounts paying at the start of the period, with their MRR then and at its end; `mrr_unknown` where a subscription of
 * either day has no MRR: a renewal entered without one would look like churn.
 */
export const retainedAccounts = defineFact({
  ...shared,
  id: 'retained_accounts',
  time: 'span',
  rows: (c) => sql`
    select s.account_id, coalesce(sum(s.mrr) filter (where ${activeOn(c.startDay)}), 0) as mrr_start,
      coalesce(sum(s.mrr) filter (where ${activeOn(c.endDay)}), 0) as mrr_end, bool_or(s.mrr is null) as mrr_unknown
    from ${c.t.subscriptions} s
    where s.account_id is not null and (${activeOn(c.startDay)} or ${activeOn(c.endDay)}) and ${hasBegun(c)}
    group by 1
    having coalesce(sum(s.mrr) filter (where ${activeOn(c.startDay)}), 0) > 0`,
  dimensions: accountDimensions,
  rowKey: sql`f.account_id`,
  listed: [...accountColumns, mrrStartColumn, mrrEndColumn],
})
