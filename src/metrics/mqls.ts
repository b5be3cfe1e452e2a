import { defineMetric } from '../define/metric.ts'
import { qualifiedLeads } from '../ssot/facts/leads.ts'

/** Leads by the day they first became marketing-qualified (MQL). */
export default defineMetric({
  kind: 'sum',
  label: { en: 'MQLs', ja: 'MQL数' },
  description: {
    en: 'Leads by the day they first became marketing-qualified (MQL).',
    ja: '初めてMQLになった日を基準にしたリード数。',
  },
  aliases: ['mql'],
  team: 'marketing',
  unit: 'count',
  better: 'up',
  fact: qualifiedLeads,
  value: {},
})
