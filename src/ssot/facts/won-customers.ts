import { defineFact } from '../fact.ts'
import { sql } from '../sql.ts'
import { firstWins } from './first-wins.ts'
import { opportunitiesAsOf } from './opportunities.ts'
import { activeOn } from './subscriptions.ts'

/** Days after the first win at which a customer is looked at again. */
export const afterWinDays = 365

/**
 * Customers by the day of their first win: whether they pay 365 days after it (`retained`), and whether they won an
 * expansion or a cross-sell within those days (`expanded`). What lies after the as-of instant has not happened.
 */
export const wonCustomers = defineFact({
  ...firstWins,
  id: 'won_customers',
  reads: [...firstWins.reads, 'subscriptions'],
  needs: ['opportunities.closed_at', 'subscriptions'],
  rows: (c, stretch) => sql`
    select w.*,
      w.again <= ${c.asOfDay} and exists (
        select from ${c.t.subscriptions} s
        where s.account_id = w.account_id and ${activeOn(sql`w.again`)}
        having sum(s.mrr) > 0) as retained,
      exists (
        select from (${opportunitiesAsOf(c, 'won', sql`o.account_id = w.account_id`)}) e
        where e.account_id = w.account_id and e.type in ('expansion', 'cross_sell')
          and e.closed_at > w.closed_at and e.closed_at < ${c.asOf}
          and (e.closed_at at time zone ${c.zone})::date <= w.again) as expanded
    from (
      select f.*, (f.closed_at at time zone ${c.zone})::date + ${afterWinDays}::int as again
      from (${firstWins.rows(c, stretch)}) f
    ) w`,
})
