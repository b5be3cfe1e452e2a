import { defineMetric } from '../define/metric.ts'
import { mrrMovements } from '../ssot/facts/mrr-movements.ts'
import { sql } from '../ssot/sql.ts'
import { unknownMrr } from './shared/left-out.ts'

/** MRR of accounts that pay at the end of the period, did not at its start, and had paid before. */
export default defineMetric({
  kind: 'sum',
  label: { en: 'MRR, reactivated', ja: '再開MRR' },
  description: {
    en: 'MRR of accounts that pay at the end of the period, did not at its start, and had paid before. From the two ends of the period, never chained.',
    ja: '期間開始時に支払いがなく、過去に支払い実績があり、終了時に支払いのあるアカウントのMRR。期間の両端だけで計算します。',
  },
  aliases: ['reactivation mrr', 'reactivated mrr'],
  team: 'revenue',
  unit: 'money',
  better: 'up',
  fact: mrrMovements,
  value: { of: sql`f.delta`, where: sql`f.movement = 'reactivation'` },
  leftOut: [unknownMrr],
})
