import { describe, expect, it } from 'vitest'
import { expandedAfterWin, retainedAfterWin } from '../../../src/metrics/measures/after-win.ts'
import { type Deal, deals, type Rows } from '../../support/rows.ts'
import { useSsot } from '../../support/ssot.ts'

const tokyo = await useSsot()

const won = (id: string, day: string, account_id: string, type = 'new') => ({
  ...{ id, account_id, type, created_at: '2024-12-01' },
  life: [[day, { stage_id: 'won' }]] as const,
})
const world = (subscriptions: Rows['subscriptions'], ...more: readonly Deal[]): Rows => ({
  ...deals(won('a', '2025-01-15T10:00', 'acme'), won('g', '2025-02-10T10:00', 'globex'), ...more),
  subscriptions: subscriptions ?? [],
})
const q1 = { period: '2025-Q1' }

describe('after the win', () => {
  it('retained: pays on the 365th day, whatever it paid in between', async () => {
    await tokyo.fill(
      world([
        // 15 January 2025 + 365 days = 15 January 2026: paid on that day, though not the whole time.
        { account_id: 'acme', started_on: '2025-02-01', ended_on: '2025-03-01' },
        { account_id: 'acme', started_on: '2026-01-15' },
        // 10 February 2026 is the day that Globex's subscription has ended (the end is exclusive).
        { account_id: 'globex', started_on: '2025-02-10', ended_on: '2026-02-10' },
      ]),
    )
    expect(await tokyo.one(retainedAfterWin, q1)).toMatchObject({ value: 0.5, numerator: 1, n: 2, mature: true })
  })

  it('is a cohort: what has not had its 365 days is immature, and nobody is retained before the day has come', async () => {
    await tokyo.fill(world([{ account_id: 'acme', started_on: '2025-01-15' }]))
    const seen = (asOf: string) => tokyo.one(retainedAfterWin, { ...q1, asOf })
    expect(await seen('2026-01-14T23:00')).toMatchObject({ value: 0, n: 2, mature: false })
    expect(await seen('2026-01-15T09:00')).toMatchObject({ value: 0.5, n: 2, mature: false })
    // The quarter ends with 31 March 2025; 365 days after 1 April is 1 April 2026.
    expect(await seen('2026-04-01T00:00')).toMatchObject({ value: 0.5, mature: true })
  })

  it('expanded: an expansion or cross-sell won after the first win and within 365 days', async () => {
    await tokyo.fill(
      world(
        [],
        won('x', '2026-01-15T23:00', 'acme', 'cross_sell'),
        // One day late, and one from before the first win.
        won('late', '2026-02-11T00:00', 'globex', 'expansion'),
        won('early', '2025-02-09T00:00', 'globex', 'expansion'),
      ),
    )
    expect(await tokyo.one(expandedAfterWin, q1)).toMatchObject({ value: 0.5, numerator: 1, n: 2 })
  })

  it('belongs to the first win of the account only', async () => {
    await tokyo.fill(world([], won('again', '2025-03-20T10:00', 'acme')))
    expect(await tokyo.one(retainedAfterWin, { period: '2025-03' })).toMatchObject({ value: null, n: 0 })
  })
})
