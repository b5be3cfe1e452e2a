import { Temporal } from 'temporal-polyfill'
import type { CompanyCalendar } from './company.ts'
import type { Period } from './period.ts'
import { instants } from './periods.ts'

/** Monday to Friday, and no holiday. */
export function isBusinessDay(day: Temporal.PlainDate, cal: CompanyCalendar): boolean {
  return day.dayOfWeek <= 5 && !cal.isHoliday(day)
}

/** How many business days lie in `[from, to)`. 0 when `to` is not after `from`. */
export function businessDaysIn(from: Temporal.PlainDate, to: Temporal.PlainDate, cal: CompanyCalendar): number {
  let count = 0
  for (let day = from; Temporal.PlainDate.compare(day, to) < 0; day = day.add({ days: 1 })) {
    if (isBusinessDay(day, cal)) count += 1
  }
  return count
}

/** The `n`th business day (from 1) of `[from, to)`, or undefined when it has fewer. */
export function nthBusinessDay(
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
  n: number,
  cal: CompanyCalendar,
): Temporal.PlainDate | undefined {
  let seen = 0
  for (let day = from; Temporal.PlainDate.compare(day, to) < 0; day = day.add({ days: 1 })) {
    if (isBusinessDay(day, cal)) seen += 1
    if (seen === n) return day
  }
  return undefined
}

/** The `n`th business day strictly after `day`, or before it when negative; 0 gives `day` itself, whatever it is. */
export function addBusinessDays(day: Temporal.PlainDate, n: number, cal: CompanyCalendar): Temporal.PlainDate {
  let reached = day
  for (let left = Math.abs(n); left > 0; left -= 1) reached = neighbour(reached, Math.sign(n), cal)
  return reached
}

/** The first business day strictly after `day`. */
export function nextBusinessDay(day: Temporal.PlainDate, cal: CompanyCalendar): Temporal.PlainDate {
  return neighbour(day, 1, cal)
}

/** The last business day strictly before `day`. */
export function previousBusinessDay(day: Temporal.PlainDate, cal: CompanyCalendar): Temporal.PlainDate {
  return neighbour(day, -1, cal)
}

function neighbour(day: Temporal.PlainDate, step: number, cal: CompanyCalendar): Temporal.PlainDate {
  for (let away = 1; away <= 366; away += 1) {
    const candidate = day.add({ days: step * away })
    if (isBusinessDay(candidate, cal)) return candidate
  }
  throw new Error(`no business day within a year of ${day}: the calendar has only holidays`)
}

/**
 * Where `other` is cut when a running period is compared with it (METRICS, rule 10): the same local time on the
 * business day of the same ordinal, never after its end. On a weekend or holiday the business days so far are complete
 * on both sides: the cut is as many days after that business day, but not into the next one. Single days know no
 * ordinal and are cut at the same local time. A `running` period that is over cuts nothing; one that has not begun
 * leaves nothing of `other`.
 */
export function equalPoint(
  running: Period,
  now: Temporal.Instant,
  other: Period,
  cal: CompanyCalendar,
): Temporal.Instant {
  const ends = instants(running, cal.zone)
  const whole = instants(other, cal.zone)
  if (Temporal.Instant.compare(now, ends.to) >= 0) return whole.to
  if (Temporal.Instant.compare(now, ends.from) < 0) return whole.from
  const local = now.toZonedDateTimeISO(cal.zone)
  const cut = cutDay(running, local.toPlainDate(), other, cal)
  if (cut === undefined) return whole.to
  const at = cut.day.toZonedDateTime({ timeZone: cal.zone, plainTime: local.toPlainTime() }).toInstant()
  return earliest([at, cut.before.toZonedDateTime(cal.zone).toInstant(), whole.to])
}

/** The day on which `other` is cut and the day that the cut must not enter, or undefined where `other` is too short. */
function cutDay(
  running: Period,
  today: Temporal.PlainDate,
  other: Period,
  cal: CompanyCalendar,
): { day: Temporal.PlainDate; before: Temporal.PlainDate } | undefined {
  if (running.grain === 'day' && running.count === 1) return { day: other.from, before: other.to }
  const tomorrow = today.add({ days: 1 })
  const reached = businessDaysIn(running.from, tomorrow, cal)
  if (reached === 0) {
    const first = nextBusinessDay(other.from.subtract({ days: 1 }), cal)
    return { day: other.from.add({ days: running.from.until(today).days }), before: first }
  }
  const match = nthBusinessDay(other.from, other.to, reached, cal)
  if (match === undefined) return undefined
  const since = previousBusinessDay(tomorrow, cal).until(today).days
  return { day: match.add({ days: since }), before: nextBusinessDay(match, cal) }
}

function earliest(candidates: readonly [Temporal.Instant, ...Temporal.Instant[]]): Temporal.Instant {
  return candidates.reduce((least, each) => (Temporal.Instant.compare(each, least) < 0 ? each : least))
}
