import { type DurationMetric, defineMetric, type SumMetric } from '../../define/metric.ts'
import { stageExits } from '../../ssot/facts/stage-exits.ts'
import { type Sql, sql } from '../../ssot/sql.ts'

const shared = {
  label: { en: 'Time in stage', ja: 'ステージ滞在日数' },
  description: { en: 'Days that deals had spent in a stage they left.', ja: '離脱したステージでの滞在日数。' },
  team: 'sales',
  unit: 'days',
  better: 'down',
  fact: stageExits,
} as const

const recent = sql`f.recent`

const median = (where: Sql): DurationMetric =>
  defineMetric({ ...shared, kind: 'duration', duration: sql`f.days`, where })

/** Median days of the deals that left in the period; `n` of them. */
export const recentMedian = median(recent)
/** Median days of the deals that left in the 180 days before. */
export const earlierMedian = median(sql`not f.recent`)

/** Σ of the mid-ranks of the recent ones, and Σ (t² − 1) over all: what the rank-sum test needs. */
export const recentRankSum = defineMetric<SumMetric>({
  ...shared,
  kind: 'sum',
  value: { of: sql`f.mid_rank`, where: recent },
})
export const rankTies = defineMetric<SumMetric>({ ...shared, kind: 'sum', value: { of: sql`f.ties` } })
