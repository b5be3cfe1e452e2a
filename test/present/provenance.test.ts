import { describe, expect, it } from 'vitest'
import type { Metric, Reason } from '../../src/define/metric.ts'
import type { Reading } from '../../src/define/reading.ts'
import type { Locale } from '../../src/define/words.ts'
import bookings from '../../src/metrics/bookings.ts'
import salesVelocity from '../../src/metrics/sales-velocity.ts'
import winRateAmount from '../../src/metrics/win-rate-amount.ts'
import { provenance, relationsOf, scopeText, staleWarning } from '../../src/present/provenance.ts'
import { reasonCell, reasonText } from '../../src/present/reasons.ts'
import type { RelationName } from '../../src/ssot/contract.ts'
import { shown, useWorld } from '../support/world.ts'

// Monday 16 November 2026, 09:00 in Tokyo.
const world = await useWorld({ at: '2026-11-16T00:00:00Z' })
const reading = (rest: Partial<Reading>): Reading => ({
  metric: 'x',
  from: '2026-10-01',
  to: '2027-01-01',
  asOf: '2026-11-16T00:00:00Z',
  by: {},
  keys: [],
  value: null,
  numerator: null,
  denominator: null,
  n: 0,
  closed: false,
  mature: true,
  reason: null,
  leftOut: [],
  beside: [],
  notes: [],
  ...rest,
})
const line = (block: ReturnType<typeof provenance>) =>
  block.type === 'context' ? block.elements.map((each) => ('text' in each ? each.text : '')).join('') : ''

describe('the small print', () => {
  it('as of when, on how many rows, how fresh, what was left out and why', async () => {
    await world.fill({
      freshness: [
        { source: 'crm', synced_at: '2026-11-16T08:55', relations: ['opportunities'] },
        { source: 'zen', synced_at: '2026-11-16T07:00', relations: ['tickets'] },
      ],
    })
    const readings = [
      reading({ leftOut: [{ words: { en: 'without an amount', ja: '金額が未入力のもの' }, n: 3 }] }),
      // The same rows again: the most, not the sum.
      reading({
        leftOut: [{ words: { en: 'without an amount', ja: '金額が未入力のもの' }, n: 2 }],
        notes: [{ en: 'a note', ja: '注' }],
      }),
    ]
    const print = { relations: ['opportunities'], readings, n: 1_234, extra: ['more'] } as const
    expect(line(provenance(await world.context(), print))).toBe(
      'As of Mon 16 Nov 2026, 09:00 JST · n = 1,234 · data synced Mon 16 Nov 2026, 08:55 JST · left out: 3 without an amount · a note · more',
    )
    expect(line(provenance(await world.context({ locale: 'ja' }), print))).toBe(
      '2026年11月16日(月) 09:00時点 · n = 1,234 · データ同期 2026年11月16日(月) 08:55 · 除外：金額が未入力のもの 3件 · 注 · more',
    )
  })

  it('says that it cannot tell how fresh', async () => {
    await world.fill()
    expect(line(provenance(await world.context(), { relations: ['opportunities'], readings: [] }))).toBe(
      'As of Mon 16 Nov 2026, 09:00 JST · data freshness unknown',
    )
  })

  it.each([
    ['2026-11-15T09:30', 0],
    ['2026-11-15T08:30', 1],
  ])('synced at %s: %d warnings (24 hours are the limit)', async (synced_at, warnings) => {
    await world.fill({
      freshness: [
        { source: 'crm', synced_at, relations: ['opportunities'] },
        { source: 'old', synced_at: '2020-01-01T00:00', relations: ['tickets'] },
      ],
    })
    expect(staleWarning(await world.context(), ['opportunities'])).toHaveLength(warnings)
    expect(staleWarning(await world.context(), ['leads'])).toHaveLength(0)
  })

  it('a formula rests on what its parts rest on', () => {
    expect(relationsOf(bookings)).toContain('opportunities')
    expect(relationsOf(salesVelocity)).toEqual([...new Set(relationsOf(salesVelocity))])
    expect(relationsOf(salesVelocity)).toContain('opportunity_history')
  })
})

describe('what is wrong with the rows', async () => {
  const broken = await useWorld({ at: '2026-11-16T00:00:00Z' })
  await broken.fill({
    opportunities: [
      { id: 'a', stage_id: 'won', created_at: '2026-03-01', closed_at: '2026-02-01' },
      { id: 'b', stage_id: 'won' },
      { id: 'c', owner_id: null },
    ],
    subscriptions: [{ mrr: -1 }],
    survey_responses: [{ kind: 'nps', score: 11, answered_at: '2026-01-01' }],
  })
  const asOf = 'As of Mon 16 Nov 2026, 09:00 JST · data freshness unknown'
  const print = (relations: readonly RelationName[], locale: Locale = 'en') =>
    broken.context({ locale }).then((context) => line(provenance(context, { relations, readings: [] })))

  it('is not the business of an answer that does not rest on it', async () => {
    expect(await print(['leads', 'users'])).toBe(asOf)
  })

  it('is one line before the small print where figures are wrong; what is left out is told in it; warnings are not', async () => {
    expect(await print(['opportunities', 'users'])).toBe(
      [
        ':warning: *Data error:* opportunities.closed_at: 1 deal was closed before created; the period or the cycle is wrong',
        `${asOf} · :warning: 1 closed deal has no closed_at: left out of everything that goes by it`,
      ].join('\n'),
    )
  })

  it('of several, the gravest is told and the others are counted', async () => {
    expect(await print(['survey_responses', 'opportunities', 'subscriptions'])).toMatch(
      /^:warning: \*Data error:\* subscriptions\.mrr: negative on 1 row, [^;]+; a credit [^;]+; and 2 more: `\/revops status`\nAs of [^\n]+$/,
    )
    expect(await print(['survey_responses', 'opportunities', 'subscriptions'], 'ja')).toMatch(
      /^:warning: \*データエラー：\* subscriptions\.mrrが負の行が1件：[^\n]+（ほか2件は `\/revops status` で確認）\n2026年[^\n]+$/,
    )
  })

  it('is told under answers, and not under those of other KPIs', async () => {
    const warned = async (text: string) => shown(await broken.ask(text)).match(/Data error/g)?.length ?? 0
    for (const text of ['kpi mrr', 'kpi bookings', 'pipeline', 'funnel', 'digest'])
      expect(await warned(text), text).toBe(1)
    for (const text of ['kpi mqls', 'kpi leads']) expect(await warned(text), text).toBe(0)
  })
})

describe('why there is no value', () => {
  const none = reading({ reason: 'too_few', n: 1 })

  it('is that too few rows are there, or what the KPI itself says of it', () => {
    expect(reasonText(none, bookings, 'Q4', 'en')).toBe('Too few rows for Bookings in Q4 (n = 1).')
    expect(reasonText(none, winRateAmount, 'Q4', 'en')).toBe(
      'No Win rate by amount in Q4: under half of the lost deals have a known amount.',
    )
    expect(reasonText(none, winRateAmount, 'Q4', 'ja')).toBe(
      '金額の分かる失注が半数に満たないため、受注率（金額ベース）は算出できません（Q4）。',
    )
  })
})

describe('whose records', () => {
  it.each([
    [{ kind: 'everything' }, 'Whole company', '全社'],
    [{ kind: 'aggregates' }, 'Whole company', '全社'],
    [{ kind: 'people', ids: ['ann'] }, 'Ann', 'Ann'],
    // Who shares a team is called by it; else by the one who leads them; two peers by neither.
    [{ kind: 'people', ids: ['mia', 'ann', 'bob', 'gone'] }, 'Mia’s team (3 people)', 'Miaさんのチーム（3名）'],
    [{ kind: 'people', ids: ['ann', 'bob'] }, 'Team (2 people)', 'チーム（2名）'],
    [{ kind: 'people', ids: ['nobody'] }, 'One person', '1名'],
  ] as const)('%j', async (scope, english, japanese) => {
    expect(scopeText(await world.context(), scope)).toBe(english)
    expect(scopeText(await world.context({ locale: 'ja' }), scope)).toBe(japanese)
  })

  it('one’s own are told by name, as others may read the answer where it is shared', async () => {
    const context = await world.context()
    const who = context.people.find(({ id }) => id === 'ann')
    if (!who) throw new Error('Ann is not there')
    expect(scopeText({ ...context, who }, { kind: 'people', ids: ['ann'] })).toBe('Ann')
  })
})

describe('why there is no value', () => {
  it.each<[Reason, string, string, string]>([
    ['no_data', 'No data for Bookings in Q4.', '受注金額のデータがありません（Q4）。', 'no data'],
    ['no_target', 'No target is set for Bookings in Q4.', '受注金額の目標が設定されていません（Q4）。', 'no target'],
    [
      'target_met',
      'Bookings: the target of Q4 is already met.',
      '受注金額：Q4の目標はすでに達成済みです。',
      'target met',
    ],
    ['too_few', 'Too few rows for Bookings in Q4 (n = 3).', '受注金額は件数が不足しています（Q4、n = 3）。', 'too few'],
    [
      'not_connected',
      'Bookings is not connected: it needs `ssot.tickets`.',
      '受注金額は未接続です（`ssot.tickets` が必要です）。',
      'not connected',
    ],
  ])('%s', (reason, english, japanese, cell) => {
    const given = reading({ reason, n: 3, needs: 'tickets' })
    const metric: Metric = bookings
    expect(reasonText(given, metric, 'Q4', 'en')).toBe(english)
    expect(reasonText(given, metric, 'Q4', 'ja')).toBe(japanese)
    expect(reasonCell(given, 'en')).toBe(cell)
  })
})
