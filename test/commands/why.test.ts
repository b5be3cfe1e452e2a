import { describe, expect, it } from 'vitest'
import { altText } from '../../src/blocks/chart-alt.ts'
import { deals, type Rows } from '../support/rows.ts'
import { shown, tableOf, useWorld } from '../support/world.ts'

// Monday 16 November 2026, 09:00 in Tokyo.
const world = await useWorld({ at: '2026-11-16T00:00:00Z' })

let serial = 0
const closed = (day: string, outcome: 'won' | 'lost', account_id: string, amount = 100) => {
  serial += 1
  return {
    ...{ id: `o${serial}`, account_id, amount, created_at: '2026-03-01T09:00' },
    life: [[`${day}T12:00`, { stage_id: outcome }]] as const,
  }
}
const times = <T>(n: number, make: () => T): T[] => Array.from({ length: n }, make)
// Acme is SMB, Globex Enterprise. Q2: SMB 2 of 10, Enterprise 5 of 10: 7 of 20 = 35 %. Q3: SMB 1 of 10, Enterprise 3 of 5: 4 of 15 = 26.7 %.
const history: Rows = deals(
  ...times(2, () => closed('2026-05-10', 'won', 'acme')),
  ...times(8, () => closed('2026-05-11', 'lost', 'acme')),
  ...times(5, () => closed('2026-05-12', 'won', 'globex', 300)),
  ...times(5, () => closed('2026-05-13', 'lost', 'globex')),
  ...times(1, () => closed('2026-08-10', 'won', 'acme')),
  ...times(9, () => closed('2026-08-11', 'lost', 'acme')),
  ...times(3, () => closed('2026-08-12', 'won', 'globex', 300)),
  ...times(2, () => closed('2026-08-13', 'lost', 'globex')),
)
await world.fill(history)

describe('a ratio', async () => {
  const message = await world.ask('why win_rate last quarter')

  it('comes apart into mix and rate per segment, which sum to the change', () => {
    // Middle (35 % + 26.67 %) ÷ 2 = 30.83 %. SMB: shares 50 % → 66.7 %; rate 0.5833 × −10 = −5.8 pt, mix 0.1667 × (15 % − 30.83 %) = −2.6 pt.
    // Enterprise: shares 50 % → 33.3 %; rate 0.4167 × +10 = +4.2 pt, mix −0.1667 × (55 % − 30.83 %) = −4.0 pt. −5.83 − 2.64 + 4.17 − 4.03 = −8.33.
    expect(tableOf(message, 'What each contributed')).toEqual([
      ['SMB', 'Own rate', '20.0%', '10.0%', '−5.8 pt'],
      ['Enterprise', 'Own rate', '50.0%', '60.0%', '+4.2 pt'],
      ['Enterprise', 'Share of all', '50.0%', '33.3%', '−4.0 pt'],
      ['SMB', 'Share of all', '50.0%', '66.7%', '−2.6 pt'],
    ])
  })

  it.each([
    ['en', 'why win_rate last quarter', 'Segment'],
    ['en', 'why win_rate last quarter by owner', 'Owner'],
    ['ja', 'なぜ 受注率 先四半期 担当者別', '担当者'],
  ] as const)('its table is headed by what it is broken down by (%s, %s)', async (locale, question, heading) => {
    const tables = (await world.ask(question, { locale })).blocks.filter(({ type }) => type === 'data_table')
    expect(JSON.stringify(tables)).toContain(`"text":"${heading}"`)
  })

  it('tells the three that matter most in words', () => {
    const seen = shown(message)
    expect(seen).toContain('*26.7%*   ▼ −8.3 pt vs Q2 2026 (35.0%)')
    expect(seen).toContain(
      '• *SMB*: 20.0% → 10.0%, −5.8 pt\n• *Enterprise*: 50.0% → 60.0%, +4.2 pt\n• *Enterprise*: its share of all went from 50.0% to 33.3%, effect −4.0 pt',
    )
    expect(seen).toContain('The change is within what chance explains (95%).')
  })

  it('is drawn from the value before to the value now, and adds up', () => {
    const [chart] = message.charts
    const steps = chart?.kind === 'waterfall' ? chart.steps : []
    expect(steps.map(({ label }) => label)).toEqual(['Q2 2026', 'SMB', 'Enterprise', 'Q3 2026'])
    const [start, ...rest] = steps.map(({ value }) => value)
    const end = rest.pop() ?? 0
    expect(rest.reduce((sum, value) => sum + value, start ?? 0)).toBeCloseTo(end, 10)
    // −5.83 − 2.64 and 4.17 − 4.03: steps are points, the totals percentages.
    const lines = ['Q2 2026         35%', 'SMB         −8.5 pt', 'Enterprise  +0.1 pt', 'Q3 2026       26.7%']
    expect(shown(message)).toContain(lines.join('\n'))
    expect(chart && altText(chart)).toContain('Q2 2026 35%, SMB −8.5 pt, Enterprise +0.1 pt, Q3 2026 26.7%')
  })

  it('speaks Japanese', async () => {
    const seen = shown(await world.ask('なぜ 受注率 先四半期', { locale: 'ja' }), 'ja')
    expect(seen).toContain('受注率の変化の要因')
    expect(seen).toContain('• *SMB* 20.0% → 10.0%（影響 −5.8pt）')
    expect(seen).not.toMatch(/share of all|Own rate/)
  })
})

describe('other kinds', () => {
  it('a sum comes apart by amount', async () => {
    // Q2: 200 + 1,500; Q3: 100 + 900.
    const message = await world.ask('why bookings last quarter by segment')
    expect(tableOf(message, 'What each contributed')).toEqual([
      ['Enterprise', 'Amount', '¥1.5K', '¥900', '−¥600'],
      ['SMB', 'Amount', '¥200', '¥100', '−¥100'],
    ])
  })

  it('a formula comes apart into its parts', async () => {
    // Trailing years to 30 September and to 30 June hold all wins so far: average deal 1,700 ÷ 7 → 2,700 ÷ 11.
    const message = await world.ask('why quota_attainment last quarter').catch((error: Error) => error.message)
    expect(message).toContain('No target is set')
    await world.fill({
      ...history,
      targets: [
        { period_start: '2026-04-01', period_end: '2026-07-01', value: 2_000 },
        { period_start: '2026-07-01', period_end: '2026-10-01', value: 1_250 },
      ],
    })
    // 1,700 ÷ 2,000 = 85 % → 1,000 ÷ 1,250 = 80 %. Bookings: ½(1000 − 1700) × (1/2000 + 1/1250) = −45.5 pt; target: +40.5 pt.
    const found = await world.ask('why quota_attainment last quarter')
    expect(tableOf(found, 'What each contributed')).toEqual([
      ['Bookings', 'Part', '¥1.7K', '¥1K', '−45.5 pt'],
      ['Bookings (target)', 'Part', '¥2K', '¥1.25K', '+40.5 pt'],
    ])
    await world.fill(history)
  })

  it.each([
    ['en', 'Revenue (period before)', 'Part', 'Revenue', 'What each contributed'],
    ['ja', '売上 (前の期間)', '構成要素', '売上', '変化への影響'],
  ] as const)('a growth tells its base from its present (%s)', async (locale, base, what, present, caption) => {
    await world.fill({
      revenue: [
        { account_id: 'acme', recognized_on: '2026-02-01', amount: 100 },
        { account_id: 'acme', recognized_on: '2026-05-01', amount: 200 },
        { account_id: 'acme', recognized_on: '2026-08-01', amount: 250 },
      ],
    })
    // Q2: 200 ÷ 100 − 1 = 100 %; Q3: 250 ÷ 200 − 1 = 25 %. Revenue 200 → 250: ½(50 ÷ 100 + 50 ÷ 200) = +37.5 pt; base
    // 100 → 200: ½(200 ÷ 200 − 200 ÷ 100 + 250 ÷ 200 − 250 ÷ 100) = −112.5 pt. Together −75.
    const message = await world.ask('why revenue_growth 2026Q3', { locale })
    const point = locale === 'ja' ? 'pt' : ' pt'
    expect(tableOf(message, caption)).toEqual([
      [base, what, '¥100', '¥200', `−112.5${point}`],
      [present, what, '¥200', '¥250', `+37.5${point}`],
    ])
    const [chart] = message.charts
    expect(chart?.kind === 'waterfall' && chart.steps.map(({ label }) => label).slice(1, 3)).toEqual([base, present])
    await world.fill(history)
  })

  it('medians do not add up, and are shown side by side', async () => {
    const seen = shown(await world.ask('why sales_cycle last quarter'))
    expect(seen).toContain('Medians do not add up')
    expect(seen).toContain('Medians of each segment, before and after')
  })
})

describe('what cannot be explained gets a sentence', () => {
  it.each([
    ['why', 'Which KPI? For example `/revops why win_rate`. `/revops kpi` lists them all.'],
    ['why mrr, arr', 'One KPI at a time: for example `/revops why mrr`.'],
    [
      'why pipeline_health',
      'Pipeline health is known as of now only: what it rests on (next steps, for one) keeps no past, so a figure of the past would be wrong. Ask as of now: `/revops kpi pipeline_health`.',
    ],
    [
      'why campaign_performance',
      'Campaign performance is a table: ask why of one of its KPIs, for example `/revops why mqls`.',
    ],
    ['why win_rate 2024', 'No data for Win rate in 2024. So there is no change to explain.'],
    [
      'why win_rate by segmnt',
      'There is no breakdown “segmnt”. Did you mean `segment`? For example `/revops why win_rate by segment`.',
    ],
    ['why win_rte', 'I know no KPI “win_rte”. Did you mean `win_rate`? For example `/revops kpi win_rate`.'],
  ])('%s', async (text, sentence) => {
    expect(await world.mistake(text)).toBe(sentence)
  })
})
