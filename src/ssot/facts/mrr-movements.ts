import { defineFact, type FactContext } from '../fact.ts'
import { type Sql, sql } from '../sql.ts'
import { accountDimensions, accountExtras, accountJoins, accountPeople } from './accounts.ts'
import { accountColumns, mrrEndColumn, mrrStartColumn } from './listed/accounts.ts'
import { activeOn, hasBegun } from './subscriptions.ts'

/**
 * Whether account `m` paid on any day before the period: a credit of the same size makes a subscription no payment. What
 * it pays changes only on days on which one of its subscriptions begins or ends.
 */
const paidBefore = (c: FactContext): Sql => sql`exists (
  select from ${c.t.subscriptions} b cross join lateral (values (b.started_on), (b.ended_on)) turn (day)
  where b.account_id = m.account_id and turn.day <= ${c.startDay} and (
    select sum(s.mrr) from ${c.t.subscriptions} s
    where s.account_id = m.account_id and ${activeOn(sql`turn.day`)}) > 0)`

/**
 * Accounts whose MRR differs between the start of the period and its end, and what that is: `new` (never paid before),
 * `reactivation` (paid before), `expansion`, `contraction`, `churned`. Computed once from the two ends; the differences
 * sum to the change of MRR. Whatever an account drops of one product and adds of another is one difference. Accounts with
 * a subscription without an MRR (`mrr_unknown`) are among them even where no difference is known.
 */
export const mrrMovements = defineFact({
  id: 'mrr_movements',
  amounts: 'subscriptions',
  reads: ['subscriptions', 'accounts', 'users'],
  needs: ['subscriptions'],
  time: 'span',
  rows: (c) => sql`
    select m.*, m.mrr_end - m.mrr_start as delta, case
      when m.mrr_start > 0 and m.mrr_end <= 0 then 'churned'
      when m.mrr_start <= 0 and m.mrr_end > 0 then case when ${paidBefore(c)} then 'reactivation' else 'new' end
      when m.mrr_end > m.mrr_start then 'expansion'
      when m.mrr_end < m.mrr_start then 'contraction' end as movement
    from (
      select s.account_id, coalesce(sum(s.mrr) filter (where ${activeOn(c.startDay)}), 0) as mrr_start,
        coalesce(sum(s.mrr) filter (where ${activeOn(c.endDay)}), 0) as mrr_end, bool_or(s.mrr is null) as mrr_unknown
      from ${c.t.subscriptions} s
      where s.account_id is not null and (${activeOn(c.startDay)} or ${activeOn(c.endDay)})
      group by 1
    ) m
    where (m.mrr_end <> m.mrr_start or m.mrr_unknown) and ${hasBegun(c)}`,
  joins: accountJoins,
  dimensions: { ...accountDimensions, movement: { key: sql`f.movement` } },
  people: accountPeople,
  extras: accountExtras,
  rowKey: sql`f.account_id`,
  listed: [...accountColumns, mrrStartColumn, mrrEndColumn],
})
