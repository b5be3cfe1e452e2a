import { defineMetric } from '../define/metric.ts'
import { mrrMovements } from '../ssot/facts/mrr-movements.ts'
import { sql } from '../ssot/sql.ts'
import { unknownMrr } from './shared/left-out.ts'

/** MRR at the start of the period of accounts that no longer pay at its end: a negative amount. A pause at 0 is churn. */
export default defineMetric({
  kind: 'sum',
  label: { en: 'MRR, churned', ja: '解約MRR' },
  description: {
    en: 'MRR at the start of the period of accounts that no longer pay at its end: a negative amount. A pause at 0 is churn. From the two ends of the period, never chained.',
    ja: '期間開始時に支払いがあり、終了時に支払いのないアカウントの開始時MRR（マイナスの金額）。一時停止も解約に含みます。期間の両端だけで計算します。',
  },
  aliases: ['churned mrr', 'mrr churn'],
  team: 'revenue',
  unit: 'money',
  better: 'up',
  losses: true,
  fact: mrrMovements,
  value: { of: sql`f.delta`, where: sql`f.movement = 'churned'` },
  leftOut: [unknownMrr],
})
