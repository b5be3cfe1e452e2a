import { describe, expect, it } from 'vitest'
import { loadCatalog } from '../../../src/catalog.ts'
import { useWorld } from '../../support/world.ts'

const world = await useWorld({ at: '2026-11-16T00:00:00Z' })
await world.fill({
  subscriptions: [
    { mrr: 100, started_on: '2025-01-01' },
    { mrr: 100, started_on: '2025-01-01', ended_on: '2026-06-10' },
  ],
})
const { metrics } = await loadCatalog()
const trailing = [...metrics].flatMap(([id, metric]) => (metric.defaultPeriod === 'trailing 12 months' ? [id] : []))

describe('a trend of a KPI that means the trailing year says what its points are over', () => {
  it('NRR: 50 % over the year, 100 % in every month but June', async () => {
    const message = await world.ask('kpi nrr')
    expect(message.readings[0]?.value).toBe(0.5)
    const [chart] = message.charts
    expect(chart?.title).toBe('NRR, each month by itself')
    expect(chart?.kind === 'trend' && chart.series[0]?.values).toEqual([1, 1, 1, 1, 1, 1, 1, 0.5, 1, 1, 1, 1])
  })

  it('whatever the unit, in both languages', async () => {
    expect((await world.ask('kpi nrr trend 4 quarters')).charts[0]?.title).toBe('NRR, each quarter by itself')
    expect((await world.ask('kpi nrr', { locale: 'ja' })).charts[0]?.title).toMatch(/（各月単独）$/)
  })

  it.each(trailing)('%s', async (id) => {
    expect((await world.ask(`kpi ${id}`)).charts[0]?.title).toMatch(/, each month by itself$/)
  })

  it('others go by their name alone', async () => {
    expect((await world.ask('kpi bookings trend')).charts[0]?.title).toBe('Bookings')
  })
})
