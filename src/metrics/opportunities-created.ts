import { defineMetric } from '../define/metric.ts'
import { createdOpportunities } from '../ssot/facts/created-opportunities.ts'
import { sql } from '../ssot/sql.ts'
import { ofWhichRenewals } from './shared/renewals.ts'

/** Opportunities by the day they were created, whatever became of them since. */
export default defineMetric({
  kind: 'sum',
  label: { en: 'Opportunities created', ja: '商談数' },
  description: {
    en: 'Opportunities by the day they were created, whatever became of them since; renewals included and told apart.',
    ja: '作成日基準の商談数（その後の結果を問わない）。更新分を含み、内訳として別に示します。',
  },
  aliases: ['opportunities', 'created opportunities', '商談作成数'],
  team: 'sales',
  unit: 'count',
  better: 'up',
  fact: createdOpportunities,
  value: {},
  beside: [{ words: ofWhichRenewals, unit: 'count', value: { where: sql`f.type = 'renewal'` } }],
})
