import { describe, expect, it } from 'vitest'
import { deals, insertRows, type Rows } from '../support/rows.ts'
import { shown, tableOf, useWorld } from '../support/world.ts'

// Monday 16 November 2026, 09:00 in Tokyo.
const at = '2026-11-16T00:00:00Z'
const world = await useWorld({ at })
const bare = await useWorld({ at, without: ['subscriptions', 'targets'] })

const closed = (id: string, day: string, outcome: 'won' | 'lost', owner_id: string, amount = 100) => ({
  id,
  name: id,
  owner_id,
  amount,
  created_at: '2026-06-01T09:00',
  account_id: owner_id === 'ann' ? 'acme' : 'globex',
  life: [[`${day}T12:00`, { stage_id: outcome }]] as const,
})
// Third quarter: 1 won of 4. Second: 3 won of 4. This one: 2 won (ann 300, bob 50) and 1 lost, against 200 in July to mid-August.
const history = deals(
  closed('q3w', '2026-08-10', 'won', 'ann', 200),
  closed('q3l1', '2026-08-11', 'lost', 'ann'),
  closed('q3l2', '2026-08-12', 'lost', 'bob'),
  closed('q3l3', '2026-09-30', 'lost', 'bob'),
  closed('q2w1', '2026-06-10', 'won', 'ann'),
  closed('q2w2', '2026-06-11', 'won', 'ann'),
  closed('q2w3', '2026-06-12', 'won', 'bob'),
  closed('q2l', '2026-06-13', 'lost', 'bob'),
  closed('q4w1', '2026-10-05', 'won', 'ann', 300),
  closed('q4w2', '2026-11-02', 'won', 'bob', 50),
  closed('q4l', '2026-11-03', 'lost', 'bob'),
)
const subscriptions: Rows['subscriptions'] = [
  { account_id: 'acme', mrr: 100, started_on: '2025-01-01' },
  { account_id: 'globex', mrr: 50, started_on: '2025-01-01', ended_on: '2026-06-01' },
]
await world.fill({ ...history, subscriptions })

describe('one figure', () => {
  it('comes with what it was divided from, its change, whether that means anything, and its interval', async () => {
    // 1 of 4 against 3 of 4: −50 points, which so few deals do not make significant. Wilson: 4.6 % to 69.9 %.
    expect(
      shown(await world.ask('kpi win_rate last quarter'))
        .split('\n')
        .slice(0, 6),
    ).toEqual([
      'Win rate',
      'Q3 2026 (1 Jul – 30 Sep 2026) · Whole company',
      '*25.0%*   (1 of 4)',
      '▼ −50.0 pt vs Q2 2026 (75.0%)',
      'The change is within what chance explains (95%).',
      '95% interval 4.6% – 69.9%',
    ])
  })

  it('reads as sentences where there is only text', async () => {
    expect((await world.ask('kpi win_rate last quarter')).text).toBe(
      'Win rate, Q3 2026 (1 Jul – 30 Sep 2026): 25.0% (1 of 4). ▼ −50.0 pt vs Q2 2026 (75.0%). The change is within what chance explains (95%). 95% interval 4.6% – 69.9%.',
    )
    expect((await world.ask('kpi 受注率 先四半期', { locale: 'ja' })).text).toBe(
      '受注率・2026年第3四半期（2026年7月1日〜9月30日）：25.0%（1 / 4）。2026年2Q（75.0%）比 ▼ −50.0pt。偶然の範囲内の変化です（95%）。95%信頼区間 4.6%〜69.9%。',
    )
  })

  it('of a running period is held against the same point of the one before', async () => {
    // 350 this quarter; by the same business day of the third quarter 200 had been won.
    const message = await world.ask('kpi bookings')
    expect(shown(message)).toContain('▲ +¥150 (+75%) vs the same point of Q3 2026 (¥200)')
    expect(message.readings).toMatchObject([
      { metric: 'bookings', value: 350, n: 2, closed: false, from: '2026-10-01', to: '2027-01-01' },
    ])
  })

  it.each([
    ['kpi bookings', 'Q4 2026 (1 Oct – 31 Dec 2026), so far'],
    ['kpi open_pipeline', 'Now, Mon 16 Nov 2026'],
    ['kpi nrr', '12 months (1 Nov 2025 – 31 Oct 2026)'],
  ])('%s without a period means %s', async (text, when) => {
    expect(shown(await world.ask(text))).toContain(when)
  })

  it.each(['kpi bookings trend 1e308 months', 'kpi bookings trend 4000 months'])(
    '“%s” is no trend: what is not understood is named',
    async (text) => {
      expect(await world.mistake(text)).toContain('months')
    },
  )

  it('broken down, draws the groups that there were last, and nothing where there are none', async () => {
    const quiet = await useWorld({ at: '2026-11-16T00:00:00Z' })
    await quiet.fill({ opportunities: [{ owner_id: 'bob', stage_id: 'won', closed_at: '2026-09-10T09:00' }] })
    const drawn = async (text: string) => (await quiet.ask(text)).charts
    expect(await drawn('kpi csat by csm trend 3 months')).toEqual([])
    expect(await drawn('kpi win_rate by owner trend 3 months')).toMatchObject([{ series: [{ name: 'Bob' }] }])
  })

  it('counts months of the last twelve as a trend', async () => {
    const message = await world.ask('kpi nrr')
    // Two paid at the start (150), one of them left (100): 66.7 %.
    expect(shown(message)).toContain('*66.7%*   (¥100 of ¥150)')
    expect(message.charts[0]).toMatchObject({ kind: 'trend', categories: { length: 12 } })
  })

  it.each([
    ['by name', 'kpi Win rate last quarter'],
    ['by its other name', 'kpi close rate last quarter'],
    ['in Japanese', 'kpi 受注率 先四半期'],
    ['without the word kpi', 'win rate last quarter'],
    ['in any order', 'kpi last quarter win_rate'],
    ['in full-width letters', 'ｋｐｉ　ｗｉｎ＿ｒａｔｅ　last quarter'],
    ['in half-width katakana', 'クロージング率 先四半期'.normalize('NFKC')],
  ])('is found %s', async (_, text) => {
    expect((await world.ask(text)).readings[0]).toMatchObject({ metric: 'win_rate', value: 0.25 })
  })
})

describe('broken down and filtered', () => {
  it('by owner, each against its own past', async () => {
    expect(tableOf(await world.ask('kpi bookings by owner'), 'Bookings')).toEqual([
      ['Ann', '¥300', '▲ +50%', '1'],
      // From 0 there is no percentage.
      ['Bob', '¥50', '▲ +¥50', '1'],
    ])
  })

  it.each([
    ['担当者別', 'kpi bookings 今四半期 担当者別', ['Ann', 'Bob']],
    ['two at once', 'kpi bookings by owner,segment', ['Ann', 'Bob']],
  ])('%s', async (_, text, names) => {
    expect(tableOf(await world.ask(text, { locale: 'ja' }), '受注金額').map(([name]) => name)).toEqual(names)
  })

  it('where … is shown beside the scope, and narrows', async () => {
    const message = await world.ask('kpi bookings where owner=Ann')
    expect(message.readings[0]?.value).toBe(300)
    expect(shown(message)).toContain('Whole company · Owner = Ann')
  })

  it('400 accounts: as many as fit, and how many more there are', async () => {
    const ids = Array.from({ length: 400 }, (_, i) => `account ${i} with a name of usual length`)
    await insertRows(
      world.database,
      'accounts',
      ids.map((id) => ({ id, name: id })),
    )
    await insertRows(
      world.database,
      'subscriptions',
      ids.map((account_id, i) => ({ id: `s${i}`, account_id, mrr: 10 + i })),
    )
    const message = await world.ask('kpi mrr by account')
    const rows = tableOf(message, 'MRR')
    expect(shown(message)).toContain(`… and ${401 - rows.length} more`)
    expect(message.readings).toHaveLength(401)
    await world.fill({ ...history, subscriptions })
  })
})

describe('roles', () => {
  it('a rep’s figures rest on their own records, whatever they ask', async () => {
    for (const [text, value] of [
      ['kpi bookings', 300],
      ['kpi win_rate', 1],
    ] as const) {
      const message = await world.ask(text, { as: 'ann@example.com' })
      expect(message.readings[0]?.value ?? 0).toBe(value)
    }
    // Bob is there, but not for Ann: she is told the same as of anybody who is not.
    expect(await world.mistake('kpi bookings where owner=Bob', { as: 'ann@example.com' })).toBe(
      'Owner: nothing is called “Bob”. There are: Ann. For example `/revops kpi bookings where owner=Ann`.',
    )
    const seen = JSON.stringify(await world.ask('kpi bookings by owner', { as: 'ann@example.com' }))
    expect(seen).not.toContain('Bob')
    expect(seen).not.toContain('"value":50')
  })

  it.each([
    ['en', 'Your role sees these figures only as totals, not by owner.'],
    ['ja', '権限上、これらの数値は合計のみ閲覧できます（「owner」別には表示できません）。'],
  ] as const)('marketing sees totals, and is told so in its language (%s)', async (locale, sentence) => {
    await insertRows(world.database, 'users', [{ id: 'max', name: 'Max', email: 'max@example.com', role: 'marketing' }])
    const as = 'max@example.com'
    expect((await world.ask('kpi bookings', { as })).readings[0]?.value).toBe(350)
    expect(await world.mistake('kpi bookings by owner', { as, locale })).toBe(sentence)
    await world.fill({ ...history, subscriptions })
  })
})

describe('nothing to show is said, never 0 %', () => {
  it.each([
    ['no rows', 'kpi win_rate 2024', 'No data for Win rate in 2024.'],
    ['no target', 'kpi quota_attainment', 'No target is set for Quota attainment in Q4 2026.'],
  ])('%s', async (_, text, sentence) => {
    const message = await world.ask(text)
    expect(shown(message)).toContain(sentence)
    expect(message.text).not.toMatch(/\d%/)
    expect(message.readings[0]?.value).toBeNull()
  })

  it.each([
    ['kpi mrr', 'en', 'MRR is not connected: it needs `ssot.subscriptions`.'],
    ['kpi mrr', 'ja', 'MRRは未接続です（`ssot.subscriptions` が必要です）。'],
    ['kpi quota_attainment', 'en', 'Quota attainment is not connected: it needs `ssot.targets`.'],
  ] as const)('a missing relation: %s in %s', async (text, locale, sentence) => {
    expect(shown(await bare.ask(text, { locale }), locale)).toContain(sentence)
  })

  it('a count of nothing is 0', async () => {
    expect(shown(await world.ask('kpi leads'))).toContain('*0*')
  })
})

describe('bad input gets one sentence, the nearest and an example', () => {
  it.each([
    ['kpi win_rte', 'I know no KPI “win_rte”. Did you mean `win_rate`? For example `/revops kpi win_rate`.'],
    [
      'kpi win_rte last quarter',
      'I know no KPI “win_rte”. Did you mean `win_rate`? For example `/revops kpi win_rate`.',
    ],
    ['win_rte', 'I do not know “win_rte”. Did you mean `win_rate`? For example `/revops win_rate`.'],
    ['kpi happiness', 'I know no KPI “happiness”. `/revops kpi` lists them all; for example `/revops kpi win_rate`.'],
    [
      'kpi win_rate last qarter',
      'I do not understand “last qarter” here. Did you mean `last quarter`? For example `/revops kpi win_rate last quarter`.',
    ],
    [
      'kpi win_rate last 4 quaters',
      'I do not understand “last 4 quaters” here. Did you mean `last 4 quarters`? For example `/revops kpi win_rate last 4 quarters`.',
    ],
    ['kpi win_rate banana', 'I do not understand “banana” here. For example `/revops kpi win_rate last quarter`.'],
    [
      'kpi win_rate Q7',
      '“Q7” is not a period. Try one of: `this quarter`, `last month`, `last 4 quarters`, `last 28 days`.',
    ],
    [
      'kpi win_rate by segmnt',
      'There is no breakdown “segmnt”. Did you mean `segment`? For example `/revops kpi win_rate by segment`.',
    ],
    [
      'kpi win_rate where segmnt=SMB',
      'There is no breakdown “segmnt”. Did you mean `segment`? For example `/revops kpi win_rate where segment=SMB`.',
    ],
    // What is suggested is the whole question, put right.
    [
      'kpi win_rate last 4 quartres by segmnt',
      'I do not understand “last 4 quartres” here. Did you mean `last 4 quarters`? For example `/revops kpi win_rate last 4 quarters by segment`.',
    ],
    [
      'kpi 受注率 by segmnt last 4 quarters as of 2026-09-30',
      'There is no breakdown “segmnt”. Did you mean `segment`? For example `/revops kpi 受注率 by segment last 4 quarters as of 2026-09-30`.',
    ],
    [
      'rows bookings last quarter where segment=SBM page 2',
      'Segment: nothing is called “SBM”. Did you mean “SMB”? For example `/revops rows bookings last quarter where segment=SMB`.',
    ],
    [
      'kpi ltv_cac by segment',
      'Its two sides have no breakdown in common, so it is told as a whole: `/revops kpi ltv_cac`.',
    ],
    [
      'kpi win_rate where segment=SBM',
      'Segment: nothing is called “SBM”. Did you mean “SMB”? For example `/revops kpi win_rate where segment=SMB`.',
    ],
    [
      'kpi sales_velocity where segment=Galactic and owner=Ann',
      'Segment: nothing is called “Galactic”. There are: Enterprise, SMB. For example `/revops kpi sales_velocity where segment=Enterprise and owner=Ann`.',
    ],
    [
      'kpi bookings where product=Nebula',
      'Product: nothing is called “Nebula”, and nothing you may see has a value there.',
    ],
    ['kpi win_rate by', 'By what? For example `by segment`.'],
    ['kpi win_rate where', 'Where what? For example `where region=JP`.'],
    ['kpi win_rate by owner,segment,region', 'At most two breakdowns at once, for example `by segment,region`.'],
    ['kpi win_rate next quarter', 'Q1 2027 has not begun. Try `this quarter` or `last quarter`.'],
  ])('%s', async (text, sentence) => {
    expect(await world.mistake(text)).toBe(sentence)
  })

  it('of 1,700 values, more than one statement can look for, the first that is nowhere is named', async () => {
    // SMB is there; v1 … v1b7 are not.
    const values = Array.from({ length: 1_700 }, (_, i) => (i === 0 ? 'SMB' : `v${i.toString(36)}`))
    expect(await world.mistake(`kpi win_rate where segment="${values.join(',')}"`)).toContain(
      'Segment: nothing is called “v1”.',
    )
  })

  it('what has not begun is not compared with what runs', async () => {
    const message = await world.ask('kpi forecast_commit next quarter')
    expect(message.readings[0]).toMatchObject({ value: 0, from: '2027-01-01' })
    expect(shown(message)).not.toMatch(/ vs |-100/)
    expect(shown(await world.ask('kpi forecast_commit this quarter'))).toContain(' vs ')
  })

  it('a value that is there and has nothing in the period is no slip', async () => {
    expect(shown(await world.ask('kpi win_rate 2024 where segment=smb'))).toContain('No data for Win rate in 2024.')
    expect(shown(await world.ask('kpi bookings 2024 where product=none'))).toContain('*¥0*')
  })

  it('lists the breakdowns there are where none is near', async () => {
    expect(await world.mistake('kpi mrr by weather')).toMatch(
      /^There is no breakdown “weather” here\. It has: account, .*segment, team\. For example `\/revops kpi mrr by account`\.$/,
    )
  })

  it.each([
    [
      'kpi 受注率 where 地域=Kanta',
      '地域に「Kanta」はありません。「Kanto」のことですか？ 例：`/revops kpi 受注率 where 地域=Kanto`',
    ],
    ['kpi チャーン律', '「チャーン律」というKPIはありません。`logo_churn` のことですか？ 例：`/revops kpi logo_churn`'],
    ['kpi 受注率 先四半', '「先四半」は分かりません。`先四半期` のことですか？ 例：`/revops kpi 受注率 先四半期`'],
    [
      'kpi 受注率 セグメト別',
      '「セグメト」という内訳はありません。`セグメント` のことですか？ 例：`/revops kpi 受注率 セグメント別`',
    ],
  ])('in Japanese: %s', async (text, sentence) => {
    expect(await world.mistake(text, { locale: 'ja' })).toBe(sentence)
  })

  it('what was typed comes back as text', async () => {
    const sentence = await world.mistake('kpi <!channel> `x` *y*')
    expect(sentence).not.toContain('<!channel>')
    expect(sentence).toContain('&lt;!channel&gt;')
  })
})

it('kpi alone lists every KPI under its department, in both languages', async () => {
  const [english, japanese] = [shown(await world.ask('kpi')), shown(await world.ask('指標', { locale: 'ja' }), 'ja')]
  for (const [id, { label }] of world.catalog.metrics) {
    expect(english).toContain(`\`${id}\` ${label.en}`)
    expect(japanese).toContain(`\`${id}\` ${label.ja}`)
  }
})

describe('several at once', () => {
  it('a row each, over the period asked for', async () => {
    const message = await world.ask('kpi bookings, win rate、avg_deal_size last quarter')
    // Q3: 200 of one deal won, of 4 closed; Q2: 300 of 3 won of 4.
    expect(tableOf(message, 'KPIs side by side')).toEqual([
      ['Bookings', 'Q3 2026', '¥200', '▼ −33%', '–'],
      ['Win rate', 'Q3 2026', '25.0%', '▼ −50.0 pt ~', '–'],
      ['Average deal', 'Q3 2026', '¥200', '▲ +100%', '–'],
    ])
    expect(message.readings.map(({ metric, value }) => [metric, value])).toEqual([
      ['bookings', 200],
      ['win_rate', 0.25],
      ['avg_deal_size', 200],
    ])
  })

  it('each over the period it means, where none is asked for', async () => {
    const message = await world.ask('kpi bookings,nrr,mrr')
    expect(tableOf(message, 'KPIs side by side').map((row) => row.slice(0, 3))).toEqual([
      ['Bookings', 'Q4 2026, so far', '¥350'],
      ['NRR', 'Nov 2025–Oct 2026', '66.7%'],
      ['MRR', 'now', '¥100'],
    ])
  })

  it('a column each, by group', async () => {
    const message = await world.ask('kpi bookings, win_rate by owner')
    expect(tableOf(message, 'KPIs side by side')).toEqual([
      ['Ann', '¥300', '100.0%'],
      ['Bob', '¥50', '50.0%'],
    ])
  })

  it.each([
    ['kpi bookings, win_rte', 'I know no KPI “win_rte”. Did you mean `win_rate`? For example `/revops kpi win_rate`.'],
    [
      'kpi bookings, campaign_performance',
      'A table such as `campaign_performance` is asked for alone: `/revops kpi campaign_performance`.',
    ],
    [
      'kpi bookings, leads by stage',
      'There is no breakdown “stage” here. It has: account, campaign, channel, industry, manager, owner, region, segment, source, team. For example `/revops kpi bookings by account`.',
    ],
  ])('%s', async (text, sentence) => {
    expect(await world.mistake(text)).toBe(sentence)
  })
})

describe('over time', () => {
  const trendOf = async (text: string) => {
    const [chart] = (await world.ask(text)).charts
    if (chart?.kind !== 'trend') throw new Error(`“${text}” drew no trend`)
    return chart
  }

  it.each([
    // Bookings by month: April and May nothing, June 300, July 0, August 200, September 0, October 300, November 50 so far.
    [
      'kpi bookings trend 6 months',
      ['Jun 2026', 'Jul 2026', 'Aug 2026', 'Sep 2026', 'Oct 2026', 'Nov 2026'],
      [300, 0, 200, 0, 300, 50],
      true,
    ],
    ['kpi bookings 3か月推移', ['Sep 2026', 'Oct 2026', 'Nov 2026'], [0, 300, 50], true],
    ['kpi bookings last quarter monthly', ['Jul 2026', 'Aug 2026', 'Sep 2026'], [0, 200, 0], false],
    [
      'kpi bookings last 2 quarters by month',
      ['Apr 2026', 'May 2026', 'Jun 2026', 'Jul 2026', 'Aug 2026', 'Sep 2026'],
      [0, 0, 300, 0, 200, 0],
      false,
    ],
    ['kpi bookings last 2 quarters', ['Q2 2026', 'Q3 2026'], [300, 200], false],
    ['kpi bookings 2026 quarterly', ['Q1 2026', 'Q2 2026', 'Q3 2026', 'Q4 2026'], [0, 300, 200, 350], true],
    ['kpi bookings 先四半期 月別', ['Jul 2026', 'Aug 2026', 'Sep 2026'], [0, 200, 0], false],
  ])('%s', async (text, categories, values, running) => {
    const chart = await trendOf(text)
    expect(chart.categories).toEqual(categories)
    expect(chart.series).toEqual([{ name: 'Bookings', values }])
    expect(chart.running).toBe(running)
  })

  it('one line per group', async () => {
    const chart = await trendOf('kpi bookings trend 3 months by owner')
    expect(chart.series).toEqual([
      { name: 'Bob', values: [0, 0, 50] },
      { name: 'Ann', values: [0, 300, 0] },
    ])
  })

  it('a quarter by week is cut to the quarter', async () => {
    const chart = await trendOf('kpi leads last quarter weekly')
    // 1 July 2026 is a Wednesday and 30 September too: 14 weeks, of which the first and the last are 5 and 3 days.
    expect(chart.categories).toHaveLength(14)
  })

  it('too many points are refused', async () => {
    expect(await world.mistake('kpi bookings 2026 daily')).toContain('too many for one chart')
  })
})

describe('against a target', () => {
  it('a sum is told as a share of it, a ratio in points', async () => {
    await world.fill({
      ...history,
      subscriptions,
      targets: [
        { period_start: '2026-07-01', period_end: '2026-10-01', value: 400 },
        { metric: 'win_rate', period_start: '2026-07-01', period_end: '2026-10-01', value: 0.3 },
      ],
    })
    expect(shown(await world.ask('kpi bookings last quarter'))).toContain('*50.0%* of the target of ¥400')
    expect(shown(await world.ask('kpi win_rate last quarter'))).toContain('−5.0 pt against the target of 30.0%')
    const table = tableOf(await world.ask('kpi bookings, win_rate last quarter'), 'KPIs side by side')
    expect(table.map((row) => row[4])).toEqual(['50.0% of ¥400', '30.0%'])
    // A filter on a segment has no target of its own, and nothing is prorated.
    expect(shown(await world.ask('kpi bookings last quarter where segment=SMB'))).not.toContain('target')
    await world.fill({ ...history, subscriptions })
  })
})

describe('the scorecard of a role', () => {
  it.each([
    ['rex@example.com', 'Scorecard: revenue operations', 'MQL SLA'],
    ['ann@example.com', 'Scorecard: sales', 'Sales activities'],
    ['mia@example.com', 'Scorecard: sales team', 'Commit'],
    ['cleo@example.com', 'Scorecard: customer success', 'CSAT'],
  ])('%s', async (as, title, kpi) => {
    const message = await world.ask('kpi', { as })
    expect(shown(message)).toContain(title)
    expect(tableOf(message, 'Change is against').map(([name]) => name)).toContain(kpi)
    expect(message.readings.length).toBeGreaterThanOrEqual(8)
  })

  it('leads on to why, the rows and the definition of a KPI', async () => {
    const { followUps } = await world.ask('kpi win_rate last quarter where "segment=SMB" as of 2026-10-31')
    expect(followUps?.filter(({ menu }) => menu === undefined)).toEqual([
      { label: 'Why?', question: 'why win_rate last quarter where segment=SMB as of 2026-10-31' },
      { label: 'Rows', question: 'rows win_rate last quarter where segment=SMB as of 2026-10-31' },
      { label: 'Explain', question: 'explain win_rate last quarter where segment=SMB as of 2026-10-31' },
    ])
  })

  it('offers every breakdown, the most useful first, and what tells nothing apart for the asker last', async () => {
    const byFor = async (as: string) => {
      const { followUps = [] } = await world.ask('kpi bookings', { as })
      return followUps.filter(({ menu }) => menu === 'By').map(({ label }) => label)
    }
    const rex = await byFor('rex@example.com')
    expect(rex.slice(0, 9)).toEqual([
      ...['Team', 'Owner', 'Segment', 'Region', 'Industry', 'Product', 'Type', 'Source', 'Sourced by'],
    ])
    // Ann has her own deals only, which are of one team and one manager.
    const ann = await byFor('ann@example.com')
    expect(ann.slice(0, 2)).toEqual(['Segment', 'Region'])
    expect(ann.slice(-3)).toEqual(['Team', 'Owner', 'Manager'])
    expect([...ann].sort()).toEqual([...rex].sort())
    // Mia leads Ann and Bob, who are her own.
    expect((await byFor('mia@example.com')).at(-1)).toBe('Manager')
  })

  it('switches its period and its breakdown, and keeps what else was asked', async () => {
    const menuOf = async (menu: string, text: string, locale: 'en' | 'ja' = 'en') => {
      const { followUps = [] } = await world.ask(text, { locale })
      return followUps.filter((each) => each.menu === menu).map(({ label, question }) => `${label}: ${question}`)
    }
    const question = 'kpi bookings last quarter by segment monthly where type=new vs last year as of 2026-10-31'
    const periods = await menuOf('Period', question)
    expect(periods).toContain(
      'this month: kpi bookings by segment vs last year monthly this month where type=new as of 2026-10-31',
    )
    expect(periods.filter((each) => each.startsWith('last quarter:'))).toEqual([])
    const breakdowns = await menuOf('By', question)
    expect(breakdowns[0]).toBe(
      'Not broken down: kpi bookings vs last year monthly last quarter where type=new as of 2026-10-31',
    )
    expect(breakdowns.filter((each) => /^Segment:/.test(each))).toEqual([])
    expect(breakdowns).toContain(
      'Region: kpi bookings by region vs last year monthly last quarter where type=new as of 2026-10-31',
    )
    expect(await menuOf('期間', '受注金額 推移 12か月', 'ja')).toContain('先四半期: kpi bookings trend 先四半期')
    // All of them are understood.
    for (const text of [...periods, ...breakdowns, ...(await menuOf('期間', '受注金額', 'ja'))]) {
      const asked = text.slice(text.indexOf(': ') + 2)
      expect((await world.ask(asked, { locale: 'ja' })).readings.length, asked).toBeGreaterThan(0)
    }
    // How it is now has no other period.
    expect(await menuOf('Period', 'kpi pipeline_health')).toEqual([])
  })
})
