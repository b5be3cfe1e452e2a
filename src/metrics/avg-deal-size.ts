import { defineMetric } from '../define/metric.ts'
import { closedOpportunities } from '../ssot/facts/closed-opportunities.ts'
import { sql } from '../ssot/sql.ts'
import { withoutAmount } from './shared/left-out.ts'

const won = sql`f.outcome = 'won' and f.type <> 'renewal'`

/** Bookings ÷ won opportunities that have an amount, renewals left out on both sides. */
export default defineMetric({
  kind: 'ratio',
  label: { en: 'Average deal', ja: '平均受注単価' },
  description: {
    en: 'The amount won ÷ the number of opportunities won that have an amount. Renewals do not count.',
    ja: '受注金額 ÷ 金額のある受注件数。更新商談は含みません。',
  },
  aliases: ['average deal size', 'deal size', '受注単価'],
  team: 'sales',
  unit: 'money',
  better: 'up',
  fact: closedOpportunities,
  numerator: { of: sql`f.amount`, where: won },
  denominator: { where: sql`${won} and f.amount is not null` },
  missing: withoutAmount,
})
