import { defineMetric } from '../define/metric.ts'
import { expandedAccounts } from '../ssot/facts/expanded-accounts.ts'
import { sql } from '../ssot/sql.ts'

/** Of the accounts paying at the start of the period, those that won a cross-sell opportunity in it. */
export default defineMetric({
  kind: 'ratio',
  label: { en: 'Cross-sell rate', ja: 'クロスセル率' },
  description: {
    en: 'Of the accounts paying at the start of the period, the share that won a cross-sell opportunity in it.',
    ja: '期間開始時に支払いのあったアカウントのうち、クロスセル商談を期間内に受注した割合。',
  },
  aliases: ['cross sell', 'クロスセル'],
  team: 'revenue',
  unit: 'percent',
  better: 'up',
  defaultPeriod: 'trailing 12 months',
  fact: expandedAccounts,
  numerator: { where: sql`f.cross_sell` },
  denominator: {},
  counts: true,
})
