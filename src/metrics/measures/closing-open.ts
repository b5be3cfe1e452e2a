import { defineMetric } from '../../define/metric.ts'
import type { FactContext } from '../../ssot/fact.ts'
import { closingOpportunities } from '../../ssot/facts/forecast-opportunities.ts'
import { type Sql, sql } from '../../ssot/sql.ts'
import { withoutAmount } from '../shared/left-out.ts'
import { ofWhichRenewals } from '../shared/renewals.ts'

const closing = (c: FactContext): Sql => sql`f.outcome = 'open' and f.close_date >= greatest(${c.asOfDay}, ${c.fromDay})
  and f.close_date < ${c.toDay}`

/** Open deals that were to close earlier in the period. */
const late = (c: FactContext): Sql => sql`f.outcome = 'open' and f.close_date < ${c.asOfDay}
  and f.close_date >= ${c.fromDay} and f.close_date < ${c.toDay}`

/** Which of the figures told beside is what was to close earlier in the period. */
export const pastDue = 1

/** Open amount whose close date lies in what is left of the period: a close date in the past is no coverage. */
export default defineMetric({
  id: 'closing_open',
  kind: 'sum',
  label: { en: 'Open, still to close', ja: '期間内にクローズ予定' },
  description: {
    en: 'The amount of open opportunities whose close date lies in what is left of the period.',
    ja: 'クローズ予定日が期間の残りに入る進行中の商談の金額。',
  },
  team: 'sales',
  unit: 'money',
  better: 'up',
  needs: ['opportunities.close_date'],
  fact: closingOpportunities,
  value: { of: sql`f.amount`, where: closing },
  missing: withoutAmount,
  beside: [
    {
      words: ofWhichRenewals,
      unit: 'money',
      value: { of: sql`f.amount`, where: (c) => sql`f.type = 'renewal' and ${closing(c)}` },
    },
    {
      words: { en: 'past due in the period', ja: '期間内の予定日超過' },
      unit: 'money',
      value: { of: sql`f.amount`, where: late },
    },
  ],
})
