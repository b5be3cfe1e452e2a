import { Temporal } from 'temporal-polyfill'
import { businessDaysIn } from '../../../calendar/business-days.ts'
import type { CompanyCalendar } from '../../../calendar/company.ts'
import type { Period } from '../../../calendar/period.ts'
import {
  instants,
  lastComplete,
  periodContaining,
  preceding,
  sameLastYear,
  spanBetween,
} from '../../../calendar/periods.ts'
import type { Metric } from '../../../define/metric.ts'
import type { Against, Over } from '../../../define/rule.ts'
import type { TimeWindow } from '../../../query/window.ts'

/** An instant that a rule looks from. */
export interface Moment {
  readonly now: Temporal.Instant
  readonly today: Temporal.PlainDate
}

/** Undefined while there is none yet: on the first day of a quarter nothing of it is over. */
export function presentWindow(
  over: Over,
  metric: Metric,
  moment: Moment,
  cal: CompanyCalendar,
): TimeWindow | undefined {
  const { now, today } = moment
  if (over === 'now') return { period: periodContaining('quarter', today, cal), asOf: now }
  const period = presentPeriod(over, metric, today, cal)
  return period && { period, asOf: now }
}

function presentPeriod(
  over: Exclude<Over, 'now'>,
  metric: Metric,
  today: Temporal.PlainDate,
  cal: CompanyCalendar,
): Period | undefined {
  if (over === 'last week') return lastComplete('week', 1, today, cal)
  if (over === 'last month') return lastComplete('month', 1, today, cal)
  if (over === 'quarter to date' || over === 'month to date') {
    const { from } = periodContaining(over === 'quarter to date' ? 'quarter' : 'month', today, cal)
    return Temporal.PlainDate.compare(from, today) < 0 ? spanBetween(from, today) : undefined
  }
  const end = today.subtract({ days: ripening(metric) })
  return spanBetween(end.subtract({ days: over.days }), end)
}

/** A younger cohort would look worse than it is. */
export const ripening = (metric: Metric): number => ('cohortDays' in metric ? (metric.cohortDays ?? 0) : 0)

/** The window of the other side; undefined for a target, which is told with the figure. */
export function otherWindowOf(
  against: Against,
  over: Over,
  window: TimeWindow,
  { today }: Moment,
  cal: CompanyCalendar,
): TimeWindow | undefined {
  const { period, asOf } = window
  switch (against) {
    case 'target':
    case 'target pace':
      return undefined
    case 'preceding period':
      return { period: over === 'now' ? period : earlier(over, window, today, cal), asOf }
    case 'same period last year':
      return over === 'now' ? ago(window, 364, cal) : { period: sameLastYear(period, cal), asOf }
    default:
      if ('daysAgo' in against) return ago(window, against.daysAgo, cal)
      return { period: spanBetween(period.from.subtract({ days: against.daysBefore }), period.from), asOf }
  }
}

/** The same question as it was asked so many days ago, at the same time of day. */
function ago({ period, asOf }: TimeWindow, days: number, { zone }: CompanyCalendar): TimeWindow {
  return { period, asOf: asOf.toZonedDateTimeISO(zone).subtract({ days }).toInstant() }
}

/** The period before; of one to date, as many business days of the one before. */
function earlier(over: Over, { period }: TimeWindow, today: Temporal.PlainDate, cal: CompanyCalendar): Period {
  if (over !== 'quarter to date' && over !== 'month to date') return preceding(period, cal)
  const before = preceding(periodContaining(over === 'quarter to date' ? 'quarter' : 'month', today, cal), cal)
  const gone = businessDaysIn(period.from, period.to, cal)
  let to = before.from.add({ days: 1 })
  while (businessDaysIn(before.from, to, cal) < gone && Temporal.PlainDate.compare(to, before.to) < 0) {
    to = to.add({ days: 1 })
  }
  return spanBetween(before.from, to)
}

/** The whole period that a target is set for: a quarter to date has the quarter's. */
export function targetWindow(over: Over, window: TimeWindow, { today }: Moment, cal: CompanyCalendar): TimeWindow {
  const { asOf } = window
  if (over === 'month to date') return { period: periodContaining('month', today, cal), asOf }
  if (over === 'quarter to date') return { period: periodContaining('quarter', today, cal), asOf }
  return window
}

/** The part of a period's business days that were over when `window` ended, 0..1. */
export function paceOf(whole: Period, window: TimeWindow, cal: CompanyCalendar): number {
  const end =
    Temporal.Instant.compare(window.asOf, instants(window.period, cal.zone).to) < 0
      ? window.asOf.toZonedDateTimeISO(cal.zone).toPlainDate()
      : window.period.to
  const all = businessDaysIn(whole.from, whole.to, cal)
  return all === 0 ? 0 : businessDaysIn(whole.from, end, cal) / all
}

/** Days that a window's figure was gathered over. */
export const daysOf = ({ period }: TimeWindow): number => period.from.until(period.to, { largestUnit: 'days' }).days

/** The days from the first window's first to the last one's last. */
export function spanOf(windows: readonly TimeWindow[]): Period {
  const { compare } = Temporal.PlainDate
  const from = windows.map(({ period }) => period.from).reduce((a, b) => (compare(a, b) < 0 ? a : b))
  const to = windows.map(({ period }) => period.to).reduce((a, b) => (compare(a, b) > 0 ? a : b))
  return spanBetween(from, to)
}

/** The latest instant that a window is seen from. */
export const latestOf = (windows: readonly TimeWindow[]): Temporal.Instant =>
  windows.map(({ asOf }) => asOf).reduce((a, b) => (Temporal.Instant.compare(a, b) > 0 ? a : b))

/** All instants that windows are seen from, each once, in order, as PostgreSQL reads them. */
export function looksFrom(windows: readonly TimeWindow[]): string[] {
  const distinct = new Map(windows.map(({ asOf }) => [asOf.epochNanoseconds, asOf]))
  return [...distinct.values()].sort(Temporal.Instant.compare).map(String)
}
