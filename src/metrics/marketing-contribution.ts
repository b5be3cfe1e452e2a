import { defineMetric } from '../define/metric.ts'
import { closedOpportunities } from '../ssot/facts/closed-opportunities.ts'
import { sql } from '../ssot/sql.ts'
import { withoutAmount } from './shared/left-out.ts'

const won = sql`f.outcome = 'won' and f.type <> 'renewal'`

/** Bookings sourced by marketing ÷ bookings, renewals left out on both sides. */
export default defineMetric({
  kind: 'ratio',
  label: { en: 'Marketing contribution', ja: 'マーケティング貢献割合' },
  description: {
    en: 'Bookings sourced by marketing ÷ all bookings. Renewals do not count.',
    ja: 'マーケティング創出の受注金額 ÷ 受注金額合計。更新商談は含みません。',
  },
  aliases: ['marketing sourced', 'マーケティング貢献'],
  team: 'marketing',
  unit: 'percent',
  better: 'up',
  needs: ['opportunities.sourced_by'],
  fact: closedOpportunities,
  numerator: { of: sql`f.amount`, where: sql`${won} and f.sourced_by = 'marketing'` },
  denominator: { of: sql`f.amount`, where: won },
  leftOut: [{ words: withoutAmount, where: sql`${won} and f.amount is null` }],
})
