import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { preceding } from '../../src/calendar/periods.ts'
import type { Reading } from '../../src/define/reading.ts'
import { UnknownDimension } from '../../src/query/dimensions.ts'
import { otherWindow } from '../../src/query/other-window.ts'
import type { Scope } from '../../src/query/scope.ts'
import { useCompany } from '../support/company.ts'
import { companies } from '../support/random-company.ts'
import { deals } from '../support/rows.ts'
import { periodOf, type Ssot, useLacking, useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const company = await useCompany()

const flows = [
  'bookings',
  'win_rate',
  'avg_deal_size',
  'sales_cycle',
  'leads',
  'mqls',
  'sqls',
  'lead_conversion_rate',
  'opportunity_rate',
  'marketing_contribution',
  'web_traffic',
  'engagement_rate',
  'speed_to_lead',
  'mql_sla_rate',
  'opportunities_created',
  'win_rate_amount',
  'lead_time',
  'sales_activities',
  'ticket_resolution_time',
  'csat',
  'nps',
  'new_customers',
  'revenue',
]
const stocks = [
  'open_pipeline',
  'weighted_pipeline',
  'mrr',
  'arr',
  'customers',
  'nrr',
  'grr',
  'logo_churn',
  'renewal_rate',
  'forecast_commit',
  'mrr_new',
  'mrr_expansion',
  'mrr_contraction',
  'mrr_churned',
  'mrr_reactivation',
  'retention_rate',
  'revenue_churn',
  'upsell_rate',
  'cross_sell_rate',
  'expansion_rate',
]
const formulas = [
  'quota_attainment',
  'pipeline_coverage',
  'sales_velocity',
  'revenue_growth',
  'cac',
  'ltv',
  'ltv_cac',
  'mroi',
  'marketing_roi',
  'forecast_accuracy',
]
/** One or two of each kind of fact and formula. */
const various = [
  'bookings',
  'sales_cycle',
  'lead_conversion_rate',
  'opportunity_rate',
  'open_pipeline',
  'mrr',
  'renewal_rate',
  'forecast_commit',
  'web_traffic',
  'mql_sla_rate',
  'opportunities_created',
  'win_rate_amount',
  'lead_time',
  'sales_activities',
  'ticket_resolution_time',
  'nps',
  'new_customers',
  'revenue',
  'mrr_expansion',
  'upsell_rate',
  ...formulas,
]
const all = [...flows, ...stocks, ...formulas, 'forecast_best_case', 'pipeline_health', 'health_score']

/** What each metric says of each window, asked in one question and one by one. */
async function together(
  ssot: Ssot,
  metrics: readonly string[],
  periods: readonly string[],
  asOf?: string,
  by: readonly string[] = [],
) {
  const windows = periods.map((period) => ssot.window({ period, ...(asOf ? { asOf } : {}) }))
  const readings = await ssot.read(metrics, windows, { by })
  const joined = metrics.flatMap((id) => windows.map((_, w) => sorted(readings.of(ssot.metric(id), w))))
  const apart: Reading[][] = []
  for (const id of metrics) {
    for (const period of periods) apart.push(sorted(await ssot.ask(id, { period, by, ...(asOf ? { asOf } : {}) })))
  }
  return { joined, apart }
}

const sorted = (readings: readonly Reading[]): Reading[] =>
  [...readings].sort((a, b) => JSON.stringify(a.by).localeCompare(JSON.stringify(b.by)))

describe('several periods in one question', () => {
  it.each([
    { what: 'that follow each other', periods: ['2026-07', '2026-08', '2026-09'] },
    { what: 'with gaps, in any order', periods: ['2026-09', '2025-12', '2026-02'] },
    { what: 'that overlap', periods: ['2026-Q2', '2026-05', '2026-04-15/2026-05-15'] },
    { what: 'that run, or have not begun', periods: ['2026-10', '2026-11', '2026-12', '2027-01'] },
    { what: 'the same twice', periods: ['2026-07', '2026-07'] },
  ])('$what read as each by itself', async ({ periods }) => {
    const { joined, apart } = await together(company, various, periods)
    expect(joined).toEqual(apart)
  })

  it('read as each by itself from an instant in the past', async () => {
    const { joined, apart } = await together(company, various, ['2026-05', '2026-06', '2026-07'], '2026-06-10T12:00')
    expect(joined).toEqual(apart)
  })

  it('keep a group that has nothing in one of them, except of a state', async () => {
    await tokyo.fill(
      deals(
        { id: 'o1', created_at: '2026-01-05', amount: 10, life: [['2026-01-20', { stage_id: 'won' }]] },
        {
          id: 'o2',
          created_at: '2026-02-05',
          amount: 20,
          owner_id: 'bob',
          life: [['2026-02-20', { stage_id: 'won' }]],
        },
        { id: 'o3', created_at: '2026-02-05', amount: 40, owner_id: 'bob' },
      ),
    )
    const windows = [tokyo.window({ period: '2026-01' }), tokyo.window({ period: '2026-02' })]
    const readings = await tokyo.read(['bookings', 'open_pipeline'], windows, { by: ['owner'] })
    const told = (id: string, window: number) =>
      readings.of(tokyo.metric(id), window).map(({ by, value, n, beside }) => [by.owner, value, n, beside[0]?.value])
    expect(told('bookings', 0)).toEqual([
      ['Ann', 10, 1, 0],
      ['Bob', 0, 0, 0],
    ])
    expect(told('bookings', 1)).toEqual([
      ['Bob', 20, 1, 0],
      ['Ann', 0, 0, 0],
    ])
    expect(told('open_pipeline', 0)).toEqual([])
    expect(told('open_pipeline', 1)).toEqual([['Bob', 40, 1, 0]])
  })

  it('by one of their instants each, read as each by itself', async () => {
    const windows = [
      company.window({ period: '2026-Q3', asOf: '2026-09-01T00:00' }),
      company.window({ period: '2026-Q2', asOf: '2026-06-01T00:00' }),
      company.window({ period: '2026-Q3' }),
    ]
    const readings = await company.read(['win_rate', 'open_pipeline'], windows)
    for (const [w, window] of windows.entries()) {
      const alone = await company.read(['win_rate', 'open_pipeline'], [window])
      for (const id of ['win_rate', 'open_pipeline']) {
        expect(readings.one(company.metric(id), w)).toEqual(alone.one(company.metric(id)))
      }
    }
  })
})

describe('several KPIs in one question', () => {
  it('read as each by itself, in the order asked for', async () => {
    const window = company.window({ period: '2026-Q3' })
    const readings = await company.read(all, [window])
    expect(readings.all.map(({ metric }) => metric)).toEqual(all)
    for (const id of all)
      expect([readings.one(company.metric(id))]).toEqual(await company.ask(id, { period: '2026-Q3' }))
  })

  it('break down together by what all of them have', async () => {
    const metrics = ['bookings', 'win_rate', 'open_pipeline', 'mrr', 'quota_attainment']
    const { joined, apart } = await together(company, metrics, ['2026-Q3'], undefined, ['team'])
    // Asked together they tell of the same groups; a group that a KPI does not know by itself is nothing to it.
    for (const [i, readings] of apart.entries()) {
      for (const reading of readings) expect(joined[i]).toContainEqual(reading)
      const known = readings.map(({ by }) => by.team)
      for (const reading of joined[i] ?? [])
        if (!known.includes(reading.by.team ?? null)) expect(reading.value ?? 0).toBe(0)
    }
  })
})

describe('breakdowns', () => {
  it('that do not exist are refused, with those that do', async () => {
    const asking = tokyo.ask('bookings', { period: '2026', by: ['colour'] })
    await expect(asking).rejects.toThrow(UnknownDimension)
    await expect(asking).rejects.toMatchObject({
      wanted: 'colour',
      known: expect.arrayContaining(['owner', 'segment']),
    })
    await expect(
      tokyo.ask('bookings', { period: '2026', where: [{ dimension: 'colour', values: ['red'] }] }),
    ).rejects.toThrow(UnknownDimension)
  })

  it('of a formula must be known to each of its parts', async () => {
    await expect(tokyo.ask('mrr', { period: '2026', by: ['campaign'] })).rejects.toThrow(UnknownDimension)
  })

  it('by persons and accounts are refused to who sees totals only, but for the accounts of leads', async () => {
    await tokyo.fill()
    const scope: Scope = { kind: 'aggregates' }
    for (const name of ['owner', 'account', 'manager', 'csm']) {
      await expect(tokyo.ask('bookings', { period: '2026', by: [name], scope })).rejects.toThrow(/totals/)
      await expect(
        tokyo.ask('mrr', { period: '2026', where: [{ dimension: name, values: ['Ann'] }], scope }),
      ).rejects.toThrow(/totals/)
    }
    expect(await tokyo.ask('bookings', { period: '2026', by: ['segment'], scope })).toEqual([])
    for (const name of ['owner', 'manager'])
      await expect(tokyo.ask('leads', { period: '2026', by: [name], scope })).rejects.toThrow(/totals/)
    expect(await tokyo.ask('leads', { period: '2026', by: ['account'], scope })).toEqual([])
  })

  it('come largest first, and those without a value last', async () => {
    const readings = await company.ask('win_rate', { period: '2026-Q2', by: ['owner'] })
    const values = readings.map(({ value }) => value ?? -1)
    expect(values).toEqual([...values].sort((a, b) => b - a))
  })
})

describe('filters', () => {
  const rows = deals(
    { id: 'o1', created_at: '2026-01-05', amount: 1, life: [['2026-02-01', { stage_id: 'won' }]] },
    {
      id: 'o2',
      created_at: '2026-01-05',
      amount: 2,
      account_id: 'globex',
      life: [['2026-02-01', { stage_id: 'won' }]],
    },
    {
      id: 'o3',
      created_at: '2026-01-05',
      amount: 4,
      account_id: 'nobody',
      life: [['2026-02-01', { stage_id: 'won' }]],
    },
  )
  it.each([
    ['a value, whatever its case', [{ dimension: 'segment', values: ['smb'] }], 1],
    ['several', [{ dimension: 'segment', values: ['SMB', 'ENTERPRISE'] }], 3],
    ['none of it', [{ dimension: 'segment', values: [null] }], 4],
    ['a value or none', [{ dimension: 'segment', values: ['SMB', null] }], 5],
    ['all others, none among them', [{ dimension: 'segment', values: ['SMB'], except: true }], 6],
    ['all but none', [{ dimension: 'segment', values: [null], except: true }], 3],
    ['an id or a name', [{ dimension: 'account', values: ['globex'] }], 2],
    ['a name', [{ dimension: 'account', values: ['Acme'] }], 1],
    [
      'two at once',
      [
        { dimension: 'segment', values: ['SMB', null] },
        { dimension: 'owner', values: ['Ann'] },
      ],
      5,
    ],
    ['what nobody has', [{ dimension: 'segment', values: ["'; drop table ssot.users; --"] }], 0],
  ])('keep %s', async (_, where, value) => {
    await tokyo.fill(rows)
    expect(await tokyo.one('bookings', { period: '2026-02', where })).toMatchObject({ value })
  })
})

describe('comparison windows', () => {
  const cal = tokyo.calendar
  const at = (period: string, asOf: string) => ({ period: periodOf(period), asOf: tokyo.instant(asOf) })

  it('of a period that is over is the one before, as known now', () => {
    const window = at('2026-Q2', '2026-09-01T00:00')
    expect(otherWindow(window, cal, 'preceding')).toEqual({ period: preceding(window.period, cal), asOf: window.asOf })
    expect(otherWindow(window, cal, 'last year').period.from.toString()).toBe('2025-04-01')
  })

  it('of a period that runs is cut at the same time on the business day of the same ordinal', () => {
    // Wednesday 11 November 2026 is the 8th business day of its month; the 8th of October is Monday the 12th.
    const other = otherWindow(at('2026-11', '2026-11-11T15:30'), cal, 'preceding')
    expect([other.period.from.toString(), other.asOf]).toEqual(['2026-10-01', tokyo.instant('2026-10-12T15:30')])
  })

  it('of a cohort that is not ripe is seen at equal age', () => {
    const window = at('2026-06', '2026-07-15T09:00')
    const metric = tokyo.metric('lead_conversion_rate')
    // 14 days and 9 hours after its end.
    expect(otherWindow(window, cal, 'preceding', metric).asOf).toEqual(tokyo.instant('2026-06-15T09:00'))
    expect(otherWindow(window, cal, 'preceding').asOf).toEqual(window.asOf)
    // 90 days after the end of June it is ripe.
    const ripe = at('2026-06', '2026-09-29T00:00')
    expect(otherWindow(ripe, cal, 'preceding', metric).asOf).toEqual(ripe.asOf)
  })
})

describe('missing relations', async () => {
  const bare = await useLacking(['subscriptions', 'leads', 'targets', 'opportunity_history', 'activities', 'forecasts'])
  it('leave everything else answered', async () => {
    await bare.fill()
    const readings = await bare.read(all, [bare.window({ period: '2026-Q1' })])
    const reasons = new Map(readings.all.map(({ metric, reason, needs }) => [metric, needs ?? reason]))
    expect(Object.fromEntries(reasons)).toMatchObject({
      ...Object.fromEntries(
        ['mrr', 'arr', 'customers', 'nrr', 'grr', 'logo_churn', 'renewal_rate', 'health_score'].map((id) => [
          id,
          'subscriptions',
        ]),
      ),
      ...Object.fromEntries(
        ['leads', 'mqls', 'sqls', 'lead_conversion_rate'].map((id) => [id, expect.stringMatching(/^leads/)]),
      ),
      ...Object.fromEntries(
        ['speed_to_lead', 'mql_sla_rate', 'lead_time'].map((id) => [id, expect.stringMatching(/^leads/)]),
      ),
      sales_activities: 'activities',
      forecast_accuracy: 'forecasts',
      opportunities_created: null,
      win_rate_amount: 'no_data',
      bookings: null,
      win_rate: 'no_data',
      quota_attainment: 'targets',
      pipeline_coverage: 'targets',
    })
  })
})

/** Sums and counts whose parts must add up to the whole, with a breakdown that each has. */
const additive = [
  'bookings',
  'open_pipeline',
  'weighted_pipeline',
  'mrr',
  'arr',
  'customers',
  'leads',
  'mqls',
  'sqls',
  'opportunities_created',
]
/** Ratios whose sides add up. */
const sides = [
  'win_rate',
  'avg_deal_size',
  'nrr',
  'grr',
  'logo_churn',
  'lead_conversion_rate',
  'marketing_contribution',
  'mql_sla_rate',
  'win_rate_amount',
]
const asOf = fc.constantFrom('2026-02-20T00:00', '2026-03-10T12:00', '2027-01-01T00:00')

describe('random small companies', () => {
  it('have parts that add up to the whole, over any breakdown', async () => {
    await fc.assert(
      fc.asyncProperty(
        companies,
        asOf,
        fc.constantFrom('owner', 'team', 'segment', 'region', 'manager', 'account'),
        async (rows, seen, by) => {
          await tokyo.fill(rows)
          const window = tokyo.window({ period: '2026-Q1', asOf: seen })
          const metrics = [...additive, ...sides]
          const [whole, parts] = [
            await tokyo.read(metrics, [window]),
            await tokyo.read(metrics, [window], { by: [by] }),
          ]
          for (const id of metrics) {
            const metric = tokyo.metric(id)
            const sum = (of: (reading: Reading) => number | null): number =>
              parts.of(metric).reduce((total, reading) => total + (of(reading) ?? 0), 0)
            const total = whole.one(metric)
            if (additive.includes(id))
              expect(
                sum(({ value }) => value),
                `${id} by ${by}`,
              ).toBeCloseTo(total.value ?? 0, 6)
            else
              expect(
                sum(({ numerator }) => numerator),
                `${id} by ${by}`,
              ).toBeCloseTo(total.numerator ?? 0, 6)
            if (!additive.includes(id))
              expect(
                sum(({ denominator }) => denominator),
                `${id} by ${by}`,
              ).toBeCloseTo(total.denominator ?? 0, 6)
            expect(
              sum(({ n }) => n),
              `n of ${id} by ${by}`,
            ).toBe(total.n)
          }
        },
      ),
      { numRuns: 25 },
    )
  })

  it('never show a narrower scope more, nor what is somebody else’s alone', async () => {
    const metrics = [...additive, ...sides]
    const chains = fc.constantFrom<[string[], string[]]>(
      [['ann'], ['mia', 'ann', 'bob']],
      [['bob'], ['bob', 'cleo']],
      [['cleo'], ['rex', 'mia', 'ann', 'bob', 'cleo']],
    )
    await fc.assert(
      fc.asyncProperty(companies, asOf, chains, async (rows, seen, [narrow, wide]) => {
        await tokyo.fill(rows)
        const window = tokyo.window({ period: '2026-Q1', asOf: seen })
        const [less, more, everything, nobody] = await Promise.all([
          tokyo.read(metrics, [window], { scope: narrow }),
          tokyo.read(metrics, [window], { scope: wide }),
          tokyo.read(metrics, [window]),
          tokyo.read(metrics, [window], { scope: [] }),
        ])
        for (const id of metrics) {
          const metric = tokyo.metric(id)
          const [a, b, c] = [less, more, everything].map((readings) => readings.one(metric))
          if (!a || !b || !c) throw new Error(id)
          const figures = ({ numerator, denominator, n }: Reading): number[] => [numerator ?? 0, denominator ?? 0, n]
          for (const [i, value] of figures(a).entries())
            expect(value, id).toBeLessThanOrEqual((figures(b)[i] ?? 0) + 1e-9)
          for (const [i, value] of figures(b).entries())
            expect(value, id).toBeLessThanOrEqual((figures(c)[i] ?? 0) + 1e-9)
          expect(figures(nobody.one(metric)), id).toEqual([0, 0, 0])
        }
        // Whatever a scope sees, by account it is inside what everybody's records show of that account.
        const by = async (scope?: string[]) =>
          tokyo.values('mrr', { period: '2026-Q1', asOf: seen, by: ['account'], ...(scope ? { scope } : {}) })
        const [own, entire] = [await by(narrow), await by()]
        for (const [account, value] of Object.entries(own)) expect(value).toBe(entire[account])
      }),
      { numRuns: 25 },
    )
  })
})
