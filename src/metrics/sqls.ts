import { defineMetric } from '../define/metric.ts'
import { acceptedLeads } from '../ssot/facts/leads.ts'

/** Leads by the day sales first accepted them (SQL). */
export default defineMetric({
  kind: 'sum',
  label: { en: 'SQLs', ja: 'SQL数' },
  description: {
    en: 'Leads by the day sales first accepted them (SQL).',
    ja: '初めてSQLになった日を基準にしたリード数。',
  },
  aliases: ['sql'],
  team: 'marketing',
  unit: 'count',
  better: 'up',
  fact: acceptedLeads,
  value: {},
})
