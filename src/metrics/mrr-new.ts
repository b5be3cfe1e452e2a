import { defineMetric } from '../define/metric.ts'
import { mrrMovements } from '../ssot/facts/mrr-movements.ts'
import { sql } from '../ssot/sql.ts'
import { unknownMrr } from './shared/left-out.ts'

/** MRR of accounts that pay at the end of the period and never paid before it. */
export default defineMetric({
  kind: 'sum',
  label: { en: 'MRR, new', ja: '新規MRR' },
  description: {
    en: 'MRR of accounts that pay at the end of the period and never paid before it. From the two ends of the period, never chained.',
    ja: '期間終了時に支払いがあり、それ以前に支払いのなかったアカウントのMRR。期間の両端だけで計算します。',
  },
  aliases: ['new mrr', 'mrr new'],
  team: 'revenue',
  unit: 'money',
  better: 'up',
  fact: mrrMovements,
  value: { of: sql`f.delta`, where: sql`f.movement = 'new'` },
  leftOut: [unknownMrr],
})
