import { defineFact } from '../fact.ts'
import { sql } from '../sql.ts'
import { accountDimensions, accountExtras, accountJoins, accountPeople } from './accounts.ts'
import { accountColumns, mrrColumn } from './listed/accounts.ts'
import { wonInPeriod } from './opportunities.ts'
import { hasBegun, payingOn } from './subscriptions.ts'

/** Accounts paying at the start of the period, and whether they won an expansion or a cross-sell in it. */
export const expandedAccounts = defineFact({
  id: 'expanded_accounts',
  reads: ['subscriptions', 'opportunities', 'opportunity_history', 'stages', 'accounts', 'users'],
  needs: ['subscriptions', 'opportunities.closed_at', 'opportunities.type'],
  time: 'span',
  rows: (c) => sql`
    select p.account_id, p.mrr, coalesce(w.expansion, false) as expansion, coalesce(w.cross_sell, false) as cross_sell
    from (${payingOn(c, c.startDay)}) p
    left join (
      select o.account_id, bool_or(o.type = 'expansion') as expansion, bool_or(o.type = 'cross_sell') as cross_sell
      from (${wonInPeriod(c)}) o
      where o.type in ('expansion', 'cross_sell')
      group by 1
    ) w on w.account_id = p.account_id
    where ${hasBegun(c)}`,
  joins: accountJoins,
  dimensions: accountDimensions,
  people: accountPeople,
  extras: accountExtras,
  rowKey: sql`f.account_id`,
  listed: [...accountColumns, mrrColumn],
})
