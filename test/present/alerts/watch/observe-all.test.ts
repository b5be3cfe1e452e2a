import fc from 'fast-check'
import { expect, it } from 'vitest'
import { contextFor } from '../../../../src/answers/context.ts'
import type { Observation } from '../../../../src/define/alert.ts'
import type { Context } from '../../../../src/define/context.ts'
import type { Watch } from '../../../../src/define/rule.ts'
import mqlToSql from '../../../../src/metrics/measures/mql-to-sql.ts'
import { observeWatch, observeWatchAt } from '../../../../src/present/alerts/watch/observe.ts'
import { everything } from '../../../../src/query/scope.ts'
import type { Person } from '../../../../src/ssot/people.ts'
import { companies, creditedCompanies, forgetfulCompanies } from '../../../support/random-company.ts'
import type { Rows } from '../../../support/rows.ts'
import { useSsot } from '../../../support/ssot.ts'

const tokyo = await useSsot()
const nobody: Person = {
  id: 'nobody',
  name: 'Nobody',
  email: '',
  role: 'executive',
  team: null,
  managerId: null,
  active: true,
}
const contextAt = (at: string): Promise<Context> =>
  contextFor(tokyo.workshop, { who: nobody, locale: 'en', scope: everything, now: tokyo.instant(at) })

const usual = { kind: 'change', against: { daysBefore: 40 }, worseBy: 0.1, clears: 0.05 } as const
const before = { ...usual, against: 'preceding period' } as const
const low = { kind: 'level', below: 300, clears: 400 } as const
const of = (id: string) => tokyo.metric(id)

/** By what makes seeing many instants at once hard. */
const watches: Readonly<Record<string, Watch>> = {
  'deals that are reopened': { metric: of('win_rate'), over: { days: 20 }, atLeast: 1, conditions: [usual] },
  'and change hands': {
    metric: of('bookings'),
    by: 'owner',
    whole: true,
    over: { days: 20 },
    atLeast: 0,
    conditions: [before],
  },
  'and amounts, of one segment': {
    metric: of('avg_deal_size'),
    where: [{ dimension: 'segment', values: ['SMB'] }],
    over: { days: 30 },
    atLeast: 1,
    conditions: [usual],
  },
  'what is created': {
    metric: of('opportunities_created'),
    by: 'segment',
    over: 'last week',
    atLeast: 1,
    conditions: [before],
  },
  'in whose hands it was': {
    metric: of('opportunities_created'),
    by: 'owner',
    over: { days: 20 },
    atLeast: 1,
    conditions: [usual],
  },
  'cohorts that ripen': { metric: mqlToSql, by: 'segment', over: { days: 14 }, atLeast: 1, conditions: [usual] },
  'cohorts that are not ripe': { metric: mqlToSql, over: 'last month', atLeast: 1, conditions: [before] },
  'a quarter to date': {
    metric: of('leads'),
    by: 'region',
    whole: true,
    over: 'quarter to date',
    atLeast: 1,
    conditions: [before],
  },
  'a stock': {
    metric: of('open_pipeline'),
    by: 'stage',
    over: 'now',
    atLeast: 0,
    conditions: [{ ...usual, against: { daysAgo: 7 } }],
  },
  'who pays': { metric: of('mrr'), by: 'segment', whole: true, over: 'now', atLeast: 1, conditions: [low] },
  'how many pay': {
    metric: of('customers'),
    by: 'region',
    whole: true,
    over: 'now',
    atLeast: 0,
    conditions: [{ ...usual, against: { daysAgo: 28 } }],
  },
  'open in whose hands': {
    metric: of('open_pipeline'),
    by: 'owner',
    whole: true,
    where: [{ dimension: 'type', values: ['new'] }],
    over: 'last month',
    atLeast: 0,
    conditions: [before],
  },
  'a duration with a test': {
    metric: of('sales_cycle'),
    over: { days: 30 },
    atLeast: 1,
    conditions: [{ ...usual, confidence: 0.5 }],
  },
  'answers in time': { metric: of('mql_sla_rate'), over: { days: 14 }, atLeast: 1, conditions: [usual] },
  'a formula': { metric: of('sales_velocity'), by: 'segment', over: 'now', atLeast: 0, conditions: [low] },
}

/** At nine and at midnight, some within a day of each other. */
const moments = [
  '2026-02-03T09:00',
  '2026-02-20T00:00',
  '2026-02-20T09:30',
  '2026-03-01T09:00',
  '2026-03-17T09:00',
  '2026-04-02T09:00',
]

/** Sums of fractions may differ in their last digits. */
const rounded = (observations: readonly Observation[]): unknown =>
  JSON.parse(
    JSON.stringify(
      [...observations].sort((a, b) => a.series.localeCompare(b.series)),
      (_, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(9)) : value),
    ),
  )

/** Whether the moments seen together from the latest are what each of them sees. */
async function agrees(watch: Watch): Promise<void> {
  const latest = await contextAt('2026-04-02T09:00')
  const together = await observeWatchAt(
    latest,
    watch,
    moments.map((at) => tokyo.instant(at)),
  )
  for (const [i, at] of moments.entries()) {
    const alone = await observeWatch(await contextAt(at), watch)
    expect([at, rounded(together[i] ?? [])]).toEqual([at, rounded(alone)])
  }
}

const everywhere = async (kind: fc.Arbitrary<Rows>, watch: Watch, numRuns: number): Promise<void> =>
  fc.assert(
    fc.asyncProperty(kind, async (rows) => {
      await tokyo.fill(rows)
      await agrees(watch)
    }),
    { numRuns },
  )

it.each(Object.entries(watches))(
  'many instants at once see what each of them sees: %s',
  (_, watch) => everywhere(companies, watch, 25),
  120_000,
)

it.each(Object.entries(watches).filter(([, { metric }]) => metric.kind !== 'formula' && metric.team !== 'marketing'))(
  'where histories have gaps and today disagrees with them: %s',
  (_, watch) => everywhere(forgetfulCompanies, watch, 25),
  120_000,
)

it.each(['mrr', 'arr', 'customers'])(
  'where subscriptions have credits, and some no MRR: %s',
  (id) => {
    const watch = { metric: of(id), by: 'segment', whole: true, over: 'now', atLeast: 0, conditions: [low] } as const
    return everywhere(creditedCompanies, watch, 25)
  },
  120_000,
)
