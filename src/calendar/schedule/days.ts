import { Temporal } from 'temporal-polyfill'
import { addBusinessDays, isBusinessDay } from '../business-days.ts'
import type { CompanyCalendar } from '../company.ts'
import { periodContaining } from '../periods.ts'
import type { DayRule, DaySchedule, Timer } from './rule.ts'

// A "last business day of year" is at most a year away; the rest is for years with many holidays.
const horizon = 800

export function dayTimer({ days, time }: DaySchedule, cal: CompanyCalendar, zone: string): Timer {
  const falls = dayTest(days, cal)
  const at = (day: Temporal.PlainDate) => day.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant()
  const localDay = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(zone).toPlainDate()

  const seek = (from: Temporal.PlainDate, step: 1 | -1, fits: (due: Temporal.Instant) => boolean): Temporal.Instant => {
    for (let away = 0; away < horizon; away += 1) {
      const day = from.add({ days: step * away })
      if (!falls(day)) continue
      const due = at(day)
      if (fits(due)) return due
    }
    throw new Error(`the schedule falls on no day within ${horizon} days of ${from}`)
  }

  return {
    // A time that its own day skips may fire on the day after: hence one day back.
    next: (after) => seek(localDay(after).subtract({ days: 1 }), 1, (due) => Temporal.Instant.compare(due, after) > 0),
    previous: (before) => seek(localDay(before), -1, (due) => Temporal.Instant.compare(due, before) <= 0),
  }
}

function dayTest(rule: DayRule, cal: CompanyCalendar): (day: Temporal.PlainDate) => boolean {
  if (rule.on === 'daily') return () => true
  if (rule.on === 'business days') return (day) => isBusinessDay(day, cal)
  if (rule.on === 'weekdays') return (day) => rule.days.includes(day.dayOfWeek)
  const { n, business, grain } = rule
  // One day of each unit: kept while the same unit is asked about, because a search asks for each of its days.
  let known: { readonly unit: string; readonly day: Temporal.PlainDate } | undefined
  return (day) => {
    const unit = periodContaining(grain, day, cal)
    const key = unit.from.toString()
    if (known?.unit !== key) known = { unit: key, day: dayOfUnit(unit.from, unit.to, n, business, cal) }
    return known.day.equals(day)
  }
}

/** The `n`th day of `[from, to)`, -1 the last; the last one too where it has fewer than `n`. */
function dayOfUnit(
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
  n: number,
  business: boolean,
  cal: CompanyCalendar,
): Temporal.PlainDate {
  const last = business ? addBusinessDays(to, -1, cal) : to.subtract({ days: 1 })
  if (n < 0) return last
  const day = business ? addBusinessDays(from.subtract({ days: 1 }), n, cal) : from.add({ days: n - 1 })
  return Temporal.PlainDate.compare(day, last) < 0 ? day : last
}
