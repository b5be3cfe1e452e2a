import { defineFact } from '../fact.ts'
import { sql } from '../sql.ts'
import { accountDimensions, accountExtras, accountJoins, accountPeople } from './accounts.ts'

/**
 * Customers by the day on which they paid for the first time no longer (METRICS: to 0 is churned, a pause is churn): the
 * sum of an account's MRR fell to nothing. An end that lies ahead has not happened.
 */
export const lapses = defineFact({
  id: 'lapses',
  reads: ['subscriptions', 'accounts', 'users'],
  needs: ['subscriptions'],
  time: 'event',
  at: { column: sql`f.lapsed_on`, type: 'day' },
  rows: (c) => sql`
    select paid.account_id, paid.day as lapsed_on
    from (
      select moved.account_id, moved.day, moved.mrr, lag(moved.mrr) over (partition by moved.account_id order by moved.day) as before
      from (
        select e.account_id, e.day, sum(sum(e.mrr)) over (partition by e.account_id order by e.day) as mrr
        from (
          select s.account_id, s.started_on as day, coalesce(s.mrr, 0) as mrr from ${c.t.subscriptions} s
          where s.account_id is not null and (s.ended_on is null or s.ended_on > s.started_on)
          union all
          select s.account_id, s.ended_on, -coalesce(s.mrr, 0) from ${c.t.subscriptions} s
          where s.account_id is not null and s.ended_on > s.started_on) e
        where e.day <= ${c.asOfDay}
        group by 1, 2) moved) paid
    where paid.before > 0 and paid.mrr <= 0`,
  joins: accountJoins,
  dimensions: accountDimensions,
  people: accountPeople,
  extras: accountExtras,
  rowKey: sql`f.account_id, f.lapsed_on`,
})
