import { defineMetric } from '../define/metric.ts'
import { mrrMovements } from '../ssot/facts/mrr-movements.ts'
import { sql } from '../ssot/sql.ts'
import { unknownMrr } from './shared/left-out.ts'

/** What accounts that paid at the start of the period and still pay at its end pay less: a negative amount. */
export default defineMetric({
  kind: 'sum',
  label: { en: 'MRR, contraction', ja: '縮小MRR' },
  description: {
    en: 'What accounts that paid at the start of the period and still pay at its end pay less: a negative amount. From the two ends of the period, never chained.',
    ja: '期間開始時も終了時も支払いのあるアカウントのMRR減少分（マイナスの金額）。期間の両端だけで計算します。',
  },
  aliases: ['contraction mrr', 'downgrade'],
  team: 'revenue',
  unit: 'money',
  better: 'up',
  losses: true,
  fact: mrrMovements,
  value: { of: sql`f.delta`, where: sql`f.movement = 'contraction'` },
  leftOut: [unknownMrr],
})
