import { formatPeriod, formatPeriodShort } from '../calendar/format.ts'
import type { Period } from '../calendar/period.ts'
import { isFuture, isRunning, lastComplete, toDate } from '../calendar/periods.ts'
import type { Context } from '../define/context.ts'
import type { Metric } from '../define/metric.ts'
import type { TimeWindow } from '../query/window.ts'
import { bilingual } from './words.ts'

/** The period a KPI means when none is asked for (METRICS rule 1). A state is looked at now, within this quarter. */
export function defaultPeriod(metric: Metric, { today, company }: Context): Period {
  if (metric.defaultPeriod === 'trailing 12 months') return lastComplete('month', 12, today, company.calendar)
  if (metric.defaultPeriod === 'last quarter') return lastComplete('quarter', 1, today, company.calendar)
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
  return isRunning(period, now, company.calendar.zone) ? named + say[locale].running : named
}

/** When a KPI's value is from, in a cell: a state that is looked at now is of now, whatever the period. */
export function whenShort(metric: Metric, { period, asOf }: TimeWindow, context: Context): string {
  const now = isState(metric) && isRunning(period, asOf, context.company.calendar.zone)
  return now ? say[context.locale].now : periodShort(period, context)
}

export const periodShort = (period: Period, { locale, company }: Context): string =>
  formatPeriodShort(period, locale, company.calendar)

/** What a comparison is with: a running period's equal is cut at the same point. */
export function otherPeriodText(other: Period, running: boolean, context: Context): string {
  return running ? say[context.locale].samePoint(periodShort(other, context)) : periodShort(other, context)
}

const say = bilingual({
  en: {
    running: ', so far',
    now: 'now',
    future: ', still to come',
    samePoint: (period: string) => `the same point of ${period}`,
  },
  ja: {
    running: '・途中経過',
    now: '現在',
    future: '・これから',
    samePoint: (period) => `${period}の同時点`,
  },
})
