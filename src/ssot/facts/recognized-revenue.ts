import { defineFact } from '../fact.ts'
import { sql } from '../sql.ts'
import { accountDimensions, accountExtras, accountJoins, accountPeople } from './accounts.ts'
import { accountColumns, productColumn } from './listed/accounts.ts'

/** Revenue by the day it was recognized; refunds and credits are negative, on their own day. */
export const recognizedRevenue = defineFact({
  id: 'recognized_revenue',
  amounts: 'revenue',
  reads: ['revenue', 'accounts', 'users'],
  needs: ['revenue'],
  time: 'event',
  at: { column: sql`f.recognized_on`, type: 'day' },
  rows: (c) => sql`select r.id, r.account_id, r.product, r.recognized_on, r.amount from ${c.t.revenue} r`,
  joins: accountJoins,
  dimensions: { ...accountDimensions, product: { key: sql`f.product`, needs: ['revenue.product'] } },
  people: accountPeople,
  extras: accountExtras,
  rowKey: sql`f.id`,
  listed: [
    ...accountColumns,
    productColumn,
    { id: 'recognized', label: { en: 'Recognized', ja: '計上日' }, value: sql`f.recognized_on`, type: 'day' },
    { id: 'amount', label: { en: 'Amount', ja: '金額' }, value: sql`f.amount`, type: 'money' },
  ],
})
