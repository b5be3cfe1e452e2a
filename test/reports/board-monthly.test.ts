import { describe, expect, it } from 'vitest'
import type { Message } from '../../src/define/message.ts'
import type { Rows } from '../support/rows.ts'
import { shown, tableOf, useWorld, type World } from '../support/world.ts'

// Wednesday 4 November 2026, 08:00 in Tokyo: the last complete month is October, the year to date January to October.
const at = '2026-11-03T23:00:00Z'
const world = await useWorld({ at })
const quiet = await useWorld({ at })

const k = 1_000
const won = (id: string, closed_at: string, amount: number, account_id = 'acme') => ({
  id,
  name: `Secret deal ${id}`,
  account_id,
  stage_id: 'won',
  amount: amount * k,
  created_at: '2025-01-01',
  closed_at,
  updated_at: closed_at,
})
const rows: Rows = {
  opportunities: [
    won('a', '2025-10-10T09:00', 400),
    won('b', '2026-03-10T09:00', 500, 'globex'),
    won('c', '2026-09-10T09:00', 200),
    won('d', '2026-10-10T09:00', 300, 'globex'),
    { ...won('e', '2026-10-11T09:00', 100), stage_id: 'lost', lost_reason: 'price' },
    { id: 'o', name: 'Secret open', amount: 900 * k, close_date: '2026-12-01', created_at: '2026-06-01' },
  ],
  subscriptions: [
    // Acme pays 100k since 2024, and 120k since 5 October.
    { id: 's1', account_id: 'acme', mrr: 100 * k, started_on: '2024-01-01', ended_on: '2026-10-05' },
    { id: 's2', account_id: 'acme', mrr: 120 * k, started_on: '2026-10-05' },
    // Globex came on 10 October with 50k.
    { id: 's3', account_id: 'globex', mrr: 50 * k, started_on: '2026-10-10' },
  ],
  costs: [
    { id: 'c1', day: '2026-10-01', department: 'marketing', kind: 'program', amount: 60 * k },
    { id: 'c2', day: '2026-10-01', department: 'sales', kind: 'people', amount: 90 * k },
  ],
  targets: [
    { period_start: '2026-10-01', period_end: '2026-11-01', value: 600 * k },
    { period_start: '2026-10-01', period_end: '2027-01-01', value: 1_800 * k },
  ],
  forecasts: [
    {
      owner_id: 'ann',
      period_start: '2026-07-01',
      period_end: '2026-10-01',
      category: 'commit',
      amount: 150 * k,
      submitted_at: '2026-07-05T09:00',
    },
  ],
  freshness: [{ source: 'crm', synced_at: '2026-11-04T07:30' }],
}
await world.fill(rows)

const board = (from: World = world, locale: 'en' | 'ja' = 'en'): Promise<Message> =>
  from.ask('digest board-monthly', { locale })

describe('every figure, by hand', () => {
  it('what changed, what it means, what to look at, in that order', async () => {
    // ARR: (120 + 50) × 12 = 2,040k; September 100 × 12 = 1,200k, +70 %; October 2025 the same 1,200k.
    // Bookings: 300k of 600k. The year so far: 500 + 200 + 300 = 1,000k against 0 in January to September 2025 + 400k.
    // Open: 900k; a month before d and e were open too (1,300k), a year before b, c, d and e (1,100k).
    // New: Globex, 50 × 12 = 600k; existing: Acme's 20 × 12 = 240k. NRR: 120 ÷ 100.
    expect((await board()).text).toBe(
      'Monthly board report, Oct 2026 (1 – 31 Oct 2026): ARR ended Oct 2026 at ¥2.04M: ▲ +¥840K (+70%) vs Sep 2026 (¥1.2M), and ▲ +¥840K (+70%) vs Oct 2025 (¥1.2M). Bookings were ¥300K in 1 deal, 50.0% of the month’s target. The year to date stands at ¥1M; ▲ +¥600K (+150%) vs a year ago (¥400K). Of the month’s change in ARR, +¥600K came from new and returning customers and +¥240K from existing ones, churn included. Over twelve months existing customers by themselves grew: NRR 120.0%. To look at, as worse than both the month before and the year before: Open pipeline, month’s end.',
    )
  })

  it('every KPI beside the month before, the year before and the year to date', async () => {
    const table = new Map(tableOf(await board(), 'Oct 2026').map(([label = '', ...cells]) => [label, cells]))
    expect(table.get('ARR, month’s end')).toEqual(['¥2.04M', '▲ +70%', '▲ +70%', '–', '–'])
    expect(table.get('Open pipeline, month’s end')?.[0]).toBe('¥900K')
    expect(table.get('Bookings')).toEqual(['¥300K', '▲ +50%', '▼ −25%', '¥1M', '▲ +150%'])
    expect(table.get('Quota attainment')?.slice(0, 2)).toEqual(['50.0%', '–'])
    // Globex had won its first in March: nobody is new in October, so no cost can be shared out.
    expect(table.get('New customers')).toEqual(['0', '＝', '▼ −100%', '1', '＝'])
    expect(table.get('CAC')?.[0]).toBe('no data')
    expect(table.get('Win rate')?.[0]).toBe('50.0%')
  })

  it('ARR from month to month adds up', async () => {
    const [chart] = (await board()).charts
    const steps = chart?.kind === 'waterfall' ? chart.steps.map(({ label, value }) => [label, value / k]) : []
    expect(steps).toEqual([
      ['End of Sep 2026', 1_200],
      ['New', 600],
      ['Expansion', 240],
      ['End of Oct 2026', 2_040],
    ])
  })

  it('coverage of the running quarter, and how well the closed one was foreseen', async () => {
    const seen = shown(await board())
    // 900 ÷ (1,800 − 300) = 0.6; 1 − |150 − 200| ÷ 200 = 75 %, 25 % too low.
    expect(seen).toContain('*Coverage of Q4 2026, now*\n0.6×')
    expect(seen).toContain('*Forecast accuracy, Q3 2026*\n75.0%\nbias −25%')
  })

  it('in Japanese', async () => {
    const seen = shown(await board(world, 'ja'), 'ja')
    for (const words of [
      '月次取締役会レポート',
      '2026年10月末のARRは *¥204万* です',
      '年度累計は *¥100万*',
      '既存顧客（解約を含む）が+¥24万',
    ]) {
      expect(seen).toContain(words)
    }
    expect(seen).not.toMatch(/\bvs\b|deals?\b|year to date/i)
  })
})

describe('one definition', () => {
  it.each([
    ['arr', 'kpi arr last month'],
    ['open_pipeline', 'kpi open_pipeline last month'],
    ['nrr', 'kpi nrr'],
    ['grr', 'kpi grr'],
    ['ltv_cac', 'kpi ltv_cac'],
    ['bookings', 'kpi bookings last month'],
    ['quota_attainment', 'kpi quota_attainment last month'],
    ['new_customers', 'kpi new_customers last month'],
    ['cac', 'kpi cac last month'],
    ['win_rate', 'kpi win_rate last month'],
    ['mrr_new', 'kpi mrr_new last month'],
    ['mrr_expansion', 'kpi mrr_expansion last month'],
    ['pipeline_coverage', 'kpi pipeline_coverage'],
    ['forecast_accuracy', 'kpi forecast_accuracy last quarter'],
  ])('%s is what `%s` answers', async (id, question) => {
    const [told] = (await board()).readings.filter(({ metric }) => metric === id)
    const [asked] = (await world.ask(question)).readings
    expect(told).toBeDefined()
    expect(told).toMatchObject({ value: asked?.value ?? null, n: asked?.n, from: asked?.from, to: asked?.to })
  })

  it('and the year to date what its span answers', async () => {
    const told = (await board()).readings.filter(({ metric }) => metric === 'bookings')[3]
    const [asked] = (await world.ask('kpi bookings 2026-01..2026-10')).readings
    expect(told).toMatchObject({ value: asked?.value, n: asked?.n, from: '2026-01-01', to: '2026-11-01' })
  })
})

it('names no customer, no deal and no person', async () => {
  for (const locale of ['en', 'ja'] as const) {
    const said = shown(await board(world, locale), locale)
    for (const name of ['Acme', 'Globex', 'Secret', 'Ann', 'Bob', 'price']) expect(said).not.toContain(name)
  }
})

it('is not for who sees less than everything, and says what is', async () => {
  expect(await world.mistake('digest board', { as: 'mia@example.com' })).toContain('/revops subscribe weekly-digest')
})

it('a company without customers and bookings gets no message', async () => {
  const report = world.catalog.reports.get('board_monthly')
  expect(await report?.run(await quiet.context())).toBeNull()
})

it('in the first month of a year the year to date is that month', async () => {
  // 4 February 2026: January 2026, and nothing of 2025.
  const context = await world.context({ at: '2026-02-03T23:00:00Z' })
  const message = await world.catalog.reports.get('board_monthly')?.run(context)
  expect(message?.text).toContain('Monthly board report, Jan 2026')
  const told = message?.readings.filter(({ metric }) => metric === 'bookings')[3]
  expect(told).toMatchObject({ from: '2026-01-01', to: '2026-02-01' })
})
