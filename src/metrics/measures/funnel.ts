import { type DurationMetric, defineMetric, type RatioMetric, type SumMetric } from '../../define/metric.ts'
import type { Fact, FactContext } from '../../ssot/fact.ts'
import {
  countsLeads,
  type FunnelStep,
  funnelSteps,
  leadJourneys,
  opportunityJourneys,
  stepColumn,
} from '../../ssot/facts/journeys.ts'
import { stepTimes } from '../../ssot/facts/step-times.ts'
import { type Sql, sql } from '../../ssot/sql.ts'
import type { Stage } from '../../ssot/stages.ts'
import { withinDays } from '../shared/within-days.ts'
import { type StepTimeMeasures, stepTimeMeasures } from './step-times.ts'

/** Days within which a cohort's later steps count. */
export const cohortDays = 90

/** What the funnel says of one step, over leads or opportunities. */
export interface StepMeasures {
  readonly step: FunnelStep
  readonly next: FunnelStep | undefined
  /** Entered the step in the period. */
  readonly volume: SumMetric
  /** In the step, and neither moved on nor gone, at the period's end. */
  readonly balance: SumMetric
  /** Of those that entered in the period, the share that reached the next step, or Won, within 90 days. */
  readonly toNext: RatioMetric | undefined
  readonly toWon: RatioMetric | undefined
  /** The same for each later step, in order; the first is `toNext`, the last `toWon`. */
  readonly toLater: readonly { readonly step: FunnelStep; readonly metric: RatioMetric }[]
  /** `toNext` of those that entered in a stretch of time, as it was seen at an instant: stretches share one pass. */
  readonly toNextIn: ((stretch: Stretch) => RatioMetric) | undefined
  /** Of those that entered in a stretch, the share that has been won by now, however long it took. */
  readonly everWonIn: ((stretch: Stretch) => RatioMetric) | undefined
  /** Those that moved on in the period ÷ those that were in the step at any time in it. */
  readonly movedOn: RatioMetric | undefined
  /** Days from this step to the next, of those that moved on: entered (cohort) or moved (period) in the period. */
  readonly cohortTime: DurationMetric | undefined
  readonly periodTime: DurationMetric | undefined
}

/** Half-open instants, and the one from which what happened in it is seen (`timestamptz`). */
export interface Stretch {
  readonly from: Sql
  readonly to: Sql
  readonly asOf: Sql
}

export interface FunnelMeasures {
  readonly steps: readonly StepMeasures[]
  /** Ranks of the time in each step. */
  readonly times: StepTimeMeasures
}

export function funnelMeasures(stages: readonly Stage[], pipeline: string, withHistory: boolean): FunnelMeasures {
  const steps = funnelSteps(stages, pipeline, withHistory)
  const leads = leadJourneys(stages, pipeline, steps, withHistory)
  const opportunities = opportunityJourneys(stages, pipeline, withHistory)
  return {
    steps: steps.map((step, i) => measuresOf(countsLeads(step) ? leads : opportunities, step, steps.slice(i + 1))),
    times: stepTimeMeasures(stepTimes(leads, opportunities, steps)),
  }
}

const within = (at: Sql, { from, to, asOf }: Stretch): Sql => sql`${at} >= ${from} and ${at} < least(${to}, ${asOf})`

const inPeriod =
  (at: Sql) =>
  (c: FactContext): Sql =>
    sql`${at} >= ${c.from} and ${at} < least(${c.to}, ${c.asOf})`

function measuresOf(fact: Fact, step: FunnelStep, later: readonly FunnelStep[]): StepMeasures {
  const [next] = later
  const won = later.at(-1)
  const at = stepColumn(step.index)
  const entered = inPeriod(at)
  const words = { label: { en: 'Funnel', ja: 'ファネル' }, description: { en: 'Funnel', ja: 'ファネル' } } as const
  const shared = { ...words, team: 'revenue', better: 'up', fact } as const
  const counts = { kind: 'ratio', unit: 'percent', counts: true } as const
  const days = { kind: 'duration', unit: 'days' } as const
  const reaches = (target: FunnelStep): RatioMetric =>
    defineMetric({
      ...shared,
      ...counts,
      cohortDays,
      numerator: { where: (c) => sql`${entered(c)} and ${withinDays(c, at, stepColumn(target.index), cohortDays)}` },
      denominator: { where: entered },
    })
  const volume = defineMetric<SumMetric>({
    ...shared,
    kind: 'sum',
    unit: 'count',
    value: { where: entered },
  })
  const onward = next && stepColumn(next.index)
  const stays = (instant: Sql): Sql => {
    const moved = onward ? sql`coalesce(${onward} >= ${instant}, true)` : sql`true`
    return sql`${at} < ${instant} and ${moved} and coalesce(f.left_at >= ${instant}, true)`
  }
  const balance = defineMetric<SumMetric>({
    ...shared,
    kind: 'sum',
    unit: 'count',
    value: { where: (c) => stays(sql`least(${c.to}, ${c.asOf})`) },
  })
  if (!next || !onward) {
    return {
      step,
      next,
      volume,
      balance,
      toNext: undefined,
      toWon: undefined,
      toLater: [],
      toNextIn: undefined,
      everWonIn: undefined,
      movedOn: undefined,
      cohortTime: undefined,
      periodTime: undefined,
    }
  }
  const toLater = later.map((target) => ({ step: target, metric: reaches(target) }))
  const moved = inPeriod(onward)
  // A skipped step is entered and left at the same instant: it has no duration.
  const elapsed = sql`(extract(epoch from ${onward} - ${at}) / 86400.0)::float8`
  const wasIn = (c: FactContext): Sql =>
    sql`${at} < least(${c.to}, ${c.asOf}) and coalesce(${onward} >= ${c.from}, true) and coalesce(f.left_at >= ${c.from}, true)`
  return {
    step,
    next,
    volume,
    balance,
    toNext: toLater[0]?.metric,
    toWon: toLater.length > 1 ? toLater.at(-1)?.metric : undefined,
    toLater,
    toNextIn: (stretch) =>
      defineMetric<RatioMetric>({
        ...shared,
        ...counts,
        numerator: {
          where: (c) =>
            sql`${within(at, stretch)} and ${onward} < ${stretch.asOf} and ${withinDays(c, at, onward, cohortDays)}`,
        },
        denominator: { where: within(at, stretch) },
      }),
    everWonIn:
      won &&
      ((stretch) =>
        defineMetric<RatioMetric>({
          ...shared,
          ...counts,
          numerator: { where: sql`${within(at, stretch)} and ${stepColumn(won.index)} is not null` },
          denominator: { where: within(at, stretch) },
        })),
    movedOn: defineMetric<RatioMetric>({
      ...shared,
      ...counts,
      numerator: { where: (c) => sql`${moved(c)} and ${wasIn(c)}` },
      denominator: { where: wasIn },
    }),
    cohortTime: defineMetric<DurationMetric>({
      ...shared,
      ...days,
      duration: elapsed,
      where: (c) => sql`${entered(c)} and ${onward} > ${at} and ${withinDays(c, at, onward, cohortDays)}`,
    }),
    periodTime: defineMetric<DurationMetric>({
      ...shared,
      ...days,
      duration: elapsed,
      where: (c) => sql`${moved(c)} and ${onward} > ${at}`,
    }),
  }
}
