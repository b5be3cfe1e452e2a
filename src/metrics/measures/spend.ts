import { defineMetric, type SumMetric } from '../../define/metric.ts'
import { costs } from '../../ssot/facts/costs.ts'
import { type Sql, sql } from '../../ssot/sql.ts'
import type { Need } from '../../ssot/tables.ts'
import { withoutAmount } from '../shared/left-out.ts'

const spend = (id: string, label: SumMetric['label'], where: Sql, needs: readonly Need[] = []): SumMetric =>
  defineMetric({
    id,
    kind: 'sum',
    label,
    description: label,
    team: 'marketing',
    unit: 'money',
    better: 'down',
    needs,
    fact: costs,
    value: { of: sql`f.amount`, where },
    missing: withoutAmount,
  })

const acquiring = sql`f.department in ('marketing', 'sales')`

/** What winning customers cost: marketing and sales. */
export const acquisitionCosts = spend(
  'acquisition_costs',
  { en: 'Marketing and sales costs', ja: 'マーケティング・営業費用' },
  acquiring,
)
/**
 * How many of them are people costs: without any, a cost of acquisition is programme only. Where costs have no kinds, any
 * of them may be.
 */
export const acquisitionPeople: SumMetric = {
  ...spend('acquisition_people', { en: 'People costs', ja: '人件費の件数' }, acquiring),
  unit: 'count',
  value: { where: (c) => (c.has('costs.kind') ? sql`${acquiring} and f.kind = 'people'` : acquiring) },
}
export const marketingCosts = spend(
  'marketing_costs',
  { en: 'Marketing costs', ja: 'マーケティング費用' },
  sql`f.department = 'marketing'`,
)
/** Costs of campaigns, whichever department paid them. */
export const campaignCosts = spend('campaign_costs', { en: 'Costs', ja: '費用' }, sql`f.campaign_id is not null`, [
  'costs',
  'costs.campaign_id',
])
/** The same, and what marketing spent on none: by campaign, the row without one is what is unallocated. */
export const costsByCampaign = spend(
  'costs',
  { en: 'Costs', ja: '費用' },
  sql`(f.campaign_id is not null or f.department = 'marketing')`,
  ['costs', 'costs.campaign_id'],
)
/** Marketing costs that no campaign can be charged with. */
export const unallocatedCosts = spend(
  'unallocated_costs',
  { en: 'Unallocated costs', ja: '未配賦の費用' },
  sql`f.department = 'marketing' and f.campaign_id is null`,
)
