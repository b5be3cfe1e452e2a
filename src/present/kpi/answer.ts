import { context as contextBlock, header, section } from '../../blocks/build.ts'
import { formatDay } from '../../calendar/format.ts'
import { isRunning, split } from '../../calendar/periods.ts'
import type { Context } from '../../define/context.ts'
import type { Message, MessageBlock } from '../../define/message.ts'
import type { Metric } from '../../define/metric.ts'
import type { Reading } from '../../define/reading.ts'
import { compare, interval } from '../../insight/comparison.ts'
import type { Readings } from '../../query/engine.ts'
import type { TimeWindow } from '../../query/window.ts'
import { formatValue, type NumberStyle } from '../format.ts'
import { isState, otherPeriodText, periodShort, periodText } from '../periods.ts'
import { spoken } from '../plain.ts'
import { provenance, relationsOf, scopeText, staleWarning } from '../provenance.ts'
import { reasonText } from '../reasons.ts'
import { styleOf } from '../style.ts'
import { bilingual } from '../words.ts'
import { breakdownTable } from './breakdown.ts'
import { chanceText, changeText } from './change.ts'
import { trendChart } from './trend.ts'

export interface KpiAnswer {
  readonly metric: Metric
  readonly window: TimeWindow
  readonly other: TimeWindow
  readonly by: readonly string[]
  /** In words: `region = JP`. */
  readonly filters: string
  /** Windows: 0 the period, 1 the one compared with. */
  readonly readings: Readings
  /** The whole, where the answer is broken down. */
  readonly whole: Readings
  readonly trend?: { readonly windows: readonly TimeWindow[]; readonly readings: Readings }
}

/** One KPI, as a message: the value first, then how it changed and whether that means anything, then the parts. */
export function kpiMessage(context: Context, answer: KpiAnswer): Message {
  const { metric, by, readings, whole } = answer
  const { locale } = context
  const style = styleOf(context)
  const label = metric.label[locale]
  const when = whenText(context, answer)
  const total = whole.one(metric, 0)
  const relations = relationsOf(metric)
  const lines = headline(context, answer, total, style)
  const where = [scopeText(context, context.scope), answer.filters].filter(Boolean).join(' · ')
  const charts = answer.trend ? [trendChart(context, metric, answer.trend)] : []
  const blocks: MessageBlock[] = [
    ...staleWarning(context, relations),
    header(label),
    contextBlock([`${when} · ${where}`]),
    section(lines.join('\n')),
    ...charts.map((_, chart) => ({ type: 'chart', chart }) as const),
    ...(by.length > 0 ? breakdownTable(context, metric, readings, by) : []),
    provenance(context, { relations, readings: [total], n: total.n, extra: say[locale].todaysOwners(by) }),
  ]
  return {
    text: spoken(locale, [label, when], lines.map((line) => ended(line, locale)).join(locale === 'ja' ? '' : ' ')),
    blocks,
    charts,
    readings: [...readings.of(metric, 0)],
  }
}

function whenText(context: Context, { metric, window }: KpiAnswer): string {
  const { locale, company } = context
  const asOfDay = window.asOf.toZonedDateTimeISO(company.calendar.zone).toPlainDate()
  const running = asOfDay.until(window.period.to).sign > 0
  return isState(metric) && running ? say[locale].now(formatDay(asOfDay, locale)) : periodText(window.period, context)
}

function headline(
  context: Context,
  { metric, window, other, whole }: KpiAnswer,
  total: Reading,
  style: NumberStyle,
): string[] {
  const { locale } = context
  const words = say[locale]
  if (total.value === null) return [reasonText(total, metric, periodShort(window.period, context), locale)]
  const comparison = compare(metric, total, whole.one(metric, 1))
  const runs = isRunning(window.period, window.asOf, context.company.calendar.zone)
  const range = interval(metric, total)
  const beside = total.beside
    .filter(({ value }) => value !== null && value !== 0)
    .map(({ words: what, unit, value }) => `${what[locale]} ${formatValue(value, unit, style, 'short')}`)
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
    ...(comparison ? [chanceText(comparison, locale)].filter((text) => text !== undefined) : []),
    ...(total.mature ? [] : [words.immature]),
    ...(details.length > 0 ? [details.join(' · ')] : []),
  ]
}

const percent = (value: number, style: NumberStyle): string => formatValue(value, 'percent', style)

/** "312 of 1,254" beside a ratio: what it was divided from. */
function fraction(reading: Reading, metric: Metric, style: NumberStyle, locale: 'en' | 'ja'): string {
  const unit = metric.kind === 'ratio' && metric.counts ? 'count' : 'money'
  const [above, below] = [reading.numerator, reading.denominator].map((value) =>
    formatValue(value, unit, style, 'short'),
  )
  return metric.unit === 'percent' || metric.unit === 'multiple' ? `   ${say[locale].of(above ?? '', below ?? '')}` : ''
}

/** A line as a sentence, for who hears it read. */
const ended = (line: string, locale: 'en' | 'ja'): string => {
  const text = line.replaceAll(/ {2,}/g, ' ')
  return /[.。]$/.test(text) ? text : `${text}${locale === 'ja' ? '。' : '.'}`
}

/** The grains a period of several is made of: the last 4 quarters are 4 points. */
export function trendWindows(context: Context, window: TimeWindow): TimeWindow[] {
  const { grain } = window.period
  if (grain === 'span' || window.period.count < 2) return []
  return split(window.period, grain, context.company.calendar).map((period) => ({ period, asOf: window.asOf }))
}

/** Breakdowns that are as of today, whatever the period (METRICS rule 5). */
const todays = new Set(['team', 'manager', 'segment', 'region', 'industry'])

const say = bilingual({
  en: {
    now: (day: string) => `Now, ${day}`,
    of: (above: string, below: string) => `(${above} of ${below})`,
    p90: (value: string) => `9 in 10 within ${value}`,
    interval: (low: string, high: string) => `95% interval ${low} – ${high}`,
    immature: 'This cohort has not had its full time yet: the figure can still rise.',
    todaysOwners: (by: readonly string[]): string[] =>
      by.some((name) => todays.has(name)) ? ['teams, managers and segments are today’s'] : [],
  },
  ja: {
    now: (day) => `現在（${day}）`,
    of: (above, below) => `（${below}中 ${above}）`,
    p90: (value) => `9割は${value}以内`,
    interval: (low, high) => `95%信頼区間 ${low}〜${high}`,
    immature: 'このコホートはまだ期間が満了しておらず、今後数値が上がる可能性があります。',
    todaysOwners: (by) =>
      by.some((name) => todays.has(name)) ? ['チーム・マネージャー・セグメントは現時点のもの'] : [],
  },
})
