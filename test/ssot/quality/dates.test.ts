import { describe, expect, it } from 'vitest'
import { useLooked } from '../../support/quality.ts'
import type { Rows } from '../../support/rows.ts'

const { found } = await useLooked()
const inDays = (n: number): string => new Date(Date.now() + n * 86_400_000).toISOString()
const dayIn = (n: number): string => inDays(n).slice(0, 10)
const quarter = { period_start: '2026-01-01', period_end: '2026-04-01' }
const forecast = { ...quarter, id: 'x', owner_id: 'ann', category: 'commit', amount: 1, submitted_at: '2026-01-02' }

describe('what comes first is dated first', () => {
  it.each<[string, Rows, string[]]>([
    [
      'a lead that was MQL a day before it was created, to the minute',
      { leads: [{ created_at: '2026-02-02T10:00', mql_at: '2026-02-01T10:00' }] },
      [],
    ],
    [
      'a minute earlier',
      { leads: [{ id: 'x', created_at: '2026-02-02T10:00', mql_at: '2026-02-01T09:59' }] },
      ['warning leads mql_before_created 1 x'],
    ],
    ['a subscription of a day', { subscriptions: [{ started_on: '2026-01-01', ended_on: '2026-01-02' }] }, []],
    [
      'a subscription of no day',
      { subscriptions: [{ id: 'x', started_on: '2026-01-01', ended_on: '2026-01-01' }] },
      ['error subscriptions ends_before_it_begins 1 x'],
    ],
    [
      'a ticket solved before it was opened',
      {
        tickets: [
          { id: 'x', opened_at: '2026-01-02T10:00', solved_at: '2026-01-02T09:59' },
          { id: 'y', opened_at: '2026-01-02T10:00', solved_at: '2026-01-02T10:00' },
        ],
      },
      ['warning tickets solved_before_opened 1 x'],
    ],
    [
      'a target for no day',
      { targets: [{ ...quarter, period_end: '2026-01-01', value: 1 }] },
      ['error targets ends_before_it_begins 1 bookings 2026-01-01'],
    ],
    [
      'a forecast for fewer than none',
      { forecasts: [{ ...forecast, period_end: '2025-12-31' }] },
      ['error forecasts ends_before_it_begins 1 x'],
    ],
  ])('%s', async (_, rows, findings) => {
    expect(await found(rows)).toEqual(findings)
  })
})

describe('what has happened lies behind us', () => {
  it('or within a day; what is planned may lie ahead', async () => {
    expect(
      await found({
        opportunities: [{ created_at: inDays(0.9), updated_at: inDays(0.9), close_date: dayIn(90) }],
        activities: [{ kind: 'meeting', at: inDays(7) }],
        revenue: [{ account_id: 'acme', recognized_on: dayIn(90), amount: 1 }],
        costs: [{ day: dayIn(30), department: 'marketing', amount: 1 }],
        subscriptions: [{ started_on: dayIn(30), term_ends_on: dayIn(400) }],
      }),
    ).toEqual([])
  })

  it.each<[string, Rows]>([
    ['accounts x', { accounts: [{ id: 'x', created_at: inDays(1.1) }] }],
    ['opportunities x', { opportunities: [{ id: 'x', updated_at: inDays(1.1) }] }],
    ['leads x', { leads: [{ id: 'x', first_touch_at: inDays(1.1) }] }],
    ['tickets x', { tickets: [{ id: 'x', opened_at: '2026-01-01', solved_at: inDays(1.1) }] }],
    ['survey_responses x', { survey_responses: [{ id: 'x', kind: 'nps', score: 9, answered_at: inDays(1.1) }] }],
    ['forecasts x', { forecasts: [{ ...forecast, submitted_at: inDays(1.1) }] }],
    [`web_traffic ${dayIn(3)}`, { web_traffic: [{ day: dayIn(3), sessions: 1 }] }],
    [`product_usage acme ${dayIn(3)}`, { product_usage: [{ day: dayIn(3) }] }],
    [
      'opportunity_history x',
      {
        opportunities: [{ id: 'x' }],
        opportunity_history: [{ opportunity_id: 'x', stage_id: 's1', valid_from: inDays(1.1) }],
      },
    ],
  ])('of %s it does not', async (where, rows) => {
    const [relation, ...key] = where.split(' ')
    expect(await found(rows)).toEqual([`error ${relation} dated_in_the_future 1 ${key.join(' ')}`])
  })

  it('a source that synced later than now knows what we do not: a demo’s clock runs ahead', async () => {
    const freshness = [{ source: 'crm', synced_at: inDays(30) }]
    expect(await found({ freshness, leads: [{ created_at: inDays(30.9) }] })).toEqual([])
    expect(await found({ freshness, leads: [{ id: 'x', created_at: inDays(31.1) }] })).toEqual([
      'error leads dated_in_the_future 1 x',
    ])
  })
})
