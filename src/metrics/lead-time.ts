import { defineMetric } from '../define/metric.ts'
import { closedOpportunities } from '../ssot/facts/closed-opportunities.ts'
import { sql } from '../ssot/sql.ts'

const won = sql`f.outcome = 'won' and f.type <> 'renewal'`

/** Median days from the creation of an opportunity's earliest lead to its close, won, by closed_at; renewals left out. */
export default defineMetric({
  kind: 'duration',
  label: { en: 'Lead to close', ja: '成約までのリードタイム' },
  description: {
    en: 'Median days from the creation of the earliest lead to the close of the opportunities won, by the day they closed. Renewals do not count.',
    ja: '最も早いリードの作成から受注までの日数の中央値（クローズ日基準）。更新商談は含みません。',
  },
  aliases: ['lead time', 'リードタイム'],
  team: 'sales',
  unit: 'days',
  better: 'down',
  needs: ['leads', 'leads.opportunity_id'],
  fact: closedOpportunities,
  joins: ['first_lead'],
  duration: sql`(extract(epoch from f.closed_at - first_lead.created_at) / 86400.0)::float8`,
  where: won,
  leftOut: [
    {
      words: { en: 'won without a lead', ja: 'リードのない受注' },
      where: sql`${won} and first_lead.created_at is null`,
    },
  ],
})
