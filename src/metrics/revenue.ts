import { defineMetric } from '../define/metric.ts'
import { recognizedRevenue } from '../ssot/facts/recognized-revenue.ts'
import { sql } from '../ssot/sql.ts'
import { withoutAmount } from './shared/left-out.ts'

/** Σ revenue by the day it was recognized; refunds and credits net on their own day. */
export default defineMetric({
  kind: 'sum',
  label: { en: 'Revenue', ja: '売上' },
  description: {
    en: 'Revenue by the day it was recognized. Refunds and credits count on their own day.',
    ja: '計上日基準の売上合計。返金・クレジットはそれぞれの計上日で差し引きます。',
  },
  aliases: ['売上高', 'sales revenue'],
  team: 'revenue',
  unit: 'money',
  better: 'up',
  fact: recognizedRevenue,
  value: { of: sql`f.amount` },
  missing: withoutAmount,
})
