import { defineMetric } from '../define/metric.ts'
import { closedOpportunities } from '../ssot/facts/closed-opportunities.ts'
import { sql } from '../ssot/sql.ts'

/** Median days from created_at to closed_at of the opportunities won, by the day they closed; renewals left out. */
export default defineMetric({
  kind: 'duration',
  label: { en: 'Sales cycle', ja: 'セールスサイクル' },
  description: {
    en: 'Median days from creation to close of the opportunities won, by the day they closed. Renewals do not count.',
    ja: '受注した商談の作成から受注までの日数の中央値（クローズ日基準）。更新商談は含みません。',
  },
  aliases: ['cycle', '商談期間'],
  team: 'sales',
  unit: 'days',
  better: 'down',
  fact: closedOpportunities,
  duration: sql`(extract(epoch from f.closed_at - f.created_at) / 86400.0)::float8`,
  where: sql`f.outcome = 'won' and f.type <> 'renewal'`,
})
