import { formatDay, formatPeriod, formatPeriodShort } from '../calendar/format.ts'
import type { Period } from '../calendar/period.ts'
import { isFuture, isRunning, lastComplete, toDate } from '../calendar/periods.ts'
import type { Context } from '../define/context.ts'
import type { Metric } from '../define/metric.ts'
import type { TimeWindow } from '../query/window.ts'
import { bilingual } from './words.ts'

/** The period a KPI means when none is asked for (METRICS rule 1). A state is looked at now, within this quarter. */
export function defaultPeriod(metric: Metric, { today, unfinished, company }: Context): Period {
  if (metric.defaultPeriod === 'trailing 12 months') return lastComplete('month', 12, unfinished, company.calendar)
  if (metric.defaultPeriod === 'last quarter') return lastComplete('quarter', 1, unfinished, company.calendar)
  return toDate('quarter', today, company.calendar)
}

/** A figure as it stands rather than over a period. */
export const isState = (metric: Metric): boolean =>
  'fact' in metric
    ? metric.fact.time === 'state' && metric.defaultPeriod !== 'this quarter'
    : metric.defaultPeriod === 'now'

/** The period with its dates, and whether it still runs. */
export function periodText(period: Period, context: Context): string {
  const { locale, company, now } = context
  const named = formatPeriod(period, locale, company.calendar)
  if (isFuture(period, now, company.calendar.zone)) return named + say[locale].future
  return runs(period, context) ? named + say[locale].running : named
}

/** When a KPI's value is from, with its dates: a state that is looked at now is of now, whatever the period. */
export function whenText(metric: Metric, { period, asOf }: TimeWindow, context: Context): string {
  const { locale, company } = context
  if (isState(metric) && context.endOfDay) return formatDay(context.today, locale)
  const asOfDay = asOf.toZonedDateTimeISO(company.calendar.zone).toPlainDate()
  const running = asOfDay.until(period.to).sign > 0
  return isState(metric) && running ? say[locale].nowIs(formatDay(asOfDay, locale)) : periodText(period, context)
}

/** The same in a cell, beside `whenLegend`; what still runs says so. */
export function whenShort(metric: Metric, { period, asOf }: TimeWindow, context: Context): string {
  const { now, running } = say[context.locale]
  if (isState(metric) && isRunning(period, asOf, context.company.calendar.zone)) {
    return context.endOfDay ? formatDay(context.today, context.locale) : now
  }
  return periodShort(period, context) + (runs(period, context) ? running : '')
}

/** Said beside a figure that is not final; nothing where it is, or where it is a state. */
export const soFar = (metric: Metric, { period }: TimeWindow, context: Context): string =>
  !isState(metric) && runs(period, context) ? say[context.locale].soFar : ''

/** The periods of several KPIs with their dates, each once (METRICS rule 1). */
export function whenLegend(asked: Iterable<readonly [Metric, TimeWindow | undefined]>, context: Context): string {
  const texts = [...asked].flatMap(([metric, window]) => (window ? [whenText(metric, window, context)] : []))
  return [...new Set(texts)].join(' · ')
}

const runs = (period: Period, { now, company }: Context): boolean => isRunning(period, now, company.calendar.zone)

export const periodShort = (period: Period, { locale, company }: Context): string =>
  formatPeriodShort(period, locale, company.calendar)

/** What a comparison is with: a running period's equal is cut at the same point. */
export function otherPeriodText(other: Period, running: boolean, context: Context): string {
  return running ? say[context.locale].samePoint(periodShort(other, context)) : periodShort(other, context)
}

const say = bilingual({
  en: {
    running: ', so far',
    soFar: ' (so far)',
    now: 'now',
    nowIs: (day: string) => `Now, ${day}`,
    future: ', still to come',
    samePoint: (period: string) => `the same point of ${period}`,
  },
  ja: {
    running: '・途中経過',
    soFar: '（途中経過）',
    now: '現在',
    nowIs: (day) => `現在（${day}）`,
    future: '・これから',
    samePoint: (period) => `${period}の同時点`,
  },
})
