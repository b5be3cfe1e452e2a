import { defineMetric } from '../define/metric.ts'
import { marketingCosts } from './measures/spend.ts'
import { marketingBookings } from './measures/won-by.ts'

/** (Gross margin × bookings sourced by marketing − marketing costs) ÷ marketing costs, all in the period. */
export default defineMetric({
  kind: 'formula',
  label: { en: 'Marketing ROI', ja: 'マーケティング効率比' },
  description: {
    en: '(Gross margin × bookings sourced by marketing − marketing costs) ÷ marketing costs. Renewals do not count.',
    ja: '（粗利率 × マーケティング創出の受注金額 − マーケティング費用）÷ マーケティング費用。更新商談は含みません。',
  },
  aliases: ['marketing return', 'MROI'],
  team: 'revenue',
  unit: 'percent',
  better: 'up',
  sides: {
    en: (above, below) => `${above} gained on costs of ${below}`,
    ja: (above, below) => `費用${below}に対する利益${above}`,
  },
  parts: { bookings: { metric: marketingBookings }, costs: { metric: marketingCosts } },
  compute({ bookings, costs }, { settings }) {
    if (bookings?.value == null || costs?.value == null || costs.value <= 0) return { value: null, reason: 'no_data' }
    const gained = settings.grossMargin * bookings.value - costs.value
    return { value: gained / costs.value, numerator: gained, denominator: costs.value }
  },
})
