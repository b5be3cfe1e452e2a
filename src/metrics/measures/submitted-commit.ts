import { defineMetric } from '../../define/metric.ts'
import { submittedForecasts } from '../../ssot/facts/submitted-forecasts.ts'
import { sql } from '../../ssot/sql.ts'

/** What the owners themselves last submitted as commit for the period. */
export default defineMetric({
  id: 'submitted_commit',
  kind: 'sum',
  label: { en: 'Submitted commit', ja: '提出済みコミット' },
  description: {
    en: 'The latest commit that each owner submitted for exactly this period.',
    ja: '各担当者がこの期間について最後に提出したコミット金額。',
  },
  team: 'sales',
  unit: 'money',
  better: 'up',
  fact: submittedForecasts,
  value: { of: sql`f.amount`, where: sql`f.category = 'commit'` },
})
