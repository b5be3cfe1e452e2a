import type { Row, Rows } from './rows.ts'

type Span = Row<'subscriptions'>
const span = (account_id: string, mrr: number, started_on: string, ended_on: string | null = null): Span => ({
  account_id,
  mrr,
  started_on,
  ended_on,
})

const subscriptions = [
  // Never paid before: 100.
  span('fresh', 100, '2026-02-01'),
  // Paid until June, and again from the quarter's last day on: 90.
  span('back', 80, '2024-01-01', '2025-06-01'),
  span('back', 90, '2026-03-31'),
  // 100 becomes 130, and 20 of another product come on top: +50.
  { ...span('up', 100, '2025-01-01', '2026-02-15'), product: 'Core' },
  { ...span('up', 130, '2026-02-15'), product: 'Core' },
  { ...span('up', 20, '2026-03-01'), product: 'Plus' },
  // Drops one of two subscriptions: −40.
  span('down', 60, '2025-01-01'),
  span('down', 40, '2025-01-01', '2026-02-15'),
  // Paid for the last time on 30 March: −70.
  span('gone', 70, '2025-01-01', '2026-03-31'),
  // Pays the same at both ends: it paused in between,
  span('paused', 55, '2025-01-01', '2026-01-10'),
  span('paused', 55, '2026-03-20'),
  // changed products,
  { ...span('moved', 45, '2025-01-01', '2026-02-01'), product: 'Core' },
  { ...span('moved', 45, '2026-02-01'), product: 'Plus' },
  // leaves on the day after,
  span('last', 30, '2025-01-01', '2026-04-01'),
  // or came and went.
  span('passing', 900, '2026-01-01', '2026-03-31'),
]

/**
 * Nine accounts in the first quarter of 2026, which begins and ends with what they pay on 31 December and on 31 March:
 * 400 (up 100, down 100, gone 70, paused 55, moved 45, last 30) and 530 (fresh 100, back 90, up 150, down 60, paused 55,
 * moved 45, last 30). New 100, reactivated 90, expansion 50, contraction −40, churned −70: 130.
 */
export const movingQuarter: Rows = {
  accounts: [...new Set(subscriptions.map(({ account_id }) => account_id))].map((id, i) => ({
    id: String(id),
    name: String(id),
    segment: i % 2 === 0 ? 'SMB' : 'Enterprise',
    owner_id: i % 2 === 0 ? 'ann' : 'bob',
    csm_id: id === 'gone' || id === 'down' ? 'cleo' : null,
  })),
  subscriptions,
}
