import { defineMetric } from '../define/metric.ts'
import { createdLeads } from '../ssot/facts/leads.ts'

/** Leads by the day they were created. */
export default defineMetric({
  kind: 'sum',
  label: { en: 'Leads', ja: 'リード数' },
  description: {
    en: 'Leads by the day they were created.',
    ja: '作成日基準のリード数。',
  },
  aliases: ['リード'],
  team: 'marketing',
  unit: 'count',
  better: 'up',
  fact: createdLeads,
  value: {},
})
