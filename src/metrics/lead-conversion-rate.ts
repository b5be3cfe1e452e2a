import { defineMetric } from '../define/metric.ts'
import { createdLeads } from '../ssot/facts/leads.ts'
import { sql } from '../ssot/sql.ts'
import { withinDays } from './shared/within-days.ts'

/** Leads created in the period and converted within 90 days ÷ leads created in the period: a cohort. */
export default defineMetric({
  kind: 'ratio',
  label: { en: 'Lead conversion', ja: 'リードコンバージョン率' },
  description: {
    en: 'Leads created in the period and converted within 90 days ÷ leads created in the period.',
    ja: '期間内に作成され90日以内にコンバージョンしたリード ÷ 期間内に作成されたリード。',
  },
  aliases: ['lead conversion rate', 'conversion rate', 'リード転換率'],
  team: 'marketing',
  unit: 'percent',
  better: 'up',
  needs: ['leads.converted_at'],
  fact: createdLeads,
  numerator: { where: (c) => withinDays(c, sql`f.created_at`, sql`f.converted_at`, 90) },
  denominator: {},
  counts: true,
  cohortDays: 90,
})
