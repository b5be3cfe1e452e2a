import { Temporal } from 'temporal-polyfill'
import type { CompanyCalendar } from './company.ts'
import type { Grain, Period } from './period.ts'

type MonthGrain = 'month' | 'quarter' | 'half' | 'year'

const monthsIn: Readonly<Record<MonthGrain, number>> = { month: 1, quarter: 3, half: 6, year: 12 }

/** Whether the company's own quarters, halves and years (`grain`) differ from the calendar's in name or days. */
export function isFiscal(grain: Grain | 'span', cal: CompanyCalendar): boolean {
  return (grain === 'quarter' || grain === 'half' || grain === 'year') && cal.fiscalYearStart !== 1
}

/** First day of the unit that contains `day`. */
export function unitStart(
  grain: Grain,
  day: Temporal.PlainDate,
  cal: CompanyCalendar,
  fiscal: boolean,
): Temporal.PlainDate {
  if (grain === 'day') return day
  if (grain === 'week') return day.subtract({ days: (day.dayOfWeek - cal.weekStart + 7) % 7 })
  const firstMonth = fiscal ? cal.fiscalYearStart : 1
  const monthOfYear = (day.month - firstMonth + 12) % 12
  return day.with({ day: 1 }).subtract({ months: monthOfYear % monthsIn[grain] })
}

/** `start` moved by `n` units. Month arithmetic is exact because units of months start on the 1st. */
export function addUnits(start: Temporal.PlainDate, grain: Grain | 'span', n: number): Temporal.PlainDate {
  if (grain === 'span' || grain === 'day') return start.add({ days: n })
  if (grain === 'week') return start.add({ days: 7 * n })
  return start.add({ months: monthsIn[grain] * n })
}

/** The year a unit is named after. A week belongs to the year of its fourth day: with Monday weeks that is ISO 8601. */
export function yearOf(period: Pick<Period, 'from' | 'grain' | 'fiscal'>, cal: CompanyCalendar): number {
  if (period.grain === 'week') return period.from.add({ days: 3 }).year
  if (!period.fiscal) return period.from.year
  return unitStart('year', period.from, cal, true).year + (cal.fiscalYearLabel === 'end' ? 1 : 0)
}

/** Which one of its year a unit is, from 1: W47 = 47, Q3 = 3, October = 10. Days, years and spans: 1. */
export function numberOf(period: Pick<Period, 'from' | 'grain' | 'fiscal'>, cal: CompanyCalendar): number {
  const { from, grain, fiscal } = period
  if (grain === 'week') return Math.ceil(from.add({ days: 3 }).dayOfYear / 7)
  if (grain === 'day' || grain === 'span') return 1
  const firstMonth = fiscal ? cal.fiscalYearStart : 1
  return Math.floor(((from.month - firstMonth + 12) % 12) / monthsIn[grain]) + 1
}

/** First day of the year that is called `label`. */
export function yearStart(label: number, fiscal: boolean, cal: CompanyCalendar): Temporal.PlainDate {
  if (!fiscal) return new Temporal.PlainDate(label, 1, 1)
  return new Temporal.PlainDate(cal.fiscalYearLabel === 'end' ? label - 1 : label, cal.fiscalYearStart, 1)
}

/** First day of the week `number` of `year`. The first week of a year is the one that contains 4 January. */
export function weekStartOf(year: number, number: number, cal: CompanyCalendar): Temporal.PlainDate {
  return addUnits(unitStart('week', new Temporal.PlainDate(year, 1, 4), cal, false), 'week', number - 1)
}
