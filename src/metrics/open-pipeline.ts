import { defineMetric } from '../define/metric.ts'
import { openOpportunities } from '../ssot/facts/open-opportunities.ts'
import { sql } from '../ssot/sql.ts'
import { withoutAmount } from './shared/left-out.ts'
import { ofWhichRenewals } from './shared/renewals.ts'

/** Σ amount of open opportunities of every type; the renewal part is told apart. */
export default defineMetric({
  kind: 'sum',
  label: { en: 'Open pipeline', ja: 'パイプライン' },
  description: {
    en: 'The amount of all open opportunities, renewals included and told apart.',
    ja: '進行中の商談の金額合計。更新分を含み、内訳として別に示します。',
  },
  aliases: ['pipeline'],
  team: 'sales',
  unit: 'money',
  better: 'up',
  fact: openOpportunities,
  value: { of: sql`f.amount` },
  missing: withoutAmount,
  beside: [
    {
      words: ofWhichRenewals,
      unit: 'money',
      value: { of: sql`f.amount`, where: sql`f.type = 'renewal'` },
    },
  ],
})
