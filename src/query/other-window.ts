import { Temporal } from 'temporal-polyfill'
import { equalPoint } from '../calendar/business-days.ts'
import type { CompanyCalendar } from '../calendar/company.ts'
import { instants, isRunning, preceding, sameLastYear } from '../calendar/periods.ts'
import type { Metric, Part } from '../define/metric.ts'
import { type EngineSettings, earlier, type TimeWindow } from './window.ts'

export type Against = 'preceding' | 'last year'

/**
 * The window to compare with (METRICS rules 8 and 10): a running period meets the other one cut at the same local time on
 * the business day of the same ordinal; an immature cohort meets the other at equal age; else both are as known now.
 */
export function otherWindow(window: TimeWindow, cal: CompanyCalendar, against: Against, metric?: Metric): TimeWindow {
  const { period, asOf } = window
  const other = against === 'preceding' ? preceding(period, cal) : sameLastYear(period, cal)
  if (isRunning(period, asOf, cal.zone)) return { period: other, asOf: equalPoint(period, asOf, other, cal) }
  const cohortDays = metric && 'cohortDays' in metric ? metric.cohortDays : undefined
  if (cohortDays === undefined || !isImmature(window, cohortDays, cal)) return { period: other, asOf }
  const age = instants(period, cal.zone).to.until(asOf)
  return { period: other, asOf: instants(other, cal.zone).to.add(age) }
}

const isImmature = ({ period, asOf }: TimeWindow, days: number, cal: CompanyCalendar): boolean => {
  const ripe = period.to.add({ days }).toZonedDateTime(cal.zone).toInstant()
  return Temporal.Instant.compare(asOf, ripe) < 0
}

/** The windows of parts that are not the formula's own, by it: equal windows are one object, and asked once. */
const others = new WeakMap<TimeWindow, Map<Part['over'], TimeWindow>>()

/** The window of a formula's part: the formula's own, the period before, or the trailing year up to its end. */
export function partWindow({ over }: Part, window: TimeWindow, settings: EngineSettings): TimeWindow {
  if (over === undefined) return window
  const known = others.get(window) ?? new Map<Part['over'], TimeWindow>()
  others.set(window, known)
  const found =
    known.get(over) ??
    (over === 'preceding period'
      ? otherWindow(window, settings.calendar, 'preceding')
      : trailingYear(window, settings.zone))
  known.set(over, found)
  return found
}

function trailingYear(window: TimeWindow, zone: string): TimeWindow {
  const end = earlier(instants(window.period, zone).to, window.asOf)
  const lastDay = end.subtract({ nanoseconds: 1 }).toZonedDateTimeISO(zone).toPlainDate()
  const from = lastDay.subtract({ days: 364 })
  const period = { from, to: lastDay.add({ days: 1 }), grain: 'span', count: 365, fiscal: false } as const
  return { period, asOf: Temporal.Instant.compare(window.asOf, end) > 0 ? window.asOf : end }
}
