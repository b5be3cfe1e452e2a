import { Temporal } from 'temporal-polyfill'
import type { CompanyCalendar } from './company.ts'
import type { Grain, Period } from './period.ts'
import { addUnits, isFiscal, unitStart } from './units.ts'

export interface UnitOptions {
  /** Quarters, halves and years of the calendar even where the company's fiscal year starts in another month. */
  readonly calendarYear?: boolean
}

/** The unit that contains `day`; with a `count`, the last of so many units is the one that contains it. */
export function periodContaining(
  grain: Grain,
  day: Temporal.PlainDate,
  cal: CompanyCalendar,
  count = 1,
  options: UnitOptions = {},
): Period {
  const fiscal = isFiscal(grain, cal) && options.calendarYear !== true
  const last = unitStart(grain, day, cal, fiscal)
  return { from: addUnits(last, grain, 1 - count), to: addUnits(last, grain, 1), grain, count, fiscal }
}

/** Two dates given by hand; `to` is exclusive. Throws a RangeError unless it is after `from`. */
export function spanBetween(from: Temporal.PlainDate, to: Temporal.PlainDate): Period {
  const count = from.until(to).days
  if (count < 1) throw new RangeError(`a period cannot run from ${from} to ${to}, exclusive`)
  return { from, to, grain: 'span', count, fiscal: false }
}

/** The period of the same kind and count, `n` such periods later (earlier when negative). */
export function shift(period: Period, n: number, _cal: CompanyCalendar): Period {
  const { grain, count } = period
  return { ...period, from: addUnits(period.from, grain, n * count), to: addUnits(period.to, grain, n * count) }
}

export function preceding(period: Period, cal: CompanyCalendar): Period {
  return shift(period, -1, cal)
}

/**
 * What the period is compared with a year earlier. Days, weeks and spans move by 364 days, so that every weekday meets
 * the same weekday (a week 10 after a year of 53 weeks therefore meets a week 11); months and longer units by a year.
 */
export function sameLastYear(period: Period, _cal: CompanyCalendar): Period {
  const { grain } = period
  const year = grain === 'day' || grain === 'week' || grain === 'span' ? { days: 364 } : { months: 12 }
  return { ...period, from: period.from.subtract(year), to: period.to.subtract(year) }
}

/**
 * The whole units of `grain` that overlap the period, in order and without gaps; the first and the last may reach
 * beyond it. A calendar year, half or quarter is split into calendar units, anything else into the company's.
 */
export function split(period: Period, grain: Grain, cal: CompanyCalendar): Period[] {
  const calendarYear = isFiscal(period.grain, cal) && !period.fiscal
  const units: Period[] = []
  let unit = periodContaining(grain, period.from, cal, 1, { calendarYear })
  for (; Temporal.PlainDate.compare(unit.from, period.to) < 0; unit = shift(unit, 1, cal)) units.push(unit)
  return units
}

/** The `n` complete days before the first `unfinished` one: "last 28 days". */
export function lastDays(n: number, unfinished: Temporal.PlainDate): Period {
  return spanBetween(unfinished.subtract({ days: n }), unfinished)
}

/** The `n` complete units before the one of the first `unfinished` day: "last 4 quarters", the trailing 12 complete months. */
export function lastComplete(
  grain: Grain,
  n: number,
  unfinished: Temporal.PlainDate,
  cal: CompanyCalendar,
  options: UnitOptions = {},
): Period {
  const running = periodContaining(grain, unfinished, cal, 1, options)
  return periodContaining(grain, running.from.subtract({ days: 1 }), cal, n, options)
}

/** The unit that runs, whole: its future days are in it, and empty. */
export function toDate(grain: Grain, today: Temporal.PlainDate, cal: CompanyCalendar): Period {
  return periodContaining(grain, today, cal)
}

interface Instants {
  readonly from: Temporal.Instant
  readonly to: Temporal.Instant
}

/** An answer asks for the instants of its few periods hundreds of times. */
const known = new WeakMap<Period, { readonly zone: string; readonly instants: Instants }>()

/** The period's first instant and the first one after it: the starts of those days in `zone`, also where one has no midnight. */
export function instants(period: Period, zone: string): Instants {
  const found = known.get(period)
  if (found?.zone === zone) return found.instants
  const { from, to } = period
  const starts = { from: from.toZonedDateTime(zone).toInstant(), to: to.toZonedDateTime(zone).toInstant() }
  known.set(period, { zone, instants: starts })
  return starts
}

export function isRunning(period: Period, now: Temporal.Instant, zone: string): boolean {
  const { from, to } = instants(period, zone)
  return Temporal.Instant.compare(from, now) <= 0 && Temporal.Instant.compare(now, to) < 0
}

/** Whether it has not begun yet. */
export function isFuture(period: Period, now: Temporal.Instant, zone: string): boolean {
  return Temporal.Instant.compare(now, instants(period, zone).from) < 0
}
