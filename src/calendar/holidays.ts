import { createRequire } from 'node:module'
import type Holidays from 'date-holidays'
import { Temporal } from 'temporal-polyfill'

export interface HolidayOptions {
  /** ISO 3166 code, "JP". Absent: no public holidays. */
  readonly country?: string | undefined
  /** Code of a state of that country, "ca". */
  readonly state?: string | undefined
  /** The company's own days off, ISO dates: added. */
  readonly days?: readonly string[] | undefined
  /** Public holidays on which the company works, ISO dates: removed, and stronger than `days`. */
  readonly workdays?: readonly string[] | undefined
}

/**
 * A test of "is this day a holiday", computed once per year and kept.
 * Only holidays of type "public" count: banks, schools and observances do not close a company.
 * Throws an Error that names an unknown country or state, or an impossible date.
 */
export function holidayTest(options: HolidayOptions): (day: Temporal.PlainDate) => boolean {
  const added = new Set((options.days ?? []).map(isoDay))
  const removed = new Set((options.workdays ?? []).map(isoDay))
  const publicHolidays = publicHolidayTest(options)
  return (day) => {
    const key = day.toString()
    return !removed.has(key) && (added.has(key) || publicHolidays(day.year, key))
  }
}

function publicHolidayTest({ country, state }: HolidayOptions): (year: number, key: string) => boolean {
  if (country === undefined) return () => false
  const source = sourceOf(country, state)
  const computed = new Map<number, readonly string[]>()
  const named = (year: number): readonly string[] => {
    const known = computed.get(year)
    if (known !== undefined) return known
    const days = source
      .getHolidays(year)
      .filter((holiday) => holiday.type === 'public')
      .flatMap((holiday) => daysOff(holiday.date, holiday.end.getTime() - holiday.start.getTime()))
    computed.set(year, days)
    return days
  }
  const byYear = new Map<number, ReadonlySet<string>>()
  return (year, key) => {
    let days = byYear.get(year)
    if (days === undefined) {
      // A New Year's Day on a Saturday may be observed on 31 December, which is listed under the other year.
      days = new Set([year - 1, year, year + 1].flatMap(named))
      byYear.set(year, days)
    }
    return days.has(key)
  }
}

/** Only where a country is named: it takes 0.2 s to load. */
const load = (): typeof Holidays => createRequire(import.meta.url)('date-holidays')

// The library knows nothing of an unknown country and says nothing about it: every day would silently be a workday.
function sourceOf(country: string, state: string | undefined): Holidays {
  const PublicHolidays = load()
  const source = new PublicHolidays()
  if (!(country in source.getCountries())) throw new Error(`no holidays are known for the country "${country}"`)
  if (state === undefined) return new PublicHolidays(country)
  const states = source.getStates(country) ?? {}
  if (!Object.keys(states).some((code) => code.toLowerCase() === state.toLowerCase())) {
    throw new Error(`no holidays are known for the state "${state}" of "${country}"`)
  }
  return new PublicHolidays(country, state)
}

/** The days whose noon lies within the holiday: an afternoon off, or one that begins at sunset, is no day off. */
function daysOff(start: string, milliseconds: number): string[] {
  const from = Temporal.PlainDateTime.from(start.slice(0, 19).replace(' ', 'T'))
  const to = from.add({ milliseconds })
  const days: string[] = []
  let noon = from.withPlainTime('12:00')
  if (Temporal.PlainDateTime.compare(noon, from) < 0) noon = noon.add({ days: 1 })
  for (; Temporal.PlainDateTime.compare(noon, to) < 0; noon = noon.add({ days: 1 })) {
    days.push(noon.toPlainDate().toString())
  }
  return days
}

function isoDay(text: string): string {
  try {
    return Temporal.PlainDate.from(text).toString()
  } catch {
    throw new Error(`"${text}" is no date: holidays are written as 2026-12-31`)
  }
}
