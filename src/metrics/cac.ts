import { defineMetric } from '../define/metric.ts'
import { acquisitionCosts, acquisitionPeople } from './measures/spend.ts'
import newCustomers from './new-customers.ts'

const programmeOnly = {
  en: 'programme only: no people costs are in the data',
  ja: 'プログラム費のみ（人件費のデータがありません）',
}
const wholeMonth = {
  en: 'costs come by the month, so it takes at least one whole month',
  ja: '費用は月単位のため、1か月以上が経過した期間で計算します',
}

/** Σ costs of marketing and sales ÷ new customers, both in the period. */
export default defineMetric({
  kind: 'formula',
  label: { en: 'CAC', ja: '顧客獲得コスト' },
  description: {
    en: 'Customer acquisition cost: all costs of marketing and sales ÷ new customers of the same period. At least one whole month.',
    ja: '顧客獲得コスト（CAC）：マーケティングと営業の費用合計 ÷ 同じ期間の新規顧客数。1か月以上の期間が必要です。',
  },
  aliases: ['customer acquisition cost', '獲得コスト'],
  team: 'revenue',
  unit: 'money',
  better: 'down',
  partial: [
    {
      need: ['costs.kind'],
      words: {
        en: 'costs have no kind: whether people costs are among them is not known',
        ja: '費用の種別が未接続のため、人件費が含まれるかは不明',
      },
    },
  ],
  parts: {
    customers: { metric: newCustomers },
    costs: { metric: acquisitionCosts },
    people: { metric: acquisitionPeople },
  },
  compute({ customers, costs, people }, { aMonth }) {
    if (!aMonth) return { value: null, reason: 'too_few', notes: [wholeMonth] }
    if (!costs?.n || !customers?.value || costs.value === null) return { value: null, reason: 'no_data' }
    const notes = people?.n ? [] : [programmeOnly]
    return { value: costs.value / customers.value, numerator: costs.value, denominator: customers.value, notes }
  },
})
