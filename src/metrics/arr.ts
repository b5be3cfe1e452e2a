import { defineMetric } from '../define/metric.ts'
import { activeSubscriptions } from '../ssot/facts/subscriptions.ts'
import { sql } from '../ssot/sql.ts'
import { withoutMrr } from './shared/left-out.ts'

/** Twelve times the monthly recurring revenue of subscriptions active on the day. */
export default defineMetric({
  kind: 'sum',
  label: { en: 'ARR', ja: 'ARR' },
  description: {
    en: 'Twelve times the monthly recurring revenue of subscriptions active on the day.',
    ja: 'その日に有効なサブスクリプションのMRRの12倍（年次経常収益）。',
  },
  aliases: ['annual recurring revenue'],
  team: 'revenue',
  unit: 'money',
  better: 'up',
  fact: activeSubscriptions,
  value: { of: sql`f.mrr`, times: 12 },
  n: { where: sql`f.mrr is not null` },
  missing: withoutMrr,
})
