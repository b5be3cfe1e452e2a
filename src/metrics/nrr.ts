import { defineMetric } from '../define/metric.ts'
import { retainedAccounts } from '../ssot/facts/subscriptions.ts'
import { sql } from '../ssot/sql.ts'
import { unknownMrr } from './shared/left-out.ts'

/** Of the accounts paying at the start of the period: their MRR at its end ÷ their MRR at its start. */
export default defineMetric({
  kind: 'ratio',
  label: { en: 'NRR', ja: '売上継続率（NRR）' },
  description: {
    en: 'Of the accounts paying at the start of the period: their MRR at its end ÷ their MRR at its start.',
    ja: '期間開始時に支払いのあったアカウントの、期間終了時のMRR ÷ 開始時のMRR。',
  },
  aliases: ['net revenue retention'],
  team: 'revenue',
  unit: 'percent',
  better: 'up',
  defaultPeriod: 'trailing 12 months',
  fact: retainedAccounts,
  numerator: { of: sql`f.mrr_end` },
  denominator: { of: sql`f.mrr_start` },
  leftOut: [unknownMrr],
})
