import { defineMetric } from '../../define/metric.ts'
import type { FactContext } from '../../ssot/fact.ts'
import { openOpportunities } from '../../ssot/facts/open-opportunities.ts'
import { type Sql, sql } from '../../ssot/sql.ts'

/** Days past its close date before a deal counts as stuck: dates are often corrected at the next forecast call. */
export const overdueDays = 14
/** Times the 90th percentile of its stage. */
export const slowTimes = 1.5

/** An open deal that nobody moves: long past its close date, or far longer in its stage than nearly all that were won. */
export const isStuck = (c: FactContext): Sql => sql`(
  ${c.has('opportunities.close_date') ? sql`coalesce(f.close_date < ${c.asOfDay} - ${overdueDays}::int, false)` : sql`false`}
  or coalesce(time_in_stage.days > ${slowTimes}::float8 * stage_p90.days, false))`

const shared = {
  description: {
    en: 'Open deals over 14 days past their close date, or longer in their stage than 1.5 times what 9 in 10 deals won took at most.',
    ja: 'クローズ予定日を14日以上過ぎた、または受注商談の9割が抜けた日数の1.5倍を超えて同じステージにある進行中の商談。',
  },
  team: 'sales',
  better: 'down',
  fact: openOpportunities,
  joins: ['time_in_stage', 'stage_p90'],
} as const

/** The share of open deals that is stuck. */
export const stuckShare = defineMetric({
  id: 'stuck_deals',
  kind: 'ratio',
  label: { en: 'Stuck deals', ja: '動きの止まった商談の割合' },
  unit: 'percent',
  ...shared,
  numerator: { where: isStuck },
  denominator: {},
  counts: true,
})

/** What they are worth. */
export const stuckAmount = defineMetric({
  id: 'stuck_amount',
  kind: 'sum',
  label: { en: 'Amount of stuck deals', ja: '動きの止まった商談の金額' },
  unit: 'money',
  ...shared,
  value: { of: sql`f.amount`, where: isStuck },
})
