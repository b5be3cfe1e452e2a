import { defineMetric } from '../define/metric.ts'
import revenue from './revenue.ts'

/** Revenue in the period ÷ revenue in the preceding period of the same kind − 1. */
export default defineMetric({
  kind: 'formula',
  label: { en: 'Revenue growth', ja: '売上成長率' },
  description: {
    en: 'Revenue in the period ÷ revenue in the preceding period of the same kind − 1. A running period is held against the same point of the one before.',
    ja: '期間の売上 ÷ 直前の同種の期間の売上 − 1。途中の期間は、直前の期間の同時点と比べます。',
  },
  aliases: ['growth', '成長率'],
  team: 'revenue',
  unit: 'percent',
  better: 'up',
  sides: {
    en: (above, below) => `${above} after ${below}`,
    ja: (above, below) => `${below}から${above}へ`,
  },
  parts: { now: { metric: revenue }, before: { metric: revenue, over: 'preceding period' } },
  compute({ now, before }, { days }) {
    // Growth on a base of 0 or less says nothing (METRICS rule 3), and a period that has not begun has not shrunk.
    if (now?.value == null || before?.value == null || before.value <= 0 || days === 0)
      return { value: null, reason: 'no_data' }
    return { value: now.value / before.value - 1, numerator: now.value, denominator: before.value }
  },
})
