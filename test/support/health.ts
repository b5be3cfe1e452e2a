import { Temporal } from 'temporal-polyfill'
import type { Rows } from './rows.ts'

const day = (text: string) => Temporal.PlainDate.from(text)

/** Active users on each day, seats 30. */
export function usage(
  account_id: string,
  from: string,
  days: number,
  active_users: number,
): NonNullable<Rows['product_usage']> {
  return Array.from({ length: days }, (_, i) => ({
    account_id,
    day: day(from).add({ days: i }).toString(),
    active_users,
    seats: 30,
  }))
}

/**
 * Two customers as they stand on Monday 16 November 2026, 09:00.
 *
 * Acme (¥100K; Ann's, Cleo's) is at risk, at 35, with nothing of sentiment, so weights of 85 in all:
 * usage trend 10 (6 users a day after 10: −40 %) × 25, adoption 20 (6 of 30 seats) × 15, support load 70 (2 open
 * tickets) × 15, engagement 68.4 (38 days since the last e-mail) × 15, commercial 25 (30 days to the term's end) × 15
 * = 3,001 ÷ 85 = 35.3. Four weeks before: 50, 33.3, 100, 100 and 48.3: 5,475 ÷ 85 = 64.4.
 *
 * Globex (¥300K; Bob's, no CSM) is well: it renews by itself, was called yesterday, had its ticket solved, and gave a 9.
 */
export const health = {
  subscriptions: [
    { id: 'a', account_id: 'acme', mrr: 100_000, started_on: '2025-12-16', term_ends_on: '2026-12-16' },
    { id: 'g', account_id: 'globex', mrr: 300_000, started_on: '2025-01-01', auto_renew: true },
  ],
  product_usage: [...usage('acme', '2026-08-24', 56, 10), ...usage('acme', '2026-10-19', 28, 6)],
  tickets: [
    { id: 't1', account_id: 'acme', opened_at: '2026-08-01T09:00', solved_at: '2026-08-02T09:00' },
    { id: 't2', account_id: 'acme', opened_at: '2026-11-01T09:00' },
    { id: 't3', account_id: 'acme', opened_at: '2026-11-02T09:00' },
    { id: 't4', account_id: 'globex', opened_at: '2026-08-01T09:00', solved_at: '2026-08-02T09:00' },
  ],
  activities: [
    { id: 'e1', account_id: 'acme', kind: 'email', at: '2026-10-09T09:00' },
    { id: 'e2', account_id: 'globex', kind: 'call', at: '2026-11-15T09:00' },
  ],
  survey_responses: [{ id: 'n', account_id: 'globex', kind: 'nps', score: 9, answered_at: '2026-11-15T09:00' }],
} as const satisfies Rows
