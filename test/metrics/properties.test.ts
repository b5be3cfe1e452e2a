import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Reading } from '../../src/define/reading.ts'
import { dimensionNames } from '../../src/query/dimensions.ts'
import { factsOf } from '../../src/query/plan.ts'
import type { TimeWindow } from '../../src/query/window.ts'
import { companies, creditedCompanies, seen } from '../support/random-company.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const runs = { numRuns: 24 }
/** Milliseconds: a few thousand small queries. */
const patience = 120_000

/** Sums and counts over what happened in a period. */
const flows = [
  'bookings',
  'new_customers',
  'leads',
  'mqls',
  'sqls',
  'revenue',
  'opportunities_created',
  'sales_activities',
]
const movements = ['mrr_new', 'mrr_reactivation', 'mrr_expansion', 'mrr_contraction', 'mrr_churned']
const additive = [...flows, ...movements, 'mrr', 'open_pipeline']
/** Ratios whose sides add up. */
const shares = [
  'retention_rate',
  'revenue_churn',
  'upsell_rate',
  'cross_sell_rate',
  'expansion_rate',
  'opportunity_rate',
]

const months = ['2026-01', '2026-02', '2026-03']
const periods = fc.constantFrom('2026-Q1', ...months, '2026-01-15/2026-03-20', '2026-02-10')
const accountDimensions = fc.constantFrom('owner', 'team', 'segment', 'region', 'manager', 'account', 'csm')

/** Σ of one figure over readings, those without it as 0. */
const total = (readings: readonly Reading[], of: (reading: Reading) => number | null): number =>
  readings.reduce((sum, reading) => sum + (of(reading) ?? 0), 0)
const dimensionsOf = (id: string): string[] => dimensionNames(factsOf(tokyo.metric(id)), tokyo.engine.settings)

/** Values by group, one after the other where several KPIs are asked for. */
async function byGroup(
  ids: readonly string[],
  window: TimeWindow,
  by: readonly string[],
): Promise<Map<string, number>> {
  const { all } = await tokyo.read(ids, [window], { by })
  const sums = new Map<string, number>()
  for (const { keys, value } of all)
    sums.set(JSON.stringify(keys), (sums.get(JSON.stringify(keys)) ?? 0) + (value ?? 0))
  return sums
}

describe('MRR of random small companies', () => {
  it(
    'changes by the sum of its movements, in all and over any breakdown',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          creditedCompanies,
          periods,
          seen,
          fc.option(accountDimensions),
          async (rows, days, asOf, name) => {
            await tokyo.fill(rows)
            const window = tokyo.window({ period: days, asOf })
            const { from } = window.period
            const before = tokyo.window({ period: `${from.subtract({ days: 1 })}`, asOf })
            const by = name === null ? [] : [name]
            const [moved, end, start] = [
              await byGroup(movements, window, by),
              await byGroup(['mrr'], window, by),
              await byGroup(['mrr'], before, by),
            ]
            for (const group of new Set([...moved.keys(), ...end.keys(), ...start.keys()]))
              expect(moved.get(group) ?? 0, group).toBe((end.get(group) ?? 0) - (start.get(group) ?? 0))
          },
        ),
        runs,
      )
    },
    patience,
  )

  it(
    'is kept or lost: GRR is at most 1 and at most NRR, and what each of them leaves is churn',
    async () => {
      const ids = ['nrr', 'grr', 'revenue_churn', 'retention_rate', 'logo_churn']
      await fc.assert(
        fc.asyncProperty(companies, periods, seen, fc.option(accountDimensions), async (rows, days, asOf, name) => {
          await tokyo.fill(rows)
          const window = tokyo.window({ period: days, asOf })
          const readings = await tokyo.read(ids, [window], { by: name === null ? [] : [name] })
          const [nrr, grr, lost, kept, churned] = ids.map((id) => readings.of(tokyo.metric(id)))
          for (const { keys, value } of nrr ?? []) {
            const same = (of: readonly Reading[] = []): number | null =>
              of.find((reading) => JSON.stringify(reading.keys) === JSON.stringify(keys))?.value ?? null
            const [gross, gone, stay, left] = [same(grr), same(lost), same(kept), same(churned)]
            // All of them have the same accounts at the start, or none.
            if (value === null || gross === null || gone === null || stay === null || left === null) {
              expect([value, gross, gone, stay, left]).toEqual([null, null, null, null, null])
              continue
            }
            expect(gross).toBeLessThanOrEqual(1)
            expect(gross).toBeLessThanOrEqual(value)
            expect(gross + gone).toBeCloseTo(1, 10)
            expect(stay + left).toBeCloseTo(1, 10)
          }
        }),
        runs,
      )
    },
    patience,
  )
})

describe('figures of random small companies', () => {
  it(
    'have parts that add up to the whole, over each breakdown they have',
    async () => {
      await fc.assert(
        fc.asyncProperty(creditedCompanies, periods, seen, fc.nat(), async (rows, days, asOf, pick) => {
          await tokyo.fill(rows)
          for (const id of [...additive, ...shares]) {
            const names = dimensionsOf(id)
            const name = names[pick % names.length] ?? ''
            const [whole, parts] = [
              await tokyo.one(id, { period: days, asOf }),
              await tokyo.ask(id, { period: days, asOf, by: [name] }),
            ]
            const what = `${id} by ${name}`
            if (additive.includes(id))
              expect(
                total(parts, ({ value }) => value),
                what,
              ).toBe(whole.value)
            else {
              expect(
                [total(parts, ({ numerator }) => numerator), total(parts, ({ denominator }) => denominator)],
                what,
              ).toEqual([whole.numerator, whole.denominator])
            }
            // Of MRR n counts accounts, and one of them may hold several products.
            const n = total(parts, (part) => part.n)
            if (!(id === 'mrr' && name === 'product')) expect(n, `n of ${what}`).toBe(whole.n)
          }
        }),
        runs,
      )
    },
    patience,
  )

  it(
    'tile: a quarter is the sum of its months, a month of its days',
    async () => {
      const daysOf = (month: string): string[] => {
        const { from, to } = tokyo.window({ period: month }).period
        return Array.from({ length: from.until(to).days }, (_, i) => `${from.add({ days: i })}`)
      }
      await fc.assert(
        fc.asyncProperty(companies, seen, fc.constantFrom(...months), async (rows, asOf, month) => {
          await tokyo.fill(rows)
          const over = async (all: readonly string[]) => {
            const windows = all.map((period) => tokyo.window({ period, asOf }))
            const readings = await tokyo.read(flows, windows)
            const values = (id: string) => windows.flatMap((_, w) => readings.one(tokyo.metric(id), w))
            return Object.fromEntries(flows.map((id) => [id, total(values(id), ({ value }) => value)]))
          }
          expect(await over(months)).toEqual(await over(['2026-Q1']))
          expect(await over(daysOf(month))).toEqual(await over([month]))
        }),
        runs,
      )
    },
    patience,
  )

  it(
    'are never more in a narrower scope',
    async () => {
      const ids = [...additive, ...shares]
      const chains = fc.constantFrom<[string[], string[]]>(
        [['ann'], ['mia', 'ann', 'bob']],
        [['bob'], ['bob', 'cleo']],
        [['cleo'], ['rex', 'mia', 'ann', 'bob', 'cleo']],
      )
      await fc.assert(
        fc.asyncProperty(companies, periods, seen, chains, async (rows, days, asOf, [narrow, wide]) => {
          await tokyo.fill(rows)
          const window = tokyo.window({ period: days, asOf })
          const scopes = [[], narrow, wide, undefined]
          const seenBy = await Promise.all(
            scopes.map(async (scope) => tokyo.read(ids, [window], scope === undefined ? {} : { scope })),
          )
          for (const id of ids) {
            // Contraction and churn are negative amounts.
            const figures = seenBy.map((readings) => {
              const { numerator, denominator, n } = readings.one(tokyo.metric(id))
              return [Math.abs(numerator ?? 0), denominator ?? 0, n]
            })
            expect(figures[0], `${id} of nobody`).toEqual([0, 0, 0])
            for (const [i, wider] of figures.slice(1).entries())
              for (const [j, figure] of (figures[i] ?? []).entries())
                expect(figure, `${id} of ${scopes[i]}`).toBeLessThanOrEqual(wider[j] ?? 0)
          }
        }),
        runs,
      )
    },
    patience,
  )
})

describe('cohorts of random small companies', () => {
  it(
    'only ever convert more as they age',
    async () => {
      const ids = ['lead_conversion_rate', 'opportunity_rate']
      const ages = ['2026-02-01T00:00', '2026-03-15T12:00', '2026-04-01T00:00', '2026-04-10T00:00', '2026-05-20T23:59']
      const old = [...ages, '2026-06-30T00:00', '2026-07-01T00:00', '2026-12-01T00:00']
      await fc.assert(
        fc.asyncProperty(companies, fc.constantFrom('2026-Q1', '2026-02', '2026-01-20'), async (rows, period) => {
          await tokyo.fill(rows)
          const readings = await tokyo.read(
            ids,
            old.map((asOf) => tokyo.window({ period, asOf })),
          )
          for (const id of ids) {
            const life = old.map((_, w) => readings.one(tokyo.metric(id), w))
            for (const [i, reading] of life.slice(1).entries()) {
              const younger = life[i]
              if (!younger) continue
              expect(reading.numerator, id).toBeGreaterThanOrEqual(younger.numerator ?? 0)
              // While the period runs, members join; once it is over, the share can only rise.
              if (younger.closed) expect(reading.denominator, id).toBe(younger.denominator)
              else expect(reading.denominator, id).toBeGreaterThanOrEqual(younger.denominator ?? 0)
              if (younger.mature) expect(reading.value, id).toBe(younger.value)
            }
            // 90 days after the end of March it is ripe, and not before.
            if (period === '2026-Q1')
              expect(life.map(({ mature }) => mature)).toEqual([false, false, false, false, false, true, true, true])
          }
        }),
        runs,
      )
    },
    patience,
  )
})
