import { defineFact } from '../fact.ts'
import { sql } from '../sql.ts'
import { accountDimensions, accountExtras, accountJoins, accountPeople } from './accounts.ts'

/** Every account there was at the window's end, paying or not. */
export const allAccounts = defineFact({
  id: 'all_accounts',
  reads: ['accounts', 'users'],
  time: 'state',
  rows: (c) => sql`
    select a.id as account_id, a.created_at, a.parent_id from ${c.t.accounts} a
    where a.created_at is null or a.created_at < ${c.asOf}`,
  joins: accountJoins,
  dimensions: accountDimensions,
  people: accountPeople,
  extras: accountExtras,
})
