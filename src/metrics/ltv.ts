import { defineMetric } from '../define/metric.ts'
import customers from './customers.ts'
import grr from './grr.ts'
import mrr from './mrr.ts'

/** Months that a customer's life counts at most: churn that is nearly nothing would make it endless. */
const mostMonths = 60
const capped = {
  en: `lifetime capped at ${mostMonths} months`,
  ja: `顧客寿命は上限の${mostMonths}か月で計算`,
}

/**
 * (MRR ÷ customers at the end of the period) × gross margin ÷ monthly revenue churn, where that churn is
 * 1 − GRR^(1 ÷ months) and months = days × 12 ÷ 365.25.
 */
export default defineMetric({
  kind: 'formula',
  label: { en: 'LTV', ja: 'ライフタイムバリュー' },
  description: {
    en: 'Lifetime value: MRR per customer × gross margin ÷ monthly revenue churn (from GRR over the period). A lifetime counts 60 months at most.',
    ja: 'ライフタイムバリュー（LTV）：顧客あたりMRR × 粗利率 ÷ 月次レベニューチャーン（期間のGRRから算出）。顧客寿命は最長60か月。',
  },
  aliases: ['lifetime value', '顧客生涯価値'],
  team: 'revenue',
  unit: 'money',
  better: 'up',
  defaultPeriod: 'trailing 12 months',
  parts: { mrr: { metric: mrr }, customers: { metric: customers }, grr: { metric: grr } },
  compute({ mrr: recurring, customers: paying, grr: kept }, { settings, days }) {
    if (!paying?.value || recurring?.value == null || kept?.value == null || days === 0)
      return { value: null, reason: 'no_data' }
    const months = (days * 12) / 365.25
    const churn = 1 - kept.value ** (1 / months)
    const lifetime = churn > 0 ? Math.min(1 / churn, mostMonths) : mostMonths
    return {
      value: (recurring.value / paying.value) * settings.grossMargin * lifetime,
      notes: lifetime === mostMonths ? [capped] : [],
    }
  },
})
