import { defineMetric } from '../define/metric.ts'
import { campaignCosts, unallocatedCosts } from './measures/spend.ts'
import { campaignBookings } from './measures/won-by.ts'

/** Per campaign: (gross margin × bookings of its own opportunities − its costs) ÷ its costs. */
export default defineMetric({
  kind: 'formula',
  label: { en: 'Campaign ROI', ja: '施策のROI' },
  description: {
    en: '(Gross margin × bookings of the opportunities whose own campaign it is, whoever sourced them − its costs) ÷ its costs. A campaign without costs has none; costs without a campaign are told as unallocated.',
    ja: '（粗利率 × そのキャンペーンに紐づく商談の受注金額 − 費用）÷ 費用。費用のない施策は算出せず、施策に紐づかない費用は「未配賦」として示します。',
  },
  aliases: ['campaign roi', '施策ROI', 'キャンペーンROI'],
  team: 'marketing',
  unit: 'percent',
  better: 'up',
  sides: {
    en: (above, below) => `${above} gained on costs of ${below}`,
    ja: (above, below) => `費用${below}に対する利益${above}`,
  },
  defaultBy: 'campaign',
  parts: {
    bookings: { metric: campaignBookings, beside: true },
    costs: { metric: campaignCosts },
    unallocated: { metric: unallocatedCosts },
  },
  compute({ bookings, costs, unallocated }, { settings }) {
    const beside = [
      { words: { en: 'unallocated', ja: '未配賦' }, unit: 'money' as const, value: unallocated?.value ?? null },
    ]
    if (bookings?.value == null || costs?.value == null || costs.value <= 0) {
      return { value: null, reason: 'no_data', beside }
    }
    const gained = settings.grossMargin * bookings.value - costs.value
    return { value: gained / costs.value, numerator: gained, denominator: costs.value, beside }
  },
})
