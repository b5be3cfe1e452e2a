import { Temporal } from 'temporal-polyfill'
import { equalPoint } from '../calendar/business-days.ts'
import type { CompanyCalendar } from '../calendar/company.ts'
import type { Period } from '../calendar/period.ts'
import { instants, isRunning, preceding, sameLastYear } from '../calendar/periods.ts'
import type { Metric } from '../define/metric.ts'
import type { Reading } from '../define/reading.ts'
import type { TimeWindow } from '../query/window.ts'
import { twoProportionP, wilson } from './statistics.ts'

export type Against = 'preceding' | 'last year'

/**
 * The window to compare with (METRICS rules 8 and 10): a running period meets the other one cut at the same local time on
 * the business day of the same ordinal; an immature cohort meets the other at equal age; else both are as known now.
 */
export function otherWindow(window: TimeWindow, cal: CompanyCalendar, against: Against, metric?: Metric): TimeWindow {
  const { period, asOf } = window
  const other = against === 'preceding' ? preceding(period, cal) : sameLastYear(period, cal)
  if (isRunning(period, asOf, cal.zone)) return { period: other, asOf: equalPoint(period, asOf, other, cal) }
  const cohortDays = metric && metric.kind !== 'formula' ? metric.cohortDays : undefined
  if (cohortDays === undefined || !isImmature(period, asOf, cohortDays, cal)) return { period: other, asOf }
  const age = instants(period, cal.zone).to.until(asOf)
  return { period: other, asOf: instants(other, cal.zone).to.add(age) }
}

const isImmature = (period: Period, asOf: Temporal.Instant, days: number, cal: CompanyCalendar): boolean => {
  const ripe = period.to.add({ days }).toZonedDateTime(cal.zone).toInstant()
  return Temporal.Instant.compare(asOf, ripe) < 0
}

export interface Comparison {
  readonly previous: Reading
  readonly absolute: number
  /** Null on a base of 0 or less. */
  readonly relative: number | null
  /** Ratios of counts only: whether the change is larger than chance explains at 95 %. */
  readonly largerThanChance: boolean | null
  readonly better: boolean | null
}

/** The change between two readings of one metric; undefined where either has no value. */
export function compare(metric: Metric, current: Reading, previous: Reading): Comparison | undefined {
  if (metric.comparable === false || current.value === null || previous.value === null) return undefined
  const absolute = current.value - previous.value
  const relative = previous.value > 0 ? current.value / previous.value - 1 : null
  const better = absolute === 0 ? null : absolute > 0 === (metric.better === 'up')
  return { previous, absolute, relative, largerThanChance: significance(metric, current, previous), better }
}

function significance(metric: Metric, current: Reading, previous: Reading): boolean | null {
  if (metric.kind !== 'ratio' || !metric.counts) return null
  const p = twoProportionP(proportion(current), proportion(previous))
  return p === null ? null : p < 0.05
}

const proportion = (reading: Reading): { successes: number; n: number } => ({
  successes: reading.numerator ?? 0,
  n: reading.denominator ?? 0,
})

/** The 95 % interval of a ratio of counts. */
export function interval(metric: Metric, reading: Reading): { low: number; high: number } | null {
  if (metric.kind !== 'ratio' || !metric.counts || reading.value === null) return null
  return wilson(reading.numerator ?? 0, reading.denominator ?? 0)
}

/** The reading of the same group among others: by its keys, for two people may read the same. */
export const sameGroup = (reading: Pick<Reading, 'keys'>, others: readonly Reading[]): Reading | undefined => {
  const wanted = JSON.stringify(reading.keys)
  return others.find(({ keys }) => JSON.stringify(keys) === wanted)
}
