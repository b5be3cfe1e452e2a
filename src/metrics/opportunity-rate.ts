import { defineMetric } from '../define/metric.ts'
import { qualifiedLeads } from '../ssot/facts/leads.ts'
import { sql } from '../ssot/sql.ts'
import { withinDays } from './shared/within-days.ts'

/** MQLs whose own opportunity was created within 90 days of mql_at ÷ MQLs: a cohort. */
export default defineMetric({
  kind: 'ratio',
  label: { en: 'MQL to opportunity', ja: '商談化率' },
  description: {
    en: 'Leads that became MQL in the period and whose opportunity was created within 90 days of that ÷ leads that became MQL in the period.',
    ja: '期間内にMQLになり90日以内に商談が作成されたリード ÷ 期間内にMQLになったリード。',
  },
  aliases: ['opportunity rate', 'mql to opportunity rate'],
  team: 'sales',
  unit: 'percent',
  better: 'up',
  needs: ['leads.opportunity_id'],
  fact: qualifiedLeads,
  joins: ['opportunity'],
  numerator: { where: (c) => withinDays(c, sql`f.mql_at`, sql`opportunity.created_at`, 90) },
  denominator: {},
  counts: true,
  cohortDays: 90,
})
