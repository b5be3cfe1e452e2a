import { describe, expect, it } from 'vitest'
import type { Metric } from '../../../src/define/metric.ts'
import { funnelMeasures, type StepMeasures } from '../../../src/metrics/measures/funnel.ts'
import { useCompany } from '../../support/company.ts'
import { type Asked, asked, dayMs, dayOf, daysBetween, quantile } from '../../support/reference.ts'
import { type DealThen, readDeals } from '../../support/reference-deals.ts'
import { readLeads } from '../../support/reference-leads.ts'
import { readDirectory } from '../../support/reference-people.ts'
import { deals, type Rows } from '../../support/rows.ts'
import { type Ask, type Ssot, useLacking, useSsot } from '../../support/ssot.ts'

const tokyo = await useSsot()

async function stepsOf(ssot: Ssot): Promise<StepMeasures[]> {
  const { stages, mapped } = await ssot.source.snapshot()
  return [...funnelMeasures(stages, 'default', mapped.has('opportunity_history')).steps]
}

/** One figure of every step, by the step's name; what a step does not have is left out. */
async function figures(
  rows: Rows,
  name: Exclude<keyof StepMeasures, 'step' | 'next' | 'toLater' | 'toNextIn' | 'everWonIn'>,
  ask: Ask,
): Promise<Record<string, number | null>> {
  await tokyo.fill(rows)
  const found = (await stepsOf(tokyo)).flatMap(({ step, [name]: metric }) => (metric ? [{ step, metric }] : []))
  const readings = await tokyo.read(
    found.map(({ metric }) => metric),
    [tokyo.window(ask)],
  )
  return Object.fromEntries(found.map(({ step, metric }) => [step.stage ?? step.kind, readings.one(metric).value]))
}

const q1: Ask = { period: '2026-Q1' }

describe('the funnel, by hand', () => {
  it('has a step per lead moment, open stage and win, in order', async () => {
    await tokyo.fill()
    expect((await stepsOf(tokyo)).map(({ step }) => step.stage ?? step.kind)).toEqual([
      'lead',
      'mql',
      'sql',
      'opportunity',
      'Proposal',
      'won',
    ])
  })

  it('counts leads up to SQL, opportunities from there, and passes skipped steps', async () => {
    const rows: Rows = {
      leads: [
        { id: 'l1', created_at: '2026-01-10', mql_at: '2026-01-12', sql_at: '2026-01-15', opportunity_id: 'o1' },
        // An SQL without mql_at passes MQL at sql_at.
        { id: 'l2', created_at: '2026-01-10', sql_at: '2026-02-15' },
        // Straight to an opportunity: passes both.
        { id: 'l3', created_at: '2026-01-10', opportunity_id: 'o2' },
        { id: 'l4', created_at: '2026-01-10' },
      ],
      ...deals(
        {
          id: 'o1',
          created_at: '2026-01-20',
          life: [
            ['2026-02-01', { stage_id: 's2' }],
            ['2026-02-20', { stage_id: 'won' }],
          ],
        },
        // From the first stage to won: passes Proposal.
        { id: 'o2', created_at: '2026-01-20', life: [['2026-03-01', { stage_id: 'won' }]] },
        // Direct: without a lead. Lost from Proposal.
        { id: 'o3', created_at: '2026-01-20', stage_id: 's2', life: [['2026-03-01', { stage_id: 'lost' }]] },
        // Lost is an exit, although its position is the highest.
        { id: 'o4', created_at: '2026-01-20', life: [['2026-03-01', { stage_id: 'lost' }]] },
        { id: 'o5', created_at: '2026-01-20', type: 'renewal', life: [['2026-03-01', { stage_id: 'won' }]] },
      ),
    }
    expect(await figures(rows, 'volume', q1)).toEqual({ lead: 4, mql: 3, sql: 3, opportunity: 4, Proposal: 3, won: 2 })
  })

  it('is entered on first reaching a step, however often a deal comes back', async () => {
    const rows = deals({
      id: 'o1',
      created_at: '2025-11-01',
      life: [
        ['2025-12-01', { stage_id: 's2' }],
        ['2026-01-10', { stage_id: 's1' }],
        ['2026-02-01', { stage_id: 's2' }],
      ],
    })
    expect(await figures(rows, 'volume', q1)).toMatchObject({ opportunity: 0, Proposal: 0 })
    expect(await figures(rows, 'volume', { period: '2025-12' })).toMatchObject({ Proposal: 1 })
  })

  it('carries a first version back: a deal that was imported in Proposal was there from its creation', async () => {
    const { opportunities, opportunity_history } = deals({ id: 'o1', created_at: '2026-03-01', stage_id: 's2' })
    const rows = {
      opportunities: opportunities.map((row) => ({ ...row, created_at: '2026-01-05' })),
      opportunity_history,
    }
    expect(await figures(rows, 'volume', { period: '2026-01' })).toMatchObject({ opportunity: 1, Proposal: 1 })
    expect(await figures(rows, 'volume', { period: '2026-03' })).toMatchObject({ opportunity: 0, Proposal: 0 })
  })

  it('tells the cohort that converts within 90 calendar days, and its maturity', async () => {
    const created_at = '2026-01-10T12:00'
    const rows = deals(
      { id: 'o1', created_at, life: [['2026-04-10T23:59', { stage_id: 's2' }]] },
      { id: 'o2', created_at, life: [['2026-04-11T00:00', { stage_id: 's2' }]] },
      { id: 'o3', created_at, life: [['2026-02-10', { stage_id: 'won' }]] },
      { id: 'o4', created_at },
    )
    expect(await figures(rows, 'toNext', { period: '2026-01' })).toMatchObject({ opportunity: 0.5, Proposal: null })
    expect(await figures(rows, 'toWon', { period: '2026-01' })).toMatchObject({ opportunity: 0.25 })
    const [, , , opportunity] = await stepsOf(tokyo)
    const toNext = opportunity?.toNext
    if (!toNext) throw new Error('no conversion')
    expect(await tokyo.one(toNext, { period: '2026-01', asOf: '2026-02-01T00:00' })).toMatchObject({
      value: 0,
      n: 4,
      mature: false,
    })
    expect(await tokyo.one(toNext, { period: '2026-01', asOf: '2026-05-02T00:00' })).toMatchObject({
      value: 0.5,
      mature: true,
    })
  })

  it('counts in the period view those that moved on of those that were there at any time', async () => {
    const rows = deals(
      // There since last year, moved on in the quarter.
      { id: 'o1', created_at: '2025-11-01', life: [['2026-02-01', { stage_id: 's2' }]] },
      // Moved on before it, lost before it, created after it: not there.
      { id: 'o2', created_at: '2025-11-01', life: [['2025-12-01', { stage_id: 's2' }]] },
      { id: 'o3', created_at: '2025-11-01', life: [['2025-12-01', { stage_id: 'lost' }]] },
      { id: 'o4', created_at: '2026-04-01' },
      // Lost in it, and still there.
      { id: 'o5', created_at: '2025-11-01', life: [['2026-02-01', { stage_id: 'lost' }]] },
      { id: 'o6', created_at: '2026-03-01' },
      // Moves on after it.
      { id: 'o7', created_at: '2026-03-01', life: [['2026-04-01T00:00', { stage_id: 's2' }]] },
    )
    // Opportunity: o1 of o1, o5, o6, o7. Proposal: o1 and o2 were there, neither won.
    expect(await figures(rows, 'movedOn', q1)).toMatchObject({ opportunity: 0.25, Proposal: 0 })
    // At the end of March: o6 and o7 in the first stage; o1 and o2 in Proposal; nobody ever leaves Won.
    expect(await figures(rows, 'balance', q1)).toMatchObject({ opportunity: 2, Proposal: 2, won: 0 })
  })

  it('measures the days from a step to the next; a skipped step has none', async () => {
    const created_at = '2026-01-10T00:00'
    const rows = deals(
      {
        id: 'o1',
        created_at,
        life: [
          ['2026-01-20T00:00', { stage_id: 's2' }],
          ['2026-01-23T00:00', { stage_id: 'won' }],
        ],
      },
      { id: 'o2', created_at, life: [['2026-01-30T00:00', { stage_id: 's2' }]] },
      // Skips Proposal: 40 days to reach it or higher, none inside it.
      { id: 'o3', created_at, life: [['2026-02-19T00:00', { stage_id: 'won' }]] },
      // Created in Proposal: no time in the first stage.
      { id: 'o4', created_at, stage_id: 's2' },
      // Beyond the 90 days that a cohort is given.
      { id: 'o5', created_at, life: [['2026-06-10T00:00', { stage_id: 's2' }]] },
    )
    // 10, 20 and 40 days; 3 days.
    expect(await figures(rows, 'cohortTime', { period: '2026-01' })).toMatchObject({ opportunity: 20, Proposal: 3 })
    // Moved on in January: 10 and 20 days.
    expect(await figures(rows, 'periodTime', { period: '2026-01' })).toMatchObject({ opportunity: 15, Proposal: 3 })
  })

  it('knows nothing of what happens after the as-of instant', async () => {
    const rows = {
      leads: [{ id: 'l1', created_at: '2026-01-10', mql_at: '2026-01-12', sql_at: '2026-01-15', opportunity_id: 'o1' }],
      ...deals({
        id: 'o1',
        created_at: '2026-01-20',
        life: [
          ['2026-02-01', { stage_id: 's2' }],
          ['2026-02-20', { stage_id: 'won' }],
        ],
      }),
    }
    const at = (asOf: string) => figures(rows, 'volume', { ...q1, asOf })
    expect(await at('2026-01-12T00:00')).toEqual({ lead: 1, mql: 0, sql: 0, opportunity: 0, Proposal: 0, won: 0 })
    expect(await at('2026-01-20T00:01')).toEqual({ lead: 1, mql: 1, sql: 1, opportunity: 1, Proposal: 0, won: 0 })
    expect(await at('2026-02-20T00:01')).toEqual({ lead: 1, mql: 1, sql: 1, opportunity: 1, Proposal: 1, won: 1 })
  })

  it('lets a disqualified lead go, unless it already is an opportunity', async () => {
    const rows = {
      leads: [
        { id: 'l1', created_at: '2026-01-10', disqualified_at: '2026-02-01' },
        { id: 'l2', created_at: '2026-01-10', opportunity_id: 'o1', disqualified_at: '2026-02-01' },
        { id: 'l3', created_at: '2026-01-10' },
      ],
      ...deals({ id: 'o1', created_at: '2026-01-20' }),
    }
    expect(await figures(rows, 'balance', q1)).toMatchObject({ lead: 1, opportunity: 1 })
    expect(await figures(rows, 'balance', { period: '2026-01' })).toMatchObject({ lead: 2, opportunity: 1 })
  })
})

describe('the funnel without history', async () => {
  const bare = await useLacking(['opportunity_history'])
  it('goes from the opportunity straight to won', async () => {
    await bare.fill({
      opportunities: [
        { id: 'o1', created_at: '2026-01-10', stage_id: 'won', closed_at: '2026-02-10' },
        { id: 'o2', created_at: '2026-01-10', stage_id: 's2' },
      ],
    })
    const steps = await stepsOf(bare)
    expect(steps.map(({ step }) => step.kind)).toEqual(['lead', 'mql', 'sql', 'opportunity', 'won'])
    const toNext = steps[3]?.toNext
    if (!toNext) throw new Error('no conversion')
    expect(await bare.one(toNext, { period: '2026-01' })).toMatchObject({ value: 0.5, n: 2 })
  })
})

describe('the funnel, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const known = await readDeals(company, directory)
  const leads = await readLeads(company, directory)
  const positions = [20, 25, 30, 40, 50]

  /** When a journey reached each step (`times`), and when it was lost. */
  interface Journey {
    readonly times: readonly (number | null)[]
    readonly left: number | null
  }
  const earliest = (...times: (number | null | undefined)[]): number | null => {
    const found = times.filter((each): each is number => typeof each === 'number')
    return found.length === 0 ? null : Math.min(...found)
  }

  function dealJourney(deal: DealThen, asOf: number): Journey {
    const reached = (test: (stage: { outcome: unknown; position: unknown }) => boolean): number | null => {
      const version = deal.versions.find(({ valid_from, stage_id }) => {
        const stage = known.stages.get(String(stage_id))
        return (
          Number(valid_from) < asOf &&
          stage?.pipeline === 'default' &&
          test({ outcome: stage.outcome, position: stage.position })
        )
      })
      return version ? Number(version.valid_from) : null
    }
    const later = positions.map((at) =>
      reached(({ outcome, position }) => outcome === 'won' || (outcome === 'open' && Number(position) >= at)),
    )
    return {
      times: [deal.created, ...later, reached(({ outcome }) => outcome === 'won')],
      left: deal.outcome === 'lost' ? deal.closed : null,
    }
  }

  function journeys(asOf: number): { leads: Journey[]; deals: Journey[] } {
    const told = known.at(asOf).filter(({ stage, type }) => stage.pipeline === 'default' && type !== 'renewal')
    const byId = new Map(told.map((deal) => [deal.id, dealJourney(deal, asOf)]))
    const ofLeads = leads.flatMap((lead): Journey[] => {
      const created = lead.at('created_at', asOf)
      if (created === null) return []
      const deal = byId.get(String(lead.row.opportunity_id))
      const [mql, sql, opened] = [lead.at('mql_at', asOf), lead.at('sql_at', asOf), deal?.times[0]]
      const times = [created, earliest(mql, sql, opened), earliest(sql, opened), ...(deal?.times ?? [])]
      return [{ times, left: deal ? deal.left : lead.at('disqualified_at', asOf) }]
    })
    return {
      leads: ofLeads,
      deals: [...byId.values()].map(({ times, left }) => ({ times: [null, null, null, ...times], left })),
    }
  }

  const near = (found: number | null, wanted: number | null, what: string): void => {
    if (wanted === null || found === null) expect(found, what).toBe(wanted)
    else expect(found, what).toBeCloseTo(wanted, 6)
  }

  it.each<Ask>([{ period: '2026-Q2' }, { period: '2026-Q3' }, { period: '2026-Q2', asOf: '2026-05-14T09:30' }])(
    'agrees with a second derivation of $period as of $asOf',
    async (ask) => {
      const { from, to, asOf }: Asked = asked(company, ask)
      const until = Math.min(to, asOf)
      const all = journeys(asOf)
      const steps = await stepsOf(company)
      expect(steps).toHaveLength(positions.length + 5)
      const measured = steps.flatMap(
        ({ step: _, next: __, toLater: ___, toNextIn: ____, everWonIn: _____, ...metrics }) =>
          Object.values(metrics).flatMap((metric) => metric ?? []),
      )
      const readings = await company.read(measured, [company.window(ask)])
      for (const [i, measures] of steps.entries()) {
        const rows = i < 3 ? all.leads : all.deals
        const of = (row: Journey, step = i): number | null => row.times[step] ?? null
        const inside = (at: number | null): boolean => at !== null && at >= from && at < until
        const what = `${measures.step.stage ?? measures.step.kind}`
        const read = (
          name: Exclude<keyof StepMeasures, 'step' | 'next' | 'toLater' | 'toNextIn' | 'everWonIn'>,
        ): number | null | undefined => {
          const metric = measures[name]
          return metric && readings.one(metric).value
        }
        const entered = rows.filter((row) => inside(of(row)))
        near(read('volume') ?? null, entered.length, `${what} volume`)
        const stays = rows.filter((row) => {
          const [at, next] = [of(row), of(row, i + 1)]
          return (
            at !== null && at < until && (next === null || next >= until) && (row.left === null || row.left >= until)
          )
        })
        near(read('balance') ?? null, stays.length, `${what} balance`)
        if (!measures.next) continue
        const within90 = (row: Journey, step: number): boolean => {
          const [a, b] = [of(row), of(row, step)]
          if (a === null || b === null) return false
          const days = daysBetween(dayOf(a), dayOf(b))
          return days >= 0 && days <= 90
        }
        const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)
        near(
          read('toNext') ?? null,
          share(entered.filter((row) => within90(row, i + 1)).length, entered.length),
          `${what} toNext`,
        )
        const toWon = read('toWon')
        if (toWon !== undefined) {
          near(
            toWon,
            share(entered.filter((row) => within90(row, steps.length - 1)).length, entered.length),
            `${what} toWon`,
          )
        }
        const there = rows.filter((row) => {
          const [at, next] = [of(row), of(row, i + 1)]
          return at !== null && at < until && (next === null || next >= from) && (row.left === null || row.left >= from)
        })
        near(
          read('movedOn') ?? null,
          share(there.filter((row) => inside(of(row, i + 1))).length, there.length),
          `${what} movedOn`,
        )
        const days = (some: readonly Journey[]): number[] =>
          some.flatMap((row) => {
            const [a, b] = [of(row), of(row, i + 1)]
            return a !== null && b !== null && b > a ? [(b - a) / dayMs] : []
          })
        near(
          read('cohortTime') ?? null,
          quantile(days(entered.filter((row) => within90(row, i + 1))), 0.5),
          `${what} cohortTime`,
        )
        near(
          read('periodTime') ?? null,
          quantile(days(rows.filter((row) => inside(of(row, i + 1)))), 0.5),
          `${what} periodTime`,
        )
      }
    },
  )
})

describe('time in each step, ranked', () => {
  it('by hand: the present against the year before, ties at their mid-rank', async () => {
    const moved = (id: string, created_at: string, at: string) => ({
      ...{ id, created_at },
      life: [[at, { stage_id: 's2' }]] as const,
    })
    await tokyo.fill(
      deals(
        // Before: 2, 4 and 4 days. In the quarter: 4 and 9 days. More than a year before: not looked at.
        moved('b1', '2025-10-01T00:00', '2025-10-03T00:00'),
        moved('b2', '2025-10-01T00:00', '2025-10-05T00:00'),
        moved('b3', '2025-11-01T00:00', '2025-11-05T00:00'),
        moved('n1', '2026-01-10T00:00', '2026-01-14T00:00'),
        moved('n2', '2026-01-10T00:00', '2026-01-19T00:00'),
        moved('old', '2024-10-01T00:00', '2024-10-02T00:00'),
      ),
    )
    const { stages } = await tokyo.source.snapshot()
    const { times } = funnelMeasures(stages, 'default', true)
    const readings = await tokyo.read([times.recent, times.base, times.rankSum, times.ties], [tokyo.window(q1)], {
      by: ['step'],
    })
    const of = (metric: Metric) => readings.of(metric).find(({ keys }) => keys[0] === '3')
    // Ranks: 2 → 1; the three fours share 2, 3 and 4: 3 each; 9 → 5. The present ones: 3 + 5 = 8. Ties: 3 × (3² − 1) = 24 = 3³ − 3.
    expect(of(times.recent)).toMatchObject({ value: 6.5, n: 2 })
    expect(of(times.base)).toMatchObject({ value: 4, n: 3 })
    expect(of(times.rankSum)?.value).toBe(8)
    expect(of(times.ties)?.value).toBe(24)
  })
})
