import { defineMetric, type SumMetric } from '../../define/metric.ts'
import { stageExits } from '../../ssot/facts/stage-exits.ts'
import { type Sql, sql } from '../../ssot/sql.ts'

const over = (value: Sql, n: Sql): SumMetric =>
  defineMetric({
    kind: 'sum',
    label: { en: 'Time in stage', ja: 'ステージ滞在日数' },
    description: { en: 'Days that deals had spent in a stage they left.', ja: '離脱したステージでの滞在日数。' },
    team: 'sales',
    unit: 'days',
    better: 'down',
    fact: stageExits,
    value,
    n,
  })

const recent = sql`count(*) filter (where f.recent)`
const before = sql`count(*) filter (where not f.recent)`

/** Median days of the deals that left in the period; `n` of them. */
export const recentMedian = over(
  sql`percentile_cont(0.5) within group (order by f.days) filter (where f.recent)`,
  recent,
)
/** Median days of the deals that left in the 180 days before. */
export const earlierMedian = over(
  sql`percentile_cont(0.5) within group (order by f.days) filter (where not f.recent)`,
  before,
)
/** Σ of the mid-ranks of the recent ones, and Σ (t² − 1) over all: what the rank-sum test needs. */
export const recentRankSum = over(sql`sum(f.mid_rank) filter (where f.recent)`, recent)
export const rankTies = over(sql`sum(f.ties)`, sql`count(*)`)
