import { defineMetric } from '../../define/metric.ts'
import { dueRenewals } from '../../ssot/facts/due-renewals.ts'
import { sql } from '../../ssot/sql.ts'

const shared = { kind: 'sum', team: 'cs', unit: 'money', better: 'up', fact: dueRenewals } as const

/** MRR whose term ends within 90 days and does not renew by itself. */
export const renewalsDue = defineMetric({
  id: 'renewals_due',
  ...shared,
  label: { en: 'Renewals due', ja: '更新時期が近いMRR' },
  description: { en: 'MRR whose term ends within 90 days.', ja: '90日以内に契約期間が終了するMRR。' },
  value: { of: sql`f.mrr` },
})

/** The part of it that nobody has opened a renewal for. */
export const renewalsWithoutDeal = defineMetric({
  id: 'renewals_without_deal',
  ...shared,
  better: 'down',
  label: { en: 'Renewals without an opportunity', ja: '更新商談のない更新' },
  description: {
    en: 'MRR whose term ends within 90 days and for which no renewal opportunity is open.',
    ja: '90日以内に契約期間が終了し、更新商談が作成されていないMRR。',
  },
  value: { of: sql`f.mrr`, where: sql`f.renewal_id is null` },
})
