import { defineMetric } from '../../define/metric.ts'
import { openOpportunities } from '../../ssot/facts/open-opportunities.ts'
import { sql } from '../../ssot/sql.ts'

/** Days since open opportunities were created, in the middle of them. */
export default defineMetric({
  id: 'open_age',
  kind: 'duration',
  label: { en: 'Median age', ja: '経過日数の中央値' },
  description: {
    en: 'Median days since open opportunities were created.',
    ja: '進行中の商談の作成からの日数の中央値。',
  },
  team: 'sales',
  unit: 'days',
  better: 'down',
  fact: openOpportunities,
  // A state has no duration of its own: the as-of instant is the other end.
  duration: (c) => sql`(extract(epoch from ${c.asOf} - f.created_at) / 86400.0)::float8`,
})
