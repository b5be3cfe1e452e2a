import { defineMetric } from '../define/metric.ts'
import cac from './cac.ts'
import ltv from './ltv.ts'

/** What a customer brings in over its life for each unit of what winning it cost. */
export default defineMetric({
  kind: 'formula',
  label: { en: 'LTV : CAC', ja: 'LTV:CAC比率' },
  description: {
    en: 'Lifetime value ÷ customer acquisition cost.',
    ja: 'ライフタイムバリュー ÷ 顧客獲得コスト。',
  },
  aliases: ['ltv:cac', 'ltv/cac', 'ltv to cac', 'unit economics', 'ユニットエコノミクス'],
  team: 'revenue',
  unit: 'multiple',
  better: 'up',
  defaultPeriod: 'trailing 12 months',
  partial: cac.partial,
  parts: { ltv: { metric: ltv }, cac: { metric: cac } },
  compute({ ltv: value, cac: cost }) {
    if (value?.value == null || !cost?.value) return { value: null }
    return { value: value.value / cost.value, numerator: value.value, denominator: cost.value }
  },
})
