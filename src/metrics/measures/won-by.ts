import { defineMetric, type SumMetric } from '../../define/metric.ts'
import { closedOpportunities } from '../../ssot/facts/closed-opportunities.ts'
import { sql } from '../../ssot/sql.ts'
import { withoutAmount } from '../shared/left-out.ts'
import { ofWhichRenewals } from '../shared/renewals.ts'

const shared = {
  kind: 'sum',
  team: 'marketing',
  unit: 'money',
  better: 'up',
  fact: closedOpportunities,
  missing: withoutAmount,
} as const

/** Bookings that marketing sourced, renewals left out (METRICS rule 6). */
export const marketingBookings = defineMetric<SumMetric>({
  id: 'marketing_bookings',
  ...shared,
  label: { en: 'Bookings sourced by marketing', ja: 'マーケティング創出の受注金額' },
  description: {
    en: 'The amount won of opportunities sourced by marketing. Renewals do not count.',
    ja: 'マーケティングが創出した商談の受注金額。更新商談は含みません。',
  },
  needs: ['opportunities.sourced_by'],
  value: { of: sql`f.amount`, where: sql`f.outcome = 'won' and f.type <> 'renewal' and f.sourced_by = 'marketing'` },
})

/** Bookings of the opportunities that name a campaign as their own, whoever sourced them. */
export const campaignBookings = defineMetric<SumMetric>({
  id: 'campaign_bookings',
  ...shared,
  label: { en: 'Bookings of campaigns', ja: 'キャンペーンの受注金額' },
  description: {
    en: 'The amount won of opportunities that name a campaign as their own.',
    ja: 'キャンペーンに紐づく商談の受注金額。',
  },
  needs: ['opportunities.campaign_id'],
  value: { of: sql`f.amount`, where: sql`f.outcome = 'won' and f.campaign_id is not null` },
  beside: [
    {
      words: ofWhichRenewals,
      unit: 'money',
      value: { of: sql`f.amount`, where: sql`f.outcome = 'won' and f.campaign_id is not null and f.type = 'renewal'` },
    },
  ],
})
