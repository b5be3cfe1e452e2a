import { defineMetric } from '../../define/metric.ts'
import { openOpportunities } from '../../ssot/facts/open-opportunities.ts'
import { sql } from '../../ssot/sql.ts'

/** Open opportunities, renewals left out: the count that sales velocity rests on. */
export default defineMetric({
  id: 'open_deals',
  kind: 'sum',
  label: { en: 'Open opportunities', ja: '進行中の商談数' },
  description: { en: 'Open opportunities other than renewals.', ja: '更新以外の進行中の商談数。' },
  team: 'sales',
  unit: 'count',
  better: 'up',
  fact: openOpportunities,
  value: { where: sql`f.type <> 'renewal'` },
})
