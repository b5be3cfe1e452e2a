import { defineMetric } from '../../define/metric.ts'
import { qualifiedLeads } from '../../ssot/facts/leads.ts'
import { sql } from '../../ssot/sql.ts'

/** MQLs of the period that nobody has touched, converted or disqualified, a day after they became MQL. */
export default defineMetric({
  id: 'untouched_mqls',
  kind: 'sum',
  label: { en: 'Untouched MQLs', ja: '未対応のMQL' },
  description: {
    en: 'MQLs that nobody has touched, converted or disqualified a day after they became MQL.',
    ja: 'MQLになってから1日を過ぎても対応・コンバージョン・除外のいずれもされていないリード。',
  },
  team: 'marketing',
  unit: 'count',
  better: 'down',
  needs: ['leads.first_touch_at'],
  fact: qualifiedLeads,
  value: {
    where: (c) => sql`f.mql_at < ${c.asOf} - interval '1 day'
      and coalesce(f.first_touch_at, f.converted_at, f.disqualified_at) is null`,
  },
  n: {},
})
