import { describe, expect, it } from 'vitest'
import { defineMetric } from '../../../src/define/metric.ts'
import { accountHealth } from '../../../src/metrics/account-health/fact.ts'
import { type HealthInput, healthInputs } from '../../../src/ssot/fact.ts'
import { identifier, sql } from '../../../src/ssot/sql.ts'
import { deals, type Row, type Rows } from '../../support/rows.ts'
import { useSsot } from '../../support/ssot.ts'

const tokyo = await useSsot()
/** Monday: yesterday was a Sunday, and the last 28 full days (18 May – 14 June) hold 20 business days. */
const monday = '2026-06-15T12:00'

const scoreOf = (name: HealthInput) =>
  defineMetric({
    kind: 'ratio',
    label: { en: name, ja: name },
    description: { en: name, ja: name },
    team: 'cs',
    unit: 'score',
    better: 'up',
    fact: accountHealth,
    numerator: { of: sql`f.${identifier(name)}` },
    denominator: { where: sql`f.${identifier(name)} is not null` },
  })
const scores = new Map(healthInputs.map((name) => [name, scoreOf(name)]))

/** The input's score of the one customer there is, Acme; null where it is missing. */
async function score(name: HealthInput, rows: Rows, asOf = monday): Promise<number | null> {
  await tokyo.fill({ subscriptions: [{ mrr: 100 }], ...rows })
  const metric = scores.get(name)
  if (!metric) throw new Error(name)
  return (await tokyo.one(metric, { period: '2026', asOf })).value
}

/** A row a day with so many active users. */
function usage(from: string, to: string, users: number, seats = 10): Row<'product_usage'>[] {
  const rows: Row<'product_usage'>[] = []
  for (let day = Date.parse(from); day < Date.parse(to); day += 86_400_000) {
    rows.push({ day: new Date(day).toISOString().slice(0, 10), active_users: users, seats })
  }
  return rows
}

describe('usage trend: the last 28 days against the 28 before', () => {
  // The days before: 20 April – 17 May. The last ones: 18 May – 14 June; today, the 15th, is not over.
  const before = usage('2026-04-20', '2026-05-18', 10)
  it.each([
    ['equal', usage('2026-05-18', '2026-06-15', 10), 50],
    ['25 % more', usage('2026-05-18', '2026-06-15', 12.5), 75],
    ['half as much again', usage('2026-05-18', '2026-06-15', 15), 100],
    ['ten times as much', usage('2026-05-18', '2026-06-15', 100), 100],
    ['a quarter less', usage('2026-05-18', '2026-06-15', 7.5), 25],
    ['half', usage('2026-05-18', '2026-06-15', 5), 0],
    ['none: an absent day is no usage', [], 0],
    ['only today', usage('2026-06-15', '2026-06-16', 99), 0],
  ])('%s', async (_, now, expected) => {
    const whole = [...before, ...now].map((row) => ({ ...row, active_users: Math.round(Number(row.active_users) * 2) }))
    expect(await score('usage_trend', { product_usage: whole })).toBeCloseTo(expected, 8)
  })

  it('is missing where the account never had a row, or none before the last 28 days', async () => {
    expect(await score('usage_trend', {})).toBeNull()
    expect(await score('usage_trend', { product_usage: usage('2026-05-18', '2026-06-15', 10) })).toBeNull()
    expect(await score('usage_trend', { product_usage: usage('2026-06-15', '2026-06-16', 10) })).toBeNull()
  })

  it('holds as many days before against as many as there are since the first row', async () => {
    // 14 days of 10 before; 28 days of 10 since: equal, not double.
    expect(await score('usage_trend', { product_usage: usage('2026-05-04', '2026-06-15', 10) })).toBeCloseTo(50, 8)
  })

  // Five past midnight on Tuesday: Monday's rows come in the night.
  it.each([
    // Monday is not counted: 28 days of 10 against 28 days of 10.
    ['is 50 as long as yesterday has not come', '2026-06-15T23:50+09:00', 50],
    // Synced since Monday was over: 270 against 280 is −3.57 %.
    ['counts yesterday as 0 where it has come without a row', '2026-06-16T00:03+09:00', 50 - 100 / 28],
  ])('%s', async (_, synced_at, expected) => {
    const rows = {
      product_usage: usage('2026-04-20', '2026-06-15', 10),
      freshness: [{ source: 'product', synced_at, relations: ['product_usage'] }],
    }
    expect(await score('usage_trend', rows, '2026-06-16T00:05')).toBeCloseTo(expected, 8)
  })

  it('as of the past does not know of later rows', async () => {
    const rows = [...before, ...usage('2026-05-18', '2026-06-15', 10)]
    // As of 17 May the 28 days before have no rows, and the account had its first on 20 April.
    expect(await score('usage_trend', { product_usage: rows }, '2026-05-17T12:00')).toBeNull()
  })
})

describe('adoption: active users per business day ÷ the latest seats', () => {
  it('counts Mondays to Fridays of the last 28 full days', async () => {
    // 6 users every day, weekends too, of 10 seats.
    expect(await score('adoption', { product_usage: usage('2026-05-18', '2026-06-15', 6) })).toBeCloseTo(60, 8)
    // 6 users on one Wednesday of 20 business days, of 10 seats: 6 ÷ 20 ÷ 10.
    expect(await score('adoption', { product_usage: usage('2026-06-10', '2026-06-11', 6) })).toBeCloseTo(3, 8)
    // On a Sunday nobody is expected.
    expect(await score('adoption', { product_usage: usage('2026-06-14', '2026-06-15', 6) })).toBeCloseTo(0, 8)
  })

  it('counts the last business days that have come', async () => {
    // Monday the 15th has not come: 20 business days of 5 users, of 10 seats.
    const rows = {
      product_usage: usage('2026-05-18', '2026-06-15', 5),
      freshness: [{ source: 'product', synced_at: '2026-06-15T23:50+09:00', relations: ['product_usage'] }],
    }
    expect(await score('adoption', rows, '2026-06-16T00:05')).toBeCloseTo(50, 8)
  })

  it('takes the latest seats, and at most 100 %', async () => {
    const rows = [...usage('2026-05-18', '2026-06-12', 8, 10), ...usage('2026-06-12', '2026-06-15', 8, 16)]
    expect(await score('adoption', { product_usage: rows })).toBeCloseTo(50, 8)
    expect(await score('adoption', { product_usage: usage('2026-05-18', '2026-06-15', 30) })).toBe(100)
  })

  it('is 0 where usage has stopped, and missing without rows or seats', async () => {
    expect(await score('adoption', { product_usage: usage('2026-01-01', '2026-01-10', 6) })).toBe(0)
    expect(await score('adoption', {})).toBeNull()
    const seatless = usage('2026-05-18', '2026-06-15', 6).map((row) => ({ ...row, seats: null }))
    expect(await score('adoption', { product_usage: seatless })).toBeNull()
  })
})

describe('support load', () => {
  const open = { opened_at: '2026-06-01', priority: 'normal' }
  const old = { opened_at: '2025-01-01', solved_at: '2025-01-02' }
  it.each([
    ['no ticket open', [old], 100],
    ['one open', [open], 85],
    ['an urgent one open', [{ ...open, priority: 'urgent' }], 70],
    ['one of each open', [open, { ...open, priority: 'urgent' }], 55],
    ['ten open', Array.from({ length: 10 }, () => open), 0],
    ['one that will be solved later', [{ ...open, solved_at: '2026-06-15T12:00' }], 85],
    ['one that is solved', [{ ...open, solved_at: '2026-06-15T11:59' }], 100],
    ['one to be opened', [old, { opened_at: '2026-06-15T12:00' }], 100],
  ])('%s', async (_, tickets, expected) => {
    expect(await score('support_load', { tickets })).toBe(expected)
  })

  it('is missing where the account never had a ticket', async () => {
    expect(await score('support_load', { tickets: [{ ...open, account_id: 'globex' }] })).toBeNull()
  })

  it('loses 10 where its median resolution of 90 days is above the company’s 75th percentile', async () => {
    const solved = (account_id: string, hours: number, day = '2026-06-01'): Row<'tickets'> => ({
      account_id,
      opened_at: `${day}T00:00`,
      solved_at: `${day}T${String(hours).padStart(2, '0')}:00`,
    })
    const others = [1, 2, 3, 4].map((hours) => solved('globex', hours))
    // Of 1, 2, 3, 4 and 9 hours the 75th percentile is 4.
    expect(await score('support_load', { tickets: [...others, solved('acme', 9)] })).toBe(90)
    expect(await score('support_load', { tickets: [...others, solved('acme', 4)] })).toBe(100)
    // Slow, but more than 90 days ago.
    expect(await score('support_load', { tickets: [...others, solved('acme', 9, '2026-03-01')] })).toBe(100)
  })
})

describe('sentiment: the latest answer', () => {
  it.each([
    ['NPS 9', [{ kind: 'nps', score: 9, answered_at: '2026-06-01' }], 90],
    ['NPS 0', [{ kind: 'nps', score: 0, answered_at: '2026-06-01' }], 0],
    ['CSAT 1', [{ kind: 'csat', score: 1, answered_at: '2026-06-01' }], 0],
    ['CSAT 4', [{ kind: 'csat', score: 4, answered_at: '2026-06-01' }], 75],
    [
      'the latest of several',
      [
        { kind: 'nps', score: 9, answered_at: '2026-05-01' },
        { kind: 'csat', score: 2, answered_at: '2026-06-01' },
        { kind: 'nps', score: 10, answered_at: '2026-07-01' },
      ],
      25,
    ],
    ['none', [], null],
    ['another account’s', [{ kind: 'nps', score: 9, answered_at: '2026-06-01', account_id: 'globex' }], null],
  ])('%s', async (_, survey_responses, expected) => {
    expect(await score('sentiment', { survey_responses })).toBe(expected)
  })
})

describe('engagement: days since the last contact', () => {
  const contact = (at: string, kind = 'call') => ({ activities: [{ at, kind, account_id: 'acme' }] })
  it.each([
    ['14 days', contact('2026-06-01T12:00'), 100],
    // Halfway from 14 to 90 days.
    ['52 days', contact('2026-04-24T12:00'), 50],
    ['90 days', contact('2026-03-17T12:00'), 0],
    ['a task is no contact', contact('2026-06-14T12:00', 'task'), 0],
    ['one that is planned', contact('2026-06-15T12:00'), 0],
    ['an account of a week without any', { accounts: [{ id: 'acme', created_at: '2026-06-08' }] }, 100],
  ])('%s', async (_, rows, expected) => {
    expect(await score('engagement', rows)).toBeCloseTo(expected, 8)
  })

  it('is missing where it is not even known since when there is an account', async () => {
    expect(await score('engagement', { accounts: [{ id: 'acme', created_at: null }] })).toBeNull()
  })
})

describe('commercial: days to the end of the term', () => {
  const term = (row: Row<'subscriptions'>): Rows => ({ subscriptions: [{ mrr: 100, ...row }] })
  it.each([
    ['120 days off', term({ term_ends_on: '2026-10-13' }), 100],
    ['60 days off', term({ term_ends_on: '2026-08-14' }), 50],
    ['today', term({ term_ends_on: '2026-06-15' }), 0],
    ['the nearest of two', { subscriptions: [{ term_ends_on: '2026-08-14' }, { term_ends_on: '2027-08-14' }] }, 50],
    ['renews by itself', term({ term_ends_on: '2026-06-20', auto_renew: true }), 100],
    [
      'would renew by itself, but notice was given',
      term({ term_ends_on: '2026-08-14', ended_on: '2026-08-14', auto_renew: true, end_known_at: '2026-06-01' }),
      50,
    ],
    // When the end became known is only needed to look back.
    ['ends, whoever knew it when', term({ ended_on: '2026-08-14', auto_renew: true }), 50],
    ['no term at all', term({}), null],
    [
      'an open renewal',
      { ...term({ term_ends_on: '2026-06-20' }), ...deals({ id: 'r1', created_at: '2026-06-01', type: 'renewal' }) },
      100,
    ],
    [
      'a renewal that was lost',
      {
        ...term({ term_ends_on: '2026-08-14' }),
        ...deals({ id: 'r1', created_at: '2026-06-01', type: 'renewal', life: [['2026-06-10', { stage_id: 'lost' }]] }),
      },
      50,
    ],
    [
      'an open expansion is no renewal',
      { ...term({ term_ends_on: '2026-08-14' }), ...deals({ id: 'r1', created_at: '2026-06-01', type: 'expansion' }) },
      50,
    ],
  ])('%s', async (_, rows, expected) => {
    const found = await score('commercial', rows)
    if (expected === null) expect(found).toBeNull()
    else expect(found).toBeCloseTo(expected, 8)
  })

  it('as of the past counts an end only from when it was known, else it is missing', async () => {
    // Something changed in July, so June is the past.
    const later = deals({ id: 'o1', created_at: '2026-05-01', life: [['2026-07-01', { amount: 1 }]] })
    const known = (end_known_at: string | null) => ({ ...term({ term_ends_on: '2026-08-14', end_known_at }), ...later })
    expect(await score('commercial', known('2026-06-01'))).toBeCloseTo(50, 8)
    expect(await score('commercial', known('2026-06-20'))).toBeNull()
    expect(await score('commercial', known(null))).toBeNull()
  })

  it('as of the past a subscription that was followed by another later renewed by itself', async () => {
    const rows: Rows = {
      subscriptions: [
        { auto_renew: true, term_ends_on: '2026-07-01', ended_on: '2026-07-01', end_known_at: '2026-07-01' },
        { auto_renew: true, started_on: '2026-07-01', term_ends_on: '2027-07-01' },
      ],
      ...deals({ id: 'o1', created_at: '2026-05-01', life: [['2026-07-10', { amount: 1 }]] }),
    }
    expect(await score('commercial', rows)).toBe(100)
  })

  it('a change of terms is no end: what follows has its own', async () => {
    const rows: Rows = {
      subscriptions: [
        { product: 'Core', term_ends_on: '2026-07-01', ended_on: '2026-07-01' },
        { product: 'Core', started_on: '2026-07-01', term_ends_on: '2027-07-01' },
        { product: 'Plus', term_ends_on: '2026-08-14' },
      ],
    }
    expect(await score('commercial', rows)).toBeCloseTo(50, 8)
  })

  it('as of the past a renewal that has since been closed was open', async () => {
    const lost = deals({
      id: 'r1',
      created_at: '2026-06-01',
      type: 'renewal',
      life: [['2026-07-10', { stage_id: 'lost' }]],
    })
    expect(await score('commercial', { ...term({ term_ends_on: '2026-06-20' }), ...lost })).toBe(100)
  })
})
