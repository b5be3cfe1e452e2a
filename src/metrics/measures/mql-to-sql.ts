import { defineMetric } from '../../define/metric.ts'
import { qualifiedLeads } from '../../ssot/facts/leads.ts'
import { sql } from '../../ssot/sql.ts'
import { withinDays } from '../shared/within-days.ts'

/** Days in which an MQL is given to become an SQL before the conversion alert counts it. */
const mqlToSqlDays = 14

/** MQLs of the period that sales accepted within 14 days ÷ MQLs of the period: a cohort that ripens fast. */
export default defineMetric({
  id: 'mql_to_sql',
  kind: 'ratio',
  label: { en: 'MQL to SQL', ja: 'MQLからSQLへの転換率' },
  description: {
    en: 'Leads that became MQL in the period and SQL within 14 days of that ÷ leads that became MQL in the period.',
    ja: '期間内にMQLになり14日以内にSQLになったリード ÷ 期間内にMQLになったリード。',
  },
  team: 'marketing',
  unit: 'percent',
  better: 'up',
  needs: ['leads.sql_at'],
  fact: qualifiedLeads,
  numerator: { where: (c) => withinDays(c, sql`f.mql_at`, sql`f.sql_at`, mqlToSqlDays) },
  denominator: {},
  counts: true,
  cohortDays: mqlToSqlDays,
})
