import { defineMetric } from '../define/metric.ts'
import { mrrMovements } from '../ssot/facts/mrr-movements.ts'
import { sql } from '../ssot/sql.ts'
import { unknownMrr } from './shared/left-out.ts'

/** What accounts that paid at the start of the period pay more at its end. */
export default defineMetric({
  kind: 'sum',
  label: { en: 'MRR, expansion', ja: '拡大MRR' },
  description: {
    en: 'What accounts that paid at the start of the period pay more at its end. From the two ends of the period, never chained.',
    ja: '期間開始時に支払いのあったアカウントの、終了時までのMRR増加分。期間の両端だけで計算します。',
  },
  aliases: ['expansion mrr'],
  team: 'revenue',
  unit: 'money',
  better: 'up',
  fact: mrrMovements,
  value: { of: sql`f.delta`, where: sql`f.movement = 'expansion'` },
  leftOut: [unknownMrr],
})
