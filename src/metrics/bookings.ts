import { defineMetric } from '../define/metric.ts'
import { closedOpportunities } from '../ssot/facts/closed-opportunities.ts'
import { sql } from '../ssot/sql.ts'
import { withoutAmount } from './shared/left-out.ts'
import { ofWhichRenewals } from './shared/renewals.ts'

/** Σ amount of opportunities won, of every type, by the day they closed; the renewal part is told apart. */
export default defineMetric({
  kind: 'sum',
  label: { en: 'Bookings', ja: '受注金額' },
  description: {
    en: 'The amount of all opportunities won, by the day they closed, renewals included and told apart.',
    ja: '受注した商談の金額合計（クローズ日基準）。更新分を含み、内訳として別に示します。',
  },
  aliases: ['won', '受注', '受注額'],
  team: 'revenue',
  unit: 'money',
  better: 'up',
  fact: closedOpportunities,
  value: { of: sql`f.amount`, where: sql`f.outcome = 'won'` },
  missing: withoutAmount,
  beside: [
    {
      words: ofWhichRenewals,
      unit: 'money',
      value: { of: sql`f.amount`, where: sql`f.outcome = 'won' and f.type = 'renewal'` },
    },
  ],
})
