import { defineMetric } from '../define/metric.ts'
import { payingAccounts } from '../ssot/facts/subscriptions.ts'

/** Accounts whose active subscriptions add up to more than 0 on the day. */
export default defineMetric({
  kind: 'sum',
  label: { en: 'Customers', ja: '顧客数' },
  description: {
    en: 'Accounts whose active subscriptions add up to more than 0 on the day.',
    ja: 'その日の有効なサブスクリプションの合計が0を超えるアカウント数。',
  },
  aliases: ['paying accounts'],
  team: 'revenue',
  unit: 'count',
  better: 'up',
  fact: payingAccounts,
  value: {},
})
