import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import type { Message } from '../../src/define/message.ts'
import type { Locale } from '../../src/define/words.ts'
import { health } from '../support/health.ts'
import { quarter } from '../support/quarter.ts'
import type { Rows } from '../support/rows.ts'
import { fieldsOf, firing, shown, useWorld, type World } from '../support/world.ts'

// Monday 16 November 2026, 08:00 in Tokyo: the last complete week is the 9th to the 15th.
const at = '2026-11-15T23:00:00Z'
const state = firing({
  alert: 'stage_velocity',
  series: 'Proposal',
  label: 'Proposal *x*',
  state: 'firing',
  people: [],
  since: Temporal.Instant.from('2026-11-12T00:00:00Z'),
  summary: { en: 'Slow.', ja: '遅い。' },
})
const world = await useWorld({ at, state })
const quiet = await useWorld({ at })
const bare = await useWorld({ at, without: ['subscriptions', 'opportunity_history', 'leads', 'targets'] })

const rows: Rows = {
  ...quarter,
  ...health,
  targets: [...(quarter.targets ?? []), { period_start: '2026-10-01', period_end: '2027-01-01', value: 3_000_000 }],
  leads: [
    { mql_at: '2026-11-01T09:00' },
    // Touched, turned down, too young to blame anybody for, too old to be of the last 90 days
    { mql_at: '2026-11-01T09:00', first_touch_at: '2026-11-02T09:00' },
    { mql_at: '2026-11-01T09:00', disqualified_at: '2026-11-02T09:00' },
    { mql_at: '2026-11-15T20:00' },
    { mql_at: '2026-05-01T09:00' },
  ],
  freshness: [{ source: 'crm', synced_at: '2026-11-16T07:50' }],
}
await world.fill(rows)

async function digest(from: World = world, locale: Locale = 'en'): Promise<Message> {
  const message = await from.catalog.reports.get('weekly_digest')?.run(await from.context({ locale }))
  if (!message) throw new Error('the digest had nothing to say')
  return message
}

describe('every figure, by hand', () => {
  it('last week’s bookings, and the quarter to date against target and pace', async () => {
    // Won on the 13th: 300k; nothing the week before. 300 of 3,000; 32 of 66 weekdays have gone.
    expect((await digest()).text).toBe(
      'Weekly revenue digest, W46 2026 (9 – 15 Nov 2026): ¥300K booked in 1 deal last week. ▲ +¥300K vs the week before (¥0). Q4 2026 stands at 10.0% of its target (¥300K of ¥3M) with 48.5% of the business days gone: behind pace.',
    )
    expect((await digest(world, 'ja')).text).toBe(
      '週次レベニューダイジェスト・2026年第46週（2026年11月9日〜15日）：先週の受注は1件、¥30万でした。前週（¥0）比 ▲ +¥30万。2026年4Qの目標達成率は10.0%（¥30万 / ¥300万）、営業日の48.5%が経過しており、遅れ気味のペースです。',
    )
  })

  it('the forecast and its week’s change, retention, health', async () => {
    expect(fieldsOf(await digest())).toEqual({
      // Won 300 + committed 400; a week ago 400 were committed and nothing was won.
      'Commit, Q4 2026': '¥700K | ▲ +¥300K (+75%) vs a week ago (¥400K)',
      'Best case, Q4 2026': '¥800K | ▲ +¥400K (+100%) vs a week ago (¥400K)',
      // 0.5 × (400 + 150 + 5,000) + 0.2 × (100 + 200) = 2,835; a week ago 0.5 × (400 + 250 + 150 + 5,000) + 0.2 × (200 + 80) = 2,956
      'Weighted pipeline': '¥2.84M | ▼ −¥121K (−4.1%) vs a week ago (¥2.96M)',
      // 5,500 ÷ 2,700 = 2.04; a week ago 5,880 ÷ 3,000 = 1.96
      'Pipeline coverage': '2.0× | ▲ +0.1× (+3.9%) vs a week ago (2.0×)',
      // Globex paid 300 on 31 October of both years; Acme came later.
      'NRR, 12 months': '100.0%',
      'GRR, 12 months': '100.0%',
      // Globex: 100 × 45 and 90 × what is left of the survey's 15 make 97.5; (35.3 × 100 + 97.5 × 300) ÷ 400 = 82
      'Health score': '82',
    })
  })

  it('what moved the open pipeline of the quarter, from start to end', async () => {
    const [chart] = (await digest()).charts
    const steps = chart?.kind === 'waterfall' ? chart.steps.map(({ label, value }) => [label, value / 1_000]) : []
    expect(steps).toEqual([
      ['Seven days ago', 6_080],
      ['Created', 100],
      ['Amount up', 50],
      ['Slipped out', -150],
      ['Won', -300],
      ['Lost', -80],
      ['Now', 5_700],
    ])
  })

  it.each([
    ['wins', '*Won last week: 1 deal*\n• *Won one* · ¥300K · Ann'],
    ['losses and why', '*Lost last week: 1 deal*\n• *Lost one* · ¥80K · Ann · price'],
    [
      'slips and until when',
      '*Slipped out of the quarter in seven days: 1 deal*\n• *Slipped one* · ¥150K · Ann · now Fri 15 Jan 2027',
    ],
    ['lapses', '0 of 1 customer lapsed in 12 months.'],
    ['renewals due', '1 term ends within 90 days (¥100K of MRR): *without* a renewal opportunity.'],
    ['customers at risk', '*1 customer at risk, 25.0% of MRR*\n• *Acme* · health 35 · MRR ¥100K'],
    ['untouched MQLs', '• 1 MQL of the last 90 days that nobody has touched'],
    ['stalled deals', '• 1 deal has stalled, ¥200K'],
    ['renewals without an opportunity', '• *Acme*: term ends Wed 16 Dec 2026, ¥100K of MRR, no renewal opportunity'],
    ['what is firing', '*1 alert firing*\n• Deals are getting stuck · Proposal *x* · since Thu 12 Nov 2026, 09:00 JST'],
    [
      'freshness and data quality in one line',
      'As of Mon 16 Nov 2026, 08:00 JST · data synced Mon 16 Nov 2026, 07:50 JST · no problem found in the data',
    ],
    [
      'no false alarm of the funnel',
      'No bottleneck stands out: at no step did the share that moved on within 90 days of entering fall',
    ],
  ])('%s', async (_, words) => {
    expect(shown(await digest())).toContain(words)
  })

  it('who has given notice is told beside those at risk, and alone where nobody is', async () => {
    const noticed = { ended_on: '2026-12-31', end_known_at: '2026-11-01' }
    const [acme, globex] = health.subscriptions
    try {
      await world.fill({ ...rows, subscriptions: [acme, { ...globex, ...noticed }] })
      expect(shown(await digest())).toContain('MRR ¥100K\n1 more customer has given notice.')
      expect(shown(await digest(world, 'ja'), 'ja')).toContain('\nほかに解約申出済み 1社')
      const both = [acme, globex].map((each) => ({ ...each, ...noticed }))
      await world.fill({ ...rows, subscriptions: both })
      expect(shown(await digest())).toContain('\n2 customers have given notice.')
      expect(shown(await digest(world, 'ja'), 'ja')).toContain('\n解約申出済み 2社')
    } finally {
      await world.fill(rows)
    }
  })

  it('all of it in Japanese', async () => {
    const seen = shown(await digest(world, 'ja'), 'ja')
    for (const words of [
      '先週の受注 1件',
      '先週の失注 1件',
      '直近7日間の期ずれ 1件',
      'リスク状態の顧客 1社',
      '停滞中の商談 1件',
      '発生中のアラート 1件',
    ]) {
      expect(seen).toContain(words)
    }
    expect(seen).not.toMatch(/\bdeals?\b|\bvs\b|\bago\b|at risk|term ends|Seven/)
  })
})

describe('one definition', () => {
  const ids = [
    'quota_attainment',
    'pipeline_coverage',
    'forecast_commit',
    'forecast_best_case',
    'weighted_pipeline',
    'nrr',
    'grr',
    'logo_churn',
    'health_score',
  ]
  it.each(ids)('%s is what the command answers', async (id) => {
    const [told] = (await digest()).readings.filter(({ metric }) => metric === id)
    const [asked] = (await world.ask(`kpi ${id}`)).readings
    expect(told).toBeDefined()
    expect(told?.value).toBe(asked?.value)
    expect(told?.n).toBe(asked?.n)
  })

  it('bookings are those of the last complete week', async () => {
    const [told] = (await digest()).readings.filter(({ metric }) => metric === 'bookings')
    const [asked] = (await world.ask('kpi bookings last week')).readings
    expect(told).toMatchObject({ value: asked?.value, from: '2026-11-09', to: '2026-11-16' })
  })

  it('the command is the report', async () => {
    const [asked, told] = [await world.ask('digest'), await digest()]
    expect(asked.text).toBe(told.text)
    expect(shown(asked)).toBe(shown(told))
  })
})

describe('little to say is said in little', () => {
  it('an empty company gets two sentences', async () => {
    const message = await digest(quiet)
    expect(shown(message).split('\n')).toEqual([
      'Weekly revenue digest',
      'W46 2026 (9 – 15 Nov 2026) · Whole company',
      'Nothing was booked in W46.',
      'No bookings target is set for Q4 2026.',
      'As of Mon 16 Nov 2026, 08:00 JST · data freshness unknown · no problem found in the data',
    ])
    expect(message.charts).toEqual([])
  })

  it('a company with half of the contract gets that half, and is told of the rest', async () => {
    await bare.fill({ opportunities: quarter.opportunities ?? [] })
    const seen = shown(await digest(bare))
    expect(seen).toContain('*¥300K* booked in 1 deal')
    expect(seen).toContain('Quota attainment is not connected: it needs `ssot.targets`.')
    expect(seen).toContain('no error in the data, 4 warnings: see /revops status')
    expect(seen).not.toMatch(/0\.0%|NaN|undefined/)
  })

  it('stale data comes first', async () => {
    await world.fill({ ...rows, freshness: [{ source: 'crm', synced_at: '2026-11-14T07:50' }] })
    expect(shown(await digest())).toMatch(/^:warning: \*Data is stale:\* last synced Sat 14 Nov 2026, 07:50 JST/)
    await world.fill(rows)
  })
})

it('on the first Monday of a quarter it still closes the one before', async () => {
  // Monday 1 October 2029: last week was all of the third quarter.
  const context = await world.context({ at: '2029-09-30T23:00:00Z' })
  const message = await world.catalog.reports.get('weekly_digest')?.run(context)
  expect(message?.text).toContain('No bookings target is set for Q3 2029.')
})

it('hundreds of everything still fit into one message', async () => {
  const many = Array.from({ length: 300 }, (_, i) => `${i} ${'とても長い名前'.repeat(30)}`)
  await quiet.fill({
    opportunities: many.map((name, i) => ({
      name,
      stage_id: i % 2 ? 'won' : 'lost',
      amount: i,
      closed_at: '2026-11-11T09:00',
      lost_reason: 'price & *other* <reasons>'.repeat(40),
    })),
    accounts: many.map((id) => ({ id, name: id })),
    subscriptions: many.map((account_id, i) => ({ account_id, mrr: i + 1, term_ends_on: '2026-12-01' })),
  })
  const seen = shown(await digest(quiet))
  expect(seen).toContain('Won last week: 150 deals')
  expect(seen).toContain('… and 297 more')
  await quiet.fill()
})
