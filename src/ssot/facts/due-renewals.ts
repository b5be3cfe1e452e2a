import { defineFact } from '../fact.ts'
import { sql } from '../sql.ts'
import { accountDimensions, accountExtras, accountJoins, accountPeople } from './accounts.ts'
import { accountColumns, mrrColumn } from './listed/accounts.ts'
import { opportunitiesAsOf } from './opportunities.ts'
import { activeOn, goesOn } from './subscriptions.ts'

/** Days ahead in which a term that ends is due for renewal. */
const renewalHorizonDays = 90

/**
 * Accounts with a term ending within 90 days that does not renew by itself, and their open renewal, if any.
 * `notice_given`: all that ends has an end that is known, so nothing is left to be renewed. `unopened`: somebody should
 * open a renewal and nobody has.
 */
export const dueRenewals = defineFact({
  id: 'due_renewals',
  amounts: 'subscriptions',
  reads: ['subscriptions', 'opportunities', 'stages', 'accounts', 'users'],
  needs: ['subscriptions.term_ends_on'],
  time: 'state',
  rows: (c) => sql`
    select d.*, r.opportunity_id as renewal_id, r.opportunity_id is null and not d.notice_given as unopened from (
      select s.account_id, sum(s.mrr) as mrr, min(s.term_ends_on) as term_end,
        bool_and(s.ended_on is not null and coalesce(s.end_known_at < ${c.asOf}, true)) as notice_given
      from ${c.t.subscriptions} s
      where ${activeOn(c.endDay)} and not coalesce(s.auto_renew, false) and not ${goesOn(c)}
        and s.term_ends_on > ${c.endDay} and s.term_ends_on <= ${c.endDay} + ${renewalHorizonDays}::int
      group by 1
    ) d
    left join (
      select o.account_id, min(o.id) as opportunity_id from (${opportunitiesAsOf(c, 'open')}) o
      where o.type = 'renewal' group by 1
    ) r on r.account_id = d.account_id`,
  joins: accountJoins,
  dimensions: accountDimensions,
  people: accountPeople,
  extras: accountExtras,
  rowKey: sql`f.account_id`,
  listed: [
    ...accountColumns,
    { id: 'term_end', label: { en: 'Term ends', ja: '契約終了' }, value: sql`f.term_end`, type: 'day' },
    mrrColumn,
  ],
})
