import { defineMetric } from '../define/metric.ts'
import { retainedAccounts } from '../ssot/facts/subscriptions.ts'
import { sql } from '../ssot/sql.ts'
import { unknownMrr } from './shared/left-out.ts'

/** 1 − logo churn: of the accounts paying at the start of the period, those still paying at its end. */
export default defineMetric({
  kind: 'ratio',
  label: { en: 'Customer retention', ja: '顧客維持率' },
  description: {
    en: 'Of the accounts paying at the start of the period, the share still paying at its end: 1 − logo churn.',
    ja: '期間開始時に支払いのあったアカウントのうち、終了時にも支払いのある割合（1 − チャーン率）。',
  },
  aliases: ['retention', 'customer retention rate', '継続率'],
  team: 'revenue',
  unit: 'percent',
  better: 'up',
  defaultPeriod: 'trailing 12 months',
  fact: retainedAccounts,
  numerator: { where: sql`f.mrr_end > 0` },
  denominator: {},
  counts: true,
  leftOut: [unknownMrr],
})
