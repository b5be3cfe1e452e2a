import { defineFact } from '../fact.ts'
import { sql } from '../sql.ts'
import { accountDimensions, accountExtras, accountJoins, accountPeople } from './accounts.ts'
import { accountColumns } from './listed/accounts.ts'

/** Tickets that were open at the window's end. A reopened one counts by its last solve: what lay between is not known. */
export const openTickets = defineFact({
  id: 'open_tickets',
  reads: ['tickets', 'accounts', 'users'],
  needs: ['tickets', 'tickets.solved_at'],
  time: 'state',
  rows: (c) => sql`
    select x.id, x.account_id, x.priority, x.opened_at from ${c.t.tickets} x
    where x.opened_at < ${c.asOf} and (x.solved_at is null or x.solved_at >= ${c.asOf})`,
  joins: accountJoins,
  dimensions: { ...accountDimensions, priority: { key: sql`f.priority`, needs: ['tickets.priority'] } },
  people: accountPeople,
  extras: accountExtras,
  rowKey: sql`f.id`,
  listed: [
    { id: 'ticket', label: { en: 'Ticket', ja: 'チケット' }, value: sql`f.id`, type: 'text' },
    ...accountColumns,
    { id: 'priority', label: { en: 'Priority', ja: '優先度' }, value: sql`f.priority`, type: 'text' },
    { id: 'opened', label: { en: 'Opened', ja: '起票' }, value: sql`f.opened_at`, type: 'instant' },
  ],
})
