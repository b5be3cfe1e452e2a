import { type Deal, deals, type Row, type Rows } from './rows.ts'

const won = (id: string, account_id: string, type: string | null, deal: Partial<Deal> = {}): Deal => ({
  id,
  account_id,
  type,
  created_at: '2025-06-01',
  life: [['2026-02-10T10:00', { stage_id: 'won' }]],
  ...deal,
})
const paying = ['both', 'up', 'cross', 'new', 'renewed', 'untyped', 'lost', 'quiet']
const span = (account_id: string, started_on: string, ended_on: string | null = null): Row<'subscriptions'> => ({
  account_id,
  started_on,
  ended_on,
})

/**
 * Eight accounts that pay on 31 December, what each won in the first quarter of 2026, and two that did not pay then.
 * Expansions were won with "both" (two of them) and "up", a cross-sell with "both" and "cross": of eight, two were upsold, two
 * cross-sold, three grew. Whatever else was won, lost, or won with who came later makes no difference.
 */
export const growingQuarter: Rows = {
  accounts: [...paying, 'later', 'former'].map((id) => ({
    id,
    name: id,
    segment: id === 'cross' || id === 'up' ? 'Enterprise' : 'SMB',
    owner_id: id === 'up' || id === 'quiet' ? 'bob' : 'ann',
    csm_id: id === 'cross' ? 'cleo' : null,
  })),
  subscriptions: [
    // Leaving within the quarter, "up" had been upsold all the same.
    ...paying.map((id) => span(id, '2025-01-01', id === 'up' ? '2026-02-20' : null)),
    span('later', '2026-01-01'),
    span('former', '2025-01-01', '2025-12-31'),
  ],
  ...deals(
    won('o1', 'both', 'expansion'),
    won('o2', 'both', 'expansion', { amount: null }),
    won('o3', 'both', 'cross_sell'),
    // Whoever sold it, the account is Bob's.
    won('o4', 'up', 'expansion', { owner_id: 'ann' }),
    won('o5', 'cross', 'cross_sell'),
    won('o6', 'new', 'new'),
    won('o7', 'renewed', 'renewal'),
    won('o8', 'untyped', null),
    won('o9', 'lost', 'expansion', { life: [['2026-02-10', { stage_id: 'lost' }]] }),
    won('o10', 'lost', 'cross_sell', { life: [] }),
    won('o11', 'later', 'expansion'),
    won('o12', 'former', 'cross_sell'),
  ),
}
