import { defineMetric } from '../define/metric.ts'
import { firstWins } from '../ssot/facts/first-wins.ts'

/** Accounts whose first won `new` opportunity closed in the period. */
export default defineMetric({
  kind: 'sum',
  label: { en: 'New customers', ja: '新規顧客数' },
  description: {
    en: 'Accounts whose first won new-business opportunity closed in the period.',
    ja: '最初の新規商談を期間内に受注したアカウント数。',
  },
  aliases: ['new logos', '新規顧客'],
  team: 'revenue',
  unit: 'count',
  better: 'up',
  fact: firstWins,
  value: {},
})
