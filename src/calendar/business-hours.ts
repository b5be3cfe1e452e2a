import { Temporal } from 'temporal-polyfill'
import { isBusinessDay } from './business-days.ts'
import type { CompanyCalendar } from './company.ts'

/** Hours of `[from, to)` that lie on business days; such a day counts whole, 24 hours or as many as the clocks leave it. */
export function businessHoursBetween(from: Temporal.Instant, to: Temporal.Instant, cal: CompanyCalendar): number {
  const last = to.toZonedDateTimeISO(cal.zone).toPlainDate()
  let hours = 0
  for (
    let day = from.toZonedDateTimeISO(cal.zone).toPlainDate();
    Temporal.PlainDate.compare(day, last) <= 0;
    day = day.add({ days: 1 })
  ) {
    if (!isBusinessDay(day, cal)) continue
    const begins = day.toZonedDateTime(cal.zone).toInstant()
    const ends = day.add({ days: 1 }).toZonedDateTime(cal.zone).toInstant()
    const began = Temporal.Instant.compare(from, begins) > 0 ? from : begins
    const ended = Temporal.Instant.compare(to, ends) < 0 ? to : ends
    hours += Math.max(0, ended.since(began).total('hours'))
  }
  return hours
}
