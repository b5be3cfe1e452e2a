import { defineFact } from '../fact.ts'
import { sql } from '../sql.ts'
import { accountDimensions, accountExtras, accountJoins, accountPeople } from './accounts.ts'
import { accountColumns } from './listed/accounts.ts'

/** Tickets by the day they were last solved. */
export const solvedTickets = defineFact({
  id: 'solved_tickets',
  reads: ['tickets', 'accounts', 'users'],
  needs: ['tickets', 'tickets.solved_at'],
  time: 'event',
  at: { column: sql`f.solved_at`, type: 'instant' },
  rows: (c) => sql`
    select x.id, x.account_id, x.priority, x.opened_at, x.first_solved_at, x.solved_at, x.reopens from ${c.t.tickets} x`,
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
    { id: 'solved', label: { en: 'Solved', ja: '解決' }, value: sql`f.solved_at`, type: 'instant' },
  ],
})
