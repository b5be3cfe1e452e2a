import { describe, expect, it } from 'vitest'
import { useLooked } from '../../support/quality.ts'
import { deals } from '../../support/rows.ts'
import { openSsot } from '../../support/ssot.ts'

const { database, found, look } = await useLooked()

describe('amounts in another currency', () => {
  it('are named, and nothing adds them up; counts go on', async () => {
    const [won, other] = ['JPY ', 'eur'].map((currency, i) => ({
      ...{ id: `o${i}`, created_at: '2026-01-05', currency },
      life: [['2026-02-01T10:00', { stage_id: 'won' }]] as const,
    }))
    if (!won || !other) throw new Error('two deals')
    expect(await found(deals(won, other))).toEqual(['error opportunities foreign_currency 1 EUR'])
    await look(undefined, async (ssot) => {
      const needs = { needs: 'opportunities.currency', otherCurrency: 'EUR' }
      for (const id of ['bookings', 'avg_deal_size', 'open_pipeline', 'forecast_commit', 'quota_attainment']) {
        const reading = await ssot.one(id, { period: '2026-02' })
        expect(reading, id).toMatchObject({ value: null, reason: 'not_connected', ...needs })
      }
      expect(await ssot.one('win_rate', { period: '2026-02' })).toMatchObject({ value: 1, n: 2 })
      expect(await ssot.one('sales_cycle', { period: '2026-02' })).toMatchObject({ n: 2, reason: null })
    })
    // The base currency alone, however it is written, and rows that name none are all right.
    const none = { id: 'o2', created_at: '2026-01-05' }
    expect(await found(deals(won, none, { ...none, id: 'o3', currency: ' ' }))).toEqual([])
  })

  it('of a target stop what is held against it, and of subscriptions what they add up to', async () => {
    const target = {
      metric: 'bookings',
      period_start: '2026-01-01',
      period_end: '2026-04-01',
      value: 1,
      currency: 'USD',
    }
    const rows = { targets: [target], subscriptions: [{ mrr: 100, currency: 'USD' }] }
    await look(rows, async (ssot) => {
      for (const id of ['quota_attainment', 'mrr', 'nrr', 'health_score']) {
        expect((await ssot.one(id, { period: '2026-Q1' })).reason, id).toBe('not_connected')
      }
      expect(await ssot.one('customers', { period: '2026-Q1' })).toMatchObject({ value: 1 })
      expect(await ssot.one('logo_churn', { period: '2026-Q1' })).toMatchObject({ value: 0 })
    })
  })

  it('are known before the first sum is shown, whoever does not wait for the checks', async () => {
    await look(deals({ id: 'o1', created_at: '2026-01-05', currency: 'USD' }), async () => undefined)
    const ssot = await openSsot(database)
    expect((await ssot.one('open_pipeline', { period: '2026-01' })).reason).toBe('not_connected')
    expect((await ssot.source.snapshot()).quality.relations.filter(({ at }) => at)).toEqual([])
    await ssot.close()
  })

  it('are known before each sum: what comes after the first look, too, and what was mended', async () => {
    await look(deals({ id: 'o1', created_at: '2026-01-05' }), async () => undefined)
    const ssot = await openSsot(database)
    const pipeline = () => ssot.one('open_pipeline', { period: '2026-01' })
    expect(await pipeline()).toMatchObject({ value: 100 })
    await database.query(`update ssot.opportunities set currency = 'EUR'`)
    expect(await pipeline()).toMatchObject({
      value: null,
      needs: 'opportunities.currency',
      otherCurrency: 'EUR',
    })
    await database.query(`update ssot.opportunities set currency = 'JPY'`)
    expect(await pipeline()).toMatchObject({ value: 100 })
    await ssot.close()
  })
})
