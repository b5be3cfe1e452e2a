import { defineMetric } from '../define/metric.ts'
import { closedOpportunities } from '../ssot/facts/closed-opportunities.ts'
import { sql } from '../ssot/sql.ts'

/** Won ÷ (won + lost), by the day it closed, renewals apart. Open deals never count. */
export default defineMetric({
  kind: 'ratio',
  label: { en: 'Win rate', ja: '受注率' },
  description: {
    en: 'Opportunities won ÷ opportunities won or lost, by the day they closed. Renewals and open deals do not count.',
    ja: '受注件数 ÷（受注件数＋失注件数）、クローズ日基準。更新商談と進行中の商談は含みません。',
  },
  aliases: ['クロージング率', 'close rate'],
  team: 'sales',
  unit: 'percent',
  better: 'up',
  fact: closedOpportunities,
  numerator: { where: sql`f.outcome = 'won' and f.type <> 'renewal'` },
  denominator: { where: sql`f.type <> 'renewal'` },
  counts: true,
})
