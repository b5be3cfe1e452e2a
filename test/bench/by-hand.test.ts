import { Temporal } from 'temporal-polyfill'
import { afterAll, describe, expect, it } from 'vitest'
import { asked } from '../../bench/by-hand/asked.ts'
import { byHand } from '../../bench/by-hand/statements.ts'
import { toDate } from '../../src/calendar/periods.ts'
import type { Reading } from '../../src/define/reading.ts'
import { movementMeasure } from '../../src/metrics/measures/movement.ts'
import openPipeline from '../../src/metrics/open-pipeline.ts'
import { dealsNeedingAttention } from '../../src/present/pipeline/attention.ts'
import { everything, type Scope } from '../../src/query/scope.ts'
import { movements } from '../../src/ssot/facts/pipeline-movement.ts'
import { answersOver } from '../support/answers.ts'
import { companyNow, createCompanyDatabase } from '../support/company.ts'

const database = await createCompanyDatabase()
afterAll(() => database.drop())
const { ask, context } = await answersOver(database)
const now = Temporal.Instant.from(companyNow)
const seen = await context()
const quarter = toDate('quarter', seen.today, seen.company.calendar)

/** What the bench measures against has to be the same figures. */
describe.each([
  { who: 'mariko.saeki', ids: undefined },
  { who: 'aiko.mori', ids: ['usr-aiko-mori'] },
])('the hand-written SQL says of $who’s pipeline what the answer says', async ({ who, ids }) => {
  const { readings } = await ask('pipeline', { as: `${who}@kazahana.example`, at: companyNow })
  const statements = byHand(asked(now, 'Asia/Tokyo', ids))
  const scope: Scope = ids ? { kind: 'people', ids } : everything
  const rows = async (name: string) => {
    const statement = statements[name]
    return (await database.query(statement?.text ?? '', [...(statement?.values ?? [])])).rows
  }
  const of = (metric: string, by: Record<string, string> = {}): Reading[] =>
    readings.filter((each) => each.metric === metric && JSON.stringify(each.by) === JSON.stringify(by))

  it('of the open deals', async () => {
    const [{ total, stages }] = await rows('openDeals')
    expect(of('open_pipeline')[0]).toMatchObject({ value: total.amount, n: total.n })
    expect(of('weighted_pipeline')[0]?.value).toBeCloseTo(total.weighted)
    expect(of('pipeline_health')[0]).toMatchObject({ numerator: total.healthy, denominator: total.amount })
    expect(stages.length).toBeGreaterThan(2)
    for (const { stage, amount, n } of stages) {
      expect(of('open_pipeline', { stage })[0]).toMatchObject({ value: amount, n })
    }
  })

  it('of the periods', async () => {
    const all = (await rows('outlook')).find(({ by_team }) => !by_team)
    const windows = ['quarter', 'month', 'next']
    for (const [metric, figure] of [
      ['bookings', 'won'],
      ['forecast_commit', 'commit'],
      ['forecast_best_case', 'best'],
    ] as const) {
      expect(
        of(metric)
          .slice(0, 3)
          .map(({ value, n }) => [value, n]),
      ).toEqual(windows.map((window) => [Number(all[`${window}_${figure}`]), Number(all[`${window}_${figure}_n`])]))
    }
  })

  it('of the teams', async () => {
    for (const { by_team, team, quarter_won } of await rows('outlook')) {
      if (by_team) expect(of('bookings', { team })[0]?.value ?? 0).toBe(Number(quarter_won))
    }
  })

  it('of what needs attention', async () => {
    const found = await seen.list(dealsNeedingAttention, { period: quarter, scope, limit: 7 })
    const ask = { metrics: [openPipeline], windows: [{ period: quarter, asOf: now }], scope }
    const { page } = await seen.readWithRows(ask, { listing: dealsNeedingAttention, limit: 7 })
    expect(page).toEqual(found)
    const [{ flagged, attention }] = await rows('openDeals')
    expect(Number(flagged)).toBe(found.total)
    expect(attention.map(({ id }: { id: string }) => id)).toEqual(found.rows.map(({ id }) => id))
  })

  it('of what moved', async () => {
    const measure = movementMeasure(now.subtract({ hours: 7 * 24 }))
    const found = await seen.read({
      metrics: [measure],
      windows: [{ period: quarter, asOf: now }],
      scope,
      by: ['movement'],
    })
    const [moved] = await rows('movement')
    for (const name of movements) {
      const reading = found.of(measure).find(({ by }) => by.movement === name)
      expect([name, Number(moved[name]), Number(moved[`${name}_n`])]).toEqual([
        name,
        reading?.value ?? 0,
        reading?.n ?? 0,
      ])
    }
  })
})
