import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { statusOf } from '../../src/answers/context.ts'
import type { Touching } from '../../src/define/sources.ts'
import bookings from '../../src/metrics/bookings.ts'
import mqls from '../../src/metrics/mqls.ts'
import quotaAttainment from '../../src/metrics/quota-attainment.ts'
import salesVelocity from '../../src/metrics/sales-velocity.ts'
import { relationsOf } from '../../src/query/touched.ts'
import { useWorld } from '../support/world.ts'

const now = Temporal.Instant.from('2026-11-16T00:00:00Z')
const world = await useWorld({ at: now.toString() })
const snapshot = await world.workshop.source.snapshot()
const { touches } = statusOf(snapshot, world.workshop, now)

describe('the relations a KPI rests on', () => {
  it('are those of its fact, of a formula’s parts, and of its target', () => {
    expect(relationsOf(mqls)).toEqual(['leads', 'users', 'campaigns'])
    expect(relationsOf(bookings)).not.toContain('targets')
    expect(relationsOf(quotaAttainment)).toEqual([...relationsOf(bookings), 'targets'])
    expect(relationsOf(salesVelocity)).toEqual([...new Set(relationsOf(salesVelocity))])
  })
})

describe('the KPIs that rest on something', () => {
  it.each<[string, Touching, string[], string[]]>([
    [
      'a relation',
      { relation: 'leads' },
      ['leads', 'mqls', 'sqls', 'lead_conversion_rate', 'opportunity_rate'],
      ['bookings', 'mrr'],
    ],
    [
      'what a KPI joins by itself',
      { relation: 'opportunities' },
      ['opportunity_rate', 'bookings', 'sales_velocity'],
      ['mqls', 'mrr'],
    ],
    ['targets', { relation: 'targets' }, ['quota_attainment', 'pipeline_coverage'], ['bookings', 'mqls']],
    ['a date', { relation: 'leads', columns: ['mql_at'] }, ['mqls', 'opportunity_rate'], ['leads', 'sqls']],
    [
      'the day of the close',
      { relation: 'opportunities', columns: ['closed_at'] },
      ['bookings', 'win_rate', 'sales_cycle', 'sales_velocity', 'quota_attainment', 'forecast_commit'],
      ['open_pipeline', 'weighted_pipeline', 'pipeline_health'],
    ],
    [
      'an amount',
      { relation: 'opportunities', columns: ['amount'] },
      ['bookings', 'open_pipeline', 'weighted_pipeline', 'avg_deal_size', 'quota_attainment'],
      ['win_rate', 'sales_cycle'],
    ],
    [
      'a probability',
      { relation: 'stages', columns: ['probability'] },
      ['weighted_pipeline'],
      ['open_pipeline', 'bookings', 'pipeline_health'],
    ],
    [
      'amounts of subscriptions',
      { relation: 'subscriptions', amounts: true },
      ['mrr', 'nrr'],
      ['customers', 'logo_churn', 'bookings'],
    ],
    [
      'amounts of deals',
      { relation: 'opportunities', amounts: true },
      ['bookings', 'open_pipeline'],
      ['win_rate', 'sales_cycle', 'mqls'],
    ],
  ])('%s', (_, what, touched, others) => {
    const ids = touches(what)
    expect(ids).toEqual(expect.arrayContaining(touched))
    expect(ids.filter((id) => others.includes(id))).toEqual([])
    // In the order of the catalogue.
    expect(ids).toEqual([...world.catalog.metrics.keys()].filter((id) => ids.includes(id)))
  })

  it('none, of a column that only screens use', () => {
    expect(touches({ relation: 'stages', columns: ['position'] })).toEqual([])
  })
})
