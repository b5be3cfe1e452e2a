import { defineMetric } from '../../define/metric.ts'
import mqls from '../mqls.ts'
import { campaignCosts } from './spend.ts'

/** Costs of campaigns ÷ the MQLs they brought. */
export default defineMetric({
  id: 'cost_per_mql',
  kind: 'formula',
  label: { en: 'Cost per MQL', ja: 'MQL単価' },
  description: { en: 'Costs of campaigns ÷ MQLs.', ja: 'キャンペーン費用 ÷ MQL数。' },
  team: 'marketing',
  unit: 'money',
  better: 'down',
  parts: { mqls: { metric: mqls }, costs: { metric: campaignCosts } },
  compute({ mqls: count, costs }) {
    if (!count?.value || !costs?.n || costs.value === null) return { value: null, reason: 'no_data' }
    return { value: costs.value / count.value, numerator: costs.value, denominator: count.value }
  },
})
