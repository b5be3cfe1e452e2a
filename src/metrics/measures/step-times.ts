import { type DurationMetric, defineMetric, type SumMetric } from '../../define/metric.ts'
import type { Fact } from '../../ssot/fact.ts'
import { sql } from '../../ssot/sql.ts'

/** What a rank-sum test of the time in each step needs, broken down by `step`. */
export interface StepTimeMeasures {
  readonly recent: DurationMetric
  readonly base: DurationMetric
  readonly rankSum: SumMetric
  readonly ties: SumMetric
}

export function stepTimeMeasures(fact: Fact): StepTimeMeasures {
  const words = { label: { en: 'Time', ja: '所要日数' }, description: { en: 'Time', ja: '所要日数' } } as const
  const shared = { ...words, team: 'revenue', unit: 'days', better: 'down', fact } as const
  const duration = sql`f.days`
  return {
    recent: defineMetric({ ...shared, kind: 'duration', duration, where: sql`f.recent` }),
    base: defineMetric({ ...shared, kind: 'duration', duration, where: sql`not f.recent` }),
    rankSum: defineMetric({ ...shared, kind: 'sum', value: { of: sql`f.mid_rank`, where: sql`f.recent` } }),
    ties: defineMetric({ ...shared, kind: 'sum', value: { of: sql`f.ties` } }),
  }
}
