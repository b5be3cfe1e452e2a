import { defineMetric } from '../define/metric.ts'
import bookings from './bookings.ts'
import creditedBookings from './measures/credited-bookings.ts'

/** Bookings ÷ the target of bookings for the same scope and period (METRICS rule 9). */
export default defineMetric({
  kind: 'formula',
  label: { en: 'Quota attainment', ja: '目標達成率' },
  description: {
    en: 'Bookings ÷ the bookings target of the same scope and period. Targets are never prorated.',
    ja: '受注金額 ÷ 同じ範囲・期間の受注目標。目標を日割りにすることはありません。',
  },
  aliases: ['attainment', 'quota', '達成率'],
  team: 'sales',
  unit: 'percent',
  better: 'up',
  defaultPeriod: 'this quarter',
  parts: { bookings: { metric: creditedBookings, beside: true } },
  target: bookings,
  compute({ bookings: won }, { target }) {
    if (target === null) return { value: null, reason: 'no_target' }
    if (target <= 0 || won?.value == null) return { value: null, reason: 'no_target' }
    return { value: won.value / target, numerator: won.value, denominator: target }
  },
})
