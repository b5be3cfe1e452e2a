import { afterAll, describe, expect, it } from 'vitest'
import { answersOver } from '../support/answers.ts'
import { companyNow, createCompanyDatabase } from '../support/company.ts'
import { deals, insertRows, type Rows } from '../support/rows.ts'
import { shown, tableOf, useWorld } from '../support/world.ts'

// Monday 16 November 2026, 09:00 in Tokyo: the second quarter's cohort has had its 90 days.
const at = '2026-11-16T00:00:00Z'
const world = await useWorld({ at })
const bare = await useWorld({ at, without: ['leads', 'opportunity_history'] })

/** Ten leads of April; six become MQL after 2 days, three of them SQL after 3 more, two of those a deal 5 days later. */
const leads: Rows['leads'] = Array.from({ length: 10 }, (_, i) => ({
  id: `l${i}`,
  segment: i < 7 ? 'SMB' : 'Enterprise',
  owner_id: i < 5 ? 'ann' : 'bob',
  created_at: '2026-04-10T09:00',
  mql_at: i < 6 ? '2026-04-12T09:00' : null,
  sql_at: i < 3 ? '2026-04-15T09:00' : null,
  opportunity_id: i < 2 ? `o${i}` : null,
  account_id: 'acme',
}))
const lives = deals(
  // Proposal after 11 days, won after 20 more.
  {
    id: 'o0',
    name: 'O0',
    created_at: '2026-04-20T09:00',
    life: [
      ['2026-05-01T09:00', { stage_id: 's2' }],
      ['2026-05-21T09:00', { stage_id: 'won' }],
    ],
  },
  { id: 'o1', name: 'O1', created_at: '2026-04-20T09:00', life: [['2026-06-01T09:00', { stage_id: 'lost' }]] },
  // Came without a lead; Proposal after 10 days, and there still.
  {
    id: 'direct',
    name: 'Bob’s',
    owner_id: 'bob',
    account_id: 'globex',
    created_at: '2026-06-01T09:00',
    life: [['2026-06-11T09:00', { stage_id: 's2' }]],
  },
  { id: 'renewal', name: 'R', type: 'renewal', created_at: '2026-06-01T09:00' },
)
await world.fill({ ...lives, leads })

describe('the cohort', () => {
  it('step by step: entered, waiting, the share that moved on and that won, and how long it took', async () => {
    expect(tableOf(await world.ask('funnel 2026Q2'), 'Cohort view')).toEqual([
      // Nothing came in the quarter before: no change to tell.
      ['Lead', '10', '4', '60.0%', '–', '10.0%', '2 / 2'],
      ['MQL', '6', '3', '50.0%', '–', '16.7%', '3 / 3'],
      ['SQL', '3', '1', '66.7%', '–', '33.3%', '5 / 5'],
      // Two from leads, one direct; the renewal does not count. Median of 10 and 11 days, and the 90th percentile.
      ['Opportunity', '3', '0', '66.7%', '–', '33.3%', '10.5 / 10.9'],
      ['Proposal', '2', '1', '50.0%', '–', '–', '20 / 20'],
      ['Won', '1', '1', '–', '–', '–', '–'],
    ])
  })

  it('is told in words too, in both languages', async () => {
    expect((await world.ask('funnel 2026Q2')).text).toBe(
      'Funnel, by cohort, Q2 2026 (1 Apr – 30 Jun 2026): Lead to MQL 60.0%, MQL to SQL 50.0%, SQL to Opportunity 66.7%, Opportunity to Proposal 66.7%, Proposal to Won 50.0%',
    )
    expect((await world.ask('ファネル 2026年第2四半期', { locale: 'ja' })).text).toMatch(
      /^ファネル（コホート）・2026年第2四半期.*：リードからMQLへ60\.0%、MQLからSQLへ50\.0%/,
    )
  })

  it('that has not had its time says so; one that has does not', async () => {
    const young = 'The cohort has not had its 90 days yet'
    await insertRows(world.database, 'leads', [{ id: 'new', created_at: '2026-10-10T09:00' }])
    expect(shown(await world.ask('funnel'))).toContain(young)
    expect(shown(await world.ask('funnel 2026Q2'))).not.toContain(young)
    await world.fill({ ...lives, leads })
  })

  it('has readings that scripts can use', async () => {
    const { readings } = await world.ask('funnel 2026Q2')
    const found = readings.find(
      ({ metric, by }) => metric === 'funnel_conversion' && by.step === 'MQL' && by.to === 'SQL',
    )
    expect(found).toMatchObject({ value: 0.5, numerator: 3, denominator: 6, mature: true, by: { view: 'cohort' } })
  })
})

it('says where a deal that went back counts: at the furthest step it reached, in the pipeline where it stands', async () => {
  const life = [
    ['2026-10-10T09:00', { stage_id: 's2' }],
    ['2026-11-02T09:00', { stage_id: 's1' }],
  ] as const
  await world.fill(deals({ id: 'back', created_at: '2026-10-01T09:00', life }))
  const funnel = await world.ask('funnel')
  const inStep = tableOf(funnel, 'Cohort view').map(([step, , waiting]) => [step, waiting])
  expect(inStep).toContainEqual(['Opportunity', '0'])
  expect(inStep).toContainEqual(['Proposal', '1'])
  expect(tableOf(await world.ask('pipeline'), 'Open pipeline').map(([stage, n]) => [stage, n])).toEqual([
    ['Discovery', '1'],
  ])
  expect(shown(funnel)).toContain('a deal that went back counts at the furthest step it reached')
  await world.fill({ ...lives, leads })
})

it('the period view counts who was in a step, and never stands beside the cohort', async () => {
  const message = await world.ask('funnel period 2026Q2')
  // In May and June the four remaining leads were still there: 6 of 10 moved on in the quarter.
  expect(tableOf(message, 'Period view')[0]).toEqual(['Lead', '10', '4', '60.0%', '–', '2 / 2'])
  expect(shown(message)).toContain('Of those that *were* in a step during the period')
  expect(() => tableOf(message, 'Cohort view')).toThrow()
  // In the third quarter nobody moved on from it.
  expect(tableOf(await world.ask('funnel period 2026Q3'), 'Period view')[0]?.slice(0, 4)).toEqual([
    'Lead',
    '0',
    '4',
    '0.0%',
  ])
})

describe('a drop that chance does not explain', async () => {
  // First quarter: 60 of 100 leads became MQL within 90 days. Second: 28 of 100; and 20 of the first quarter's remaining 40
  // moved on after 99 days, so of the 140 that were there, 48 moved on in it: 34.3 %. The median stays at 2 days.
  const cohort = (name: string, day: string, soon: string, n: number, late = 0, later: string | null = null) =>
    Array.from({ length: 100 }, (_, i) => ({
      id: `${name}${i}`,
      created_at: `${day}T09:00`,
      mql_at: i < n ? `${soon}T09:00` : i < n + late ? later : null,
    }))
  const fallen: Rows['leads'] = [
    ...cohort('q1-', '2026-02-10', '2026-02-12', 60, 20, '2026-05-20T09:00'),
    ...cohort('q2-', '2026-04-10', '2026-04-12', 28),
  ]
  const dropped = await useWorld({ at })
  await dropped.fill({ leads: fallen })

  it.each([
    [
      'en',
      'Period view',
      'Of those that entered Lead, 28.0% reached MQL within 90 days, against 60.0% in the four periods before at the same age: 32 fewer.',
      'That share is the cohort view’s',
    ],
    [
      'ja',
      '期間表示',
      'リードに入った件数のうち90日以内にMQLへ進んだのは28.0%で、過去4期間の同じ経過日数での60.0%を下回り、32件少なくなっています',
      'この割合はコホートのものです',
    ],
  ] as const)(
    'is told as what it is, beside the period view’s own share (%s)',
    async (locale, caption, told, apart) => {
      const message = await dropped.ask('funnel period 2026Q2', { locale })
      expect(tableOf(message, caption)[0]?.[3]).toBe('34.3%')
      expect(shown(message, locale)).toContain(told)
      expect(shown(message, locale)).toContain(apart)
      const byCohort = shown(await dropped.ask('funnel 2026Q2', { locale }), locale)
      expect(byCohort).toContain(told)
      expect(byCohort).not.toContain(apart)
    },
  )
})

it('by segment, with the rows each share rests on', async () => {
  const rows = tableOf(await world.ask('funnel 2026Q2 by segment'), 'Conversion to the next step by segment')
  // SMB: 6 of 7 leads, 3 of 6 MQLs, 2 of 3 SQLs; the deals are Acme's (SMB) two and Globex's one.
  expect(rows).toEqual([
    ['Lead → MQL', '85.7% (7)', '0.0% (3)'],
    ['MQL → SQL', '50.0% (6)', '–'],
    ['SQL → Opportunity', '66.7% (3)', '–'],
    ['Opportunity → Proposal', '50.0% (2)', '100.0% (1)'],
    ['Proposal → Won', '100.0% (1)', '0.0% (1)'],
  ])
  const japanese = await world.ask('funnel 2026Q2 セグメント別', { locale: 'ja' })
  expect(tableOf(japanese, 'セグメント別')[0]).toEqual(['リード→MQL', '85.7% (7)', '0.0% (3)'])
})

it('where … narrows it and is shown', async () => {
  const message = await world.ask('funnel 2026Q2 where segment=Enterprise')
  expect(tableOf(message, 'Cohort view')[0]?.slice(0, 2)).toEqual(['Lead', '3'])
  expect(shown(message)).toContain('Whole company · Segment = Enterprise')
})

it('a rep sees their own leads and deals only', async () => {
  const message = await world.ask('funnel 2026Q2', { as: 'ann@example.com' })
  const entered = tableOf(message, 'Cohort view').map(([step, n]) => [step, n])
  expect(entered).toEqual([
    ['Lead', '5'],
    ['MQL', '5'],
    ['SQL', '3'],
    ['Opportunity', '2'],
    ['Proposal', '1'],
    ['Won', '1'],
  ])
  expect(JSON.stringify(await world.ask('funnel 2026Q2 by owner', { as: 'ann@example.com' }))).not.toContain('Bob')
})

it.each([
  ['en', 'No data for the funnel in Q1 2024'],
  ['ja', 'ファネルのデータがありません（2024年第1四半期'],
] as const)('no rows is no data, without a table of 0 %% (%s)', async (locale, sentence) => {
  const message = await world.ask('funnel 2024Q1', { locale })
  expect(shown(message, locale)).toContain(sentence)
  expect(shown(message, locale)).not.toContain('0.0%')
  expect(message.charts).toEqual([])
})

it('without leads and history it is what is left, or says that nothing is', async () => {
  await bare.fill({ opportunities: [{ id: 'o', name: 'O', created_at: '2026-10-10T09:00' }] })
  const seen = shown(await bare.ask('funnel'))
  expect(seen).toContain('Opportunity')
  expect(seen).not.toContain('NaN')
})

describe('bad input', () => {
  it.each([
    [
      'funnel by segmnt',
      'There is no breakdown “segmnt”. Did you mean `segment`? For example `/revops funnel by segment`.',
    ],
    ['funnel by owner,segment', 'The funnel breaks down by one thing at a time, for example `by segment`.'],
    ['funnel cohrot', 'I do not understand “cohrot” here. Did you mean `cohort`? For example `/revops funnel cohort`.'],
    [
      'funnel last qarter',
      'I do not understand “last qarter” here. Did you mean `last quarter`? For example `/revops funnel last quarter`.',
    ],
    [
      'funnel sideways',
      'I do not understand “sideways” here. For example `/revops funnel last quarter by segment cohort`.',
    ],
    [
      'funnel 2026-99',
      '“2026-99” is not a period. Try one of: `this quarter`, `last month`, `last 4 quarters`, `last 28 days`.',
    ],
    [
      'funnel last quarter by segmnt',
      'There is no breakdown “segmnt”. Did you mean `segment`? For example `/revops funnel last quarter by segment`.',
    ],
    ['funel', 'I do not know “funel”. Did you mean `funnel`? For example `/revops funnel`.'],
  ])('%s', async (text, sentence) => {
    expect(await world.mistake(text)).toBe(sentence)
  })

  it('in Japanese', async () => {
    expect(await world.mistake('funnel セグメト別', { locale: 'ja' })).toBe(
      '「セグメト」という内訳はありません。`セグメント` のことですか？ 例：`/revops funnel セグメント別`',
    )
  })
})

describe('on the sample company', async () => {
  const database = await createCompanyDatabase()
  afterAll(() => database.drop())
  const company = await answersOver(database, { at: companyNow })

  it('names the planted bottleneck, with what it costs', async () => {
    const seen = shown(await company.ask('funnel'))
    expect(seen).toMatch(
      /\*Bottleneck: Negotiation → Contract\.\* Those that moved on took a median of [\d.]+ days, against [\d.]+ days in the year before: \d+ fewer moved on in the time, about ¥[\d.]+M of won revenue later\. More than chance explains\./,
    )
    expect(shown(await company.ask('funnel', { locale: 'ja' }), 'ja')).toContain(
      '*ボトルネック：Negotiation→Contract。*',
    )
  })

  it('shows the way from each step to any later one, and what became of those won', async () => {
    const message = await company.ask('funnel last quarter')
    const rows = tableOf(message, 'Cohort view: of those')
    expect(rows[0]?.length).toBe(rows.length + 1)
    // A share never grows towards a later step.
    for (const [, ...cells] of rows) {
      const shares = cells.filter((cell) => cell !== '·').map((cell) => Number.parseFloat(cell))
      expect(shares).toEqual([...shares].sort((a, b) => b - a))
    }
    expect(shown(message)).toMatch(/\*After the win\.\* Of \d+ customers first won in Q3 2025/)
  })

  it('is a rep’s own, where time is not ranked', async () => {
    const message = await company.ask('funnel', { as: 'kenta.ishikawa@kazahana.example' })
    expect(shown(message)).toContain('Kenta Ishikawa')
  })
})
