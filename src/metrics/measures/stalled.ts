import { defineMetric } from '../../define/metric.ts'
import { openOpportunities } from '../../ssot/facts/open-opportunities.ts'
import { sql } from '../../ssot/sql.ts'

const stalled = sql`flags.slow or flags.quiet`

/** Open amount of deals that stand still: too long in their stage, or without activity for 14 days. */
export default defineMetric({
  id: 'stalled_deals',
  kind: 'sum',
  label: { en: 'Stalled deals', ja: '停滞中の商談' },
  description: {
    en: 'Open deals longer in their stage than 9 in 10 deals won, or without activity for 14 days.',
    ja: '受注商談の9割より長く同じステージにある、または14日間活動のない進行中の商談。',
  },
  team: 'sales',
  unit: 'money',
  better: 'down',
  fact: openOpportunities,
  joins: ['flags'],
  value: { of: sql`f.amount`, where: stalled },
})
