import { afterAll, describe, expect, it } from 'vitest'
import { createDatabase } from '../support/database.ts'
import { deals } from '../support/rows.ts'
import { openSsot, type Ssot } from '../support/ssot.ts'

const database = await createDatabase()
afterAll(() => database.drop())

/** A new look at the rows: an open SSOT keeps what it found for some minutes. */
async function looked<T>(what: (ssot: Ssot) => Promise<T>): Promise<T> {
  const ssot = await openSsot(database)
  try {
    return await what(ssot)
  } finally {
    await ssot.close()
  }
}

const findings = () =>
  looked(async ({ source }) =>
    (await source.snapshot()).quality.findings.map(({ relation, kind, count }) => [relation, kind, count]),
  )

describe('what is wrong with the rows', () => {
  it('is nothing in a small world, or an empty one', async () => {
    await looked((ssot) => ssot.fill())
    expect(await findings()).toEqual([])
    await looked((ssot) => ssot.fill({ users: [], accounts: [], stages: [] }))
    expect(await findings()).toEqual([])
  })

  it('is a deal closed without a day, one in a stage nobody knows, and a percentage for a probability', async () => {
    await looked((ssot) =>
      ssot.fill({
        ...deals(
          { id: 'o1', created_at: '2026-01-05', life: [['2026-02-01', { stage_id: 'won' }]], closed_at: null },
          { id: 'o2', created_at: '2026-01-05', life: [['2026-02-01', { stage_id: 'lost' }]] },
          { id: 'o3', created_at: '2026-01-05', stage_id: 'gone' },
        ),
        stages: [
          { id: 's1', name: 'Discovery', position: 10, outcome: 'open', probability: 20 },
          { id: 'won', name: 'Won', position: 30, outcome: 'won', probability: 1 },
          { id: 'lost', name: 'Lost', position: 40, outcome: 'lost', probability: 0 },
        ],
      }),
    )
    expect(await findings()).toEqual([
      ['opportunities', 'closed_without_date', 1],
      ['opportunities', 'unknown_stage', 1],
      ['stages', 'odd_probability', 1],
    ])
  })
})

describe('amounts in another currency', () => {
  it('are named, and nothing adds them up; counts go on', async () => {
    const [won, other] = ['JPY ', 'eur'].map((currency, i) => ({
      ...{ id: `o${i}`, created_at: '2026-01-05', currency },
      life: [['2026-02-01T10:00', { stage_id: 'won' }]] as const,
    }))
    if (!won || !other) throw new Error('two deals')
    await looked((ssot) => ssot.fill(deals(won, other)))
    expect(await findings()).toEqual([['opportunities', 'foreign_currency', 1]])
    await looked(async (ssot) => {
      const needs = 'opportunities.currency: one currency, but there is EUR too'
      for (const id of ['bookings', 'avg_deal_size', 'open_pipeline', 'forecast_commit', 'quota_attainment']) {
        const reading = await ssot.one(id, { period: '2026-02' })
        expect(reading, id).toMatchObject({ value: null, reason: 'not_connected', needs })
      }
      expect(await ssot.one('win_rate', { period: '2026-02' })).toMatchObject({ value: 1, n: 2 })
      expect(await ssot.one('sales_cycle', { period: '2026-02' })).toMatchObject({ n: 2, reason: null })
    })
    // The base currency alone, however it is written, and rows that name none are all right.
    await looked((ssot) => ssot.fill(deals(won, { id: 'o2', created_at: '2026-01-05' })))
    expect(await findings()).toEqual([])
  })

  it('of a target stop what is held against it, and of subscriptions what they add up to', async () => {
    await looked((ssot) =>
      ssot.fill({
        targets: [
          { metric: 'bookings', period_start: '2026-01-01', period_end: '2026-04-01', value: 1, currency: 'USD' },
        ],
        subscriptions: [{ mrr: 100, currency: 'USD' }],
      }),
    )
    await looked(async (ssot) => {
      for (const id of ['quota_attainment', 'mrr', 'nrr', 'health_score']) {
        expect((await ssot.one(id, { period: '2026-Q1' })).reason, id).toBe('not_connected')
      }
      expect(await ssot.one('customers', { period: '2026-Q1' })).toMatchObject({ value: 1 })
      expect(await ssot.one('logo_churn', { period: '2026-Q1' })).toMatchObject({ value: 0 })
    })
  })
})
