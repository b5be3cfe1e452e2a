import { defineMetric } from '../define/metric.ts'
import bookings from './bookings.ts'
import leads from './leads.ts'
import marketingRoi from './marketing-roi.ts'
import costPerMql from './measures/cost-per-mql.ts'
import { costsByCampaign } from './measures/spend.ts'
import mqls from './mqls.ts'
import opportunitiesCreated from './opportunities-created.ts'
import sqls from './sqls.ts'

/** What each campaign brought and cost in the period. */
export default defineMetric({
  kind: 'table',
  label: { en: 'Campaign performance', ja: 'キャンペーン効果' },
  description: {
    en: 'Per campaign: leads, MQLs, SQLs, opportunities, bookings, costs, cost per MQL and ROI. Marketing’s costs without a campaign are told as unallocated.',
    ja: 'キャンペーン別のリード・MQL・SQL・商談・受注金額・費用・MQL単価・ROI。施策に紐づかないマーケティング費用は「未配賦」として示します。',
  },
  aliases: ['campaigns', 'キャンペーン'],
  team: 'marketing',
  unit: 'count',
  better: 'up',
  by: 'campaign',
  columns: {
    leads,
    mqls,
    sqls,
    opportunities_created: opportunitiesCreated,
    bookings,
    costs: costsByCampaign,
    cost_per_mql: costPerMql,
    marketing_roi: marketingRoi,
  },
  without: { costs: { en: 'unallocated', ja: '未配賦' } },
})
