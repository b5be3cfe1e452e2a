import { defineFact } from '../fact.ts'
import { sql } from '../sql.ts'
import { accountDimensions, accountExtras, accountJoins, accountPeople } from './accounts.ts'
import { accountColumns, mrrEndColumn, mrrStartColumn } from './listed/accounts.ts'
import { activeOn } from './subscriptions.ts'

/**
 * Accounts whose MRR differs between the start of the period and its end, and what that is: `new` (never paid before),
 * `reactivation` (paid before), `expansion`, `contraction`, `churned`. Computed once from the two ends; the differences
 * sum to the change of MRR. Whatever an account drops of one product and adds of another is one difference.
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
      when m.mrr_start <= 0 and m.mrr_end > 0 then case when exists (
        select from ${c.t.subscriptions} s
        where s.account_id = m.account_id and s.mrr > 0 and s.started_on <= ${c.startDay}
          and (s.ended_on is null or s.ended_on > s.started_on)) then 'reactivation' else 'new' end
      when m.mrr_end > m.mrr_start then 'expansion'
      else 'contraction' end as movement
    from (
      select s.account_id, coalesce(sum(s.mrr) filter (where ${activeOn(c.startDay)}), 0) as mrr_start,
        coalesce(sum(s.mrr) filter (where ${activeOn(c.endDay)}), 0) as mrr_end
      from ${c.t.subscriptions} s
      where s.account_id is not null and (${activeOn(c.startDay)} or ${activeOn(c.endDay)})
      group by 1
    ) m
    where m.mrr_end <> m.mrr_start`,
  joins: accountJoins,
  dimensions: { ...accountDimensions, movement: { key: sql`f.movement` } },
  people: accountPeople,
  extras: accountExtras,
  listed: [...accountColumns, mrrStartColumn, mrrEndColumn],
})
