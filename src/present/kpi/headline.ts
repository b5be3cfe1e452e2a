import { isRunning } from '../../calendar/periods.ts'
import type { Context } from '../../define/context.ts'
import type { Metric } from '../../define/metric.ts'
import type { Reading } from '../../define/reading.ts'
import type { Locale } from '../../define/words.ts'
import { compare, interval } from '../../insight/comparison.ts'
import { formatChange, formatValue, type NumberStyle } from '../format.ts'
import { otherPeriodText, periodShort } from '../periods.ts'
import { noteText } from '../provenance.ts'
import { reasonText } from '../reasons.ts'
import { styleOf } from '../style.ts'
import { bilingual } from '../words.ts'
import type { KpiAnswer } from './answer.ts'
import { chanceText, changeText } from './change.ts'
import { immatureSentence } from './maturity.ts'
import { adds } from './rows.ts'

/** What an answer says first: the value, how it changed and whether that means anything, what stands beside it. */
export function headline(
  context: Context,
  { metric, window, other, whole }: Pick<KpiAnswer, 'metric' | 'window' | 'other' | 'whole'>,
): string[] {
  const { locale } = context
  const words = say[locale]
  const style = styleOf(context)
  const total = whole.one(metric, 0)
  const beside = besides(total, style, locale)
  if (total.value === null) {
    const reason = reasonText(total, metric, periodShort(window.period, context), locale)
    return [
      reason,
      ...total.notes.map((note) => noteText(note, locale)),
      ...(beside.length > 0 ? [beside.join(' · ')] : []),
    ]
  }
  const comparison = compare(metric, total, whole.one(metric, 1))
  const runs = isRunning(window.period, window.asOf, context.company.calendar.zone)
  const range = interval(metric, total)
  const p90 = total.p90 == null ? [] : [words.p90(formatValue(total.p90, metric.unit, style))]
  const details = [
    ...p90,
    ...beside,
    ...(range ? [words.interval(percent(range.low, style), percent(range.high, style))] : []),
  ]
  const parts = total.denominator === null || metric.unit === 'score' ? [] : [fraction(total, metric, style, locale)]
  return [
    `*${formatValue(total.value, metric.unit, style)}*${parts.join('')}`,
    ...(comparison ? [changeText(comparison, metric.unit, style, otherPeriodText(other.period, runs, context))] : []),
    ...(comparison ? [chanceText(comparison, metric.unit, style)].filter((text) => text !== undefined) : []),
    ...targetLine(total, metric, style, locale),
    ...immatureSentence(total, locale),
    ...(details.length > 0 ? [details.join(' · ')] : []),
  ]
}

const besides = ({ beside }: Reading, style: NumberStyle, locale: Locale): string[] =>
  beside
    .filter(({ value }) => value !== null && value !== 0)
    .map(({ words, unit, value }) => `${words[locale]} ${formatValue(value, unit, style, 'short')}`)

/** What is set for it, and how much of it is reached. */
function targetLine({ target, value }: Reading, metric: Metric, style: NumberStyle, locale: Locale): string[] {
  if (!target || value === null || target.value <= 0) return []
  const set = formatValue(target.value, metric.unit, style, 'short')
  const line = adds(metric)
    ? say[locale].reached(percent(value / target.value, style), set)
    : say[locale].against(set, formatChange(value - target.value, metric.unit, style))
  return [target.note ? `${line} (${target.note[locale]})` : line]
}

const percent = (value: number, style: NumberStyle): string => formatValue(value, 'percent', style)

/** "312 of 1,254" beside a ratio: what it was divided from; a growth is no share, and says so in words of its own. */
function fraction(reading: Reading, metric: Metric, style: NumberStyle, locale: Locale): string {
  const unit = metric.kind === 'ratio' && (metric.counts || metric.fact.amounts === undefined) ? 'count' : 'money'
  const [above, below] = [reading.numerator, reading.denominator].map((value) =>
    formatValue(value, unit, style, 'short'),
  )
  if (metric.unit !== 'percent' && metric.unit !== 'multiple') return ''
  const sides = metric.sides?.[locale](above ?? '', below ?? '')
  return `   ${sides === undefined ? say[locale].of(above ?? '', below ?? '') : say[locale].beside(sides)}`
}

const say = bilingual({
  en: {
    beside: (sides: string) => `(${sides})`,
    of: (above: string, below: string) => `(${above} of ${below})`,
    p90: (value: string) => `9 in 10 within ${value}`,
    interval: (low: string, high: string) => `95% interval ${low} – ${high}`,
    reached: (share: string, target: string) => `*${share}* of the target of ${target}`,
    against: (target: string, change: string) => `${change} against the target of ${target}`,
  },
  ja: {
    beside: (sides) => `（${sides}）`,
    of: (above, below) => `（${above} / ${below}）`,
    p90: (value) => `9割は${value}以内`,
    interval: (low, high) => `95%信頼区間 ${low}〜${high}`,
    reached: (share, target) => `目標${target}に対する達成率 *${share}*`,
    against: (target, change) => `目標${target}に対して${change}`,
  },
})
