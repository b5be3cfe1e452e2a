import { defineMetric } from '../define/metric.ts'
import bookings from './bookings.ts'
import creditedBookings from './measures/credited-bookings.ts'
import creditedClosing from './measures/credited-closing.ts'

/** Open amount closing in what is left of the period ÷ (bookings target − bookings so far). */
export default defineMetric({
  kind: 'formula',
  label: { en: 'Pipeline coverage', ja: 'パイプラインカバレッジ' },
  description: {
    en: 'Open amount with a close date in what is left of the period ÷ (bookings target − bookings so far). A close date in the past is no coverage.',
    ja: '期間の残りにクローズ予定の進行中商談の金額 ÷（受注目標 − これまでの受注金額）。予定日が過ぎた商談は含みません。',
  },
  aliases: ['coverage', 'カバレッジ'],
  team: 'sales',
  unit: 'multiple',
  better: 'up',
  defaultPeriod: 'this quarter',
  parts: { open: { metric: creditedClosing, beside: true }, bookings: { metric: creditedBookings } },
  target: bookings,
  compute({ open, bookings: won }, { target }) {
    if (target === null) return { value: null, reason: 'no_target' }
    const left = target - (won?.value ?? 0)
    if (left <= 0) return { value: null, numerator: open?.value ?? 0, denominator: left, reason: 'target_met' }
    if (open?.value == null) return { value: null }
    return { value: open.value / left, numerator: open.value, denominator: left }
  },
})
