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

/** The part of it that nobody has opened a renewal for, without who has given notice. */
export const renewalsWithoutDeal = defineMetric({
  id: 'renewals_without_deal',
  ...shared,
  better: 'down',
  label: { en: 'Renewals without an opportunity', ja: '更新商談のない更新' },
  description: {
    en: 'MRR whose term ends within 90 days and for which no renewal opportunity is open. Customers who have given notice are left out.',
    ja: '90日以内に契約期間が終了し、更新商談が作成されていないMRR。解約の申し出があった顧客は含みません。',
  },
  value: { of: sql`f.mrr`, where: sql`f.unopened` },
})

/** The part of it that is lost already: whoever pays it has given notice. */
export const renewalsWithNotice = defineMetric({
  id: 'renewals_with_notice',
  ...shared,
  better: 'down',
  label: { en: 'Terms that end with notice given', ja: '解約申出済みの契約終了' },
  description: {
    en: 'MRR whose term ends within 90 days and whose customer has given notice.',
    ja: '90日以内に契約期間が終了し、解約の申し出があったMRR。',
  },
  value: { of: sql`f.mrr`, where: sql`f.notice_given` },
})
