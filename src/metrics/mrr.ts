import { defineMetric } from '../define/metric.ts'
import { activeSubscriptions } from '../ssot/facts/subscriptions.ts'
import { sql } from '../ssot/sql.ts'
import { withoutMrr } from './shared/left-out.ts'

/** The monthly recurring revenue of subscriptions active on the day. */
export default defineMetric({
  kind: 'sum',
  label: { en: 'MRR', ja: 'MRR' },
  description: {
    en: 'The monthly recurring revenue of subscriptions active on the day.',
    ja: 'その日に有効なサブスクリプションの月次経常収益（MRR）の合計。',
  },
  aliases: ['monthly recurring revenue'],
  team: 'revenue',
  unit: 'money',
  better: 'up',
  fact: activeSubscriptions,
  value: { of: sql`f.mrr` },
  n: { where: sql`f.mrr is not null` },
  missing: withoutMrr,
})
