import { defineMetric } from '../define/metric.ts'
import { opportunitiesAsOf } from '../ssot/facts/opportunities.ts'
import { retainedAccounts } from '../ssot/facts/subscriptions.ts'
import { sql } from '../ssot/sql.ts'
import { unknownMrr } from './shared/left-out.ts'

/** Of the accounts paying at the start of the period, those not paying at its end. */
export default defineMetric({
  kind: 'ratio',
  label: { en: 'Logo churn', ja: 'チャーン率' },
  description: {
    en: 'Of the accounts paying at the start of the period, the share not paying at its end. Beside it: lapsed accounts whose renewal is still open.',
    ja: '期間開始時に支払いのあったアカウントのうち、終了時に支払いのない割合。更新商談がまだ進行中の失効アカウント数も示します。',
  },
  aliases: ['churn', 'customer churn', '解約率'],
  team: 'revenue',
  unit: 'percent',
  better: 'down',
  defaultPeriod: 'trailing 12 months',
  fact: retainedAccounts,
  numerator: { where: sql`f.mrr_end <= 0` },
  denominator: {},
  counts: true,
  leftOut: [unknownMrr],
  beside: [
    {
      words: { en: 'lapsed, renewal still open', ja: '失効したが更新商談が進行中' },
      unit: 'count',
      value: {
        where: (c) => sql`f.mrr_end <= 0 and exists (
          select from (${opportunitiesAsOf(c, 'open')}) o where o.account_id = f.account_id and o.type = 'renewal')`,
      },
    },
  ],
})
