import { defineMetric } from '../define/metric.ts'
import { retainedAccounts } from '../ssot/facts/subscriptions.ts'
import { sql } from '../ssot/sql.ts'
import { unknownMrr } from './shared/left-out.ts'

/** 1 − GRR: of the MRR at the start of the period, what was lost by its end. */
export default defineMetric({
  kind: 'ratio',
  label: { en: 'Revenue churn', ja: 'レベニューチャーン' },
  description: {
    en: 'Of the MRR at the start of the period, the share that was lost by its end through smaller or ended subscriptions: 1 − GRR.',
    ja: '期間開始時のMRRのうち、縮小や解約で終了時までに失われた割合（1 − GRR）。',
  },
  aliases: ['mrr churn rate', 'レベニューチャーン率'],
  team: 'revenue',
  unit: 'percent',
  better: 'down',
  defaultPeriod: 'trailing 12 months',
  fact: retainedAccounts,
  numerator: { of: sql`f.mrr_start - least(f.mrr_end, f.mrr_start)` },
  denominator: { of: sql`f.mrr_start` },
  leftOut: [unknownMrr],
})
