import { defineMetric } from '../define/metric.ts'
import committed from './measures/committed.ts'
import creditedBookings from './measures/credited-bookings.ts'

const notOver = {
  en: 'forecast accuracy is for a period that is over',
  ja: 'フォーキャスト精度は終了した期間で計算します',
}

/**
 * max(0, 1 − |F − A| ÷ A) of a period that is over: F = Σ over owners of the latest commit for exactly the period,
 * submitted before its 15th day; A = bookings. Beside it the bias (F − A) ÷ A.
 */
export default defineMetric({
  kind: 'formula',
  label: { en: 'Forecast accuracy', ja: 'フォーキャスト精度' },
  description: {
    en: '1 − |commit − bookings| ÷ bookings, not below 0, for a period that is over. Commit = what owners had submitted for exactly that period by its 14th day.',
    ja: '1 − |コミット − 受注金額| ÷ 受注金額（下限0）。終了した期間について、期初14日以内に提出されたコミットで計算します。',
  },
  aliases: ['accuracy', '予測精度'],
  team: 'sales',
  unit: 'percent',
  better: 'up',
  sides: {
    en: (above, below) => `${above} committed, ${below} booked`,
    ja: (above, below) => `コミット${above}、受注${below}`,
  },
  // Only a period that is over can be judged.
  defaultPeriod: 'last quarter',
  parts: { committed: { metric: committed }, bookings: { metric: creditedBookings, beside: true } },
  compute({ committed: said, bookings: won }, { closed }) {
    if (!closed) return { value: null, reason: 'no_data', notes: [notOver] }
    if (!said?.n || said.value === null || won?.value == null || won.value <= 0)
      return { value: null, reason: 'no_data' }
    const bias = (said.value - won.value) / won.value
    return {
      value: Math.max(0, 1 - Math.abs(bias)),
      numerator: said.value,
      denominator: won.value,
      beside: [{ words: { en: 'bias', ja: '偏り' }, unit: 'percent', value: bias }],
    }
  },
})
