import { defineMetric } from '../define/metric.ts'
import { expandedAccounts } from '../ssot/facts/expanded-accounts.ts'
import { sql } from '../ssot/sql.ts'

/** Of the accounts paying at the start of the period, those that won an expansion opportunity in it. */
export default defineMetric({
  kind: 'ratio',
  label: { en: 'Upsell rate', ja: 'アップセル率' },
  description: {
    en: 'Of the accounts paying at the start of the period, the share that won an expansion opportunity in it.',
    ja: '期間開始時に支払いのあったアカウントのうち、拡大（expansion）商談を期間内に受注した割合。',
  },
  aliases: ['upsell', 'アップセル'],
  team: 'revenue',
  unit: 'percent',
  better: 'up',
  defaultPeriod: 'trailing 12 months',
  fact: expandedAccounts,
  numerator: { where: sql`f.expansion` },
  denominator: {},
  counts: true,
})
