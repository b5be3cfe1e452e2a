import { Temporal } from 'temporal-polyfill'
import { type HolidayOptions, holidayTest } from './holidays.ts'

/** What a company calls a day, a week and a year. */
export interface CompanyCalendar {
  /** IANA name, "Asia/Tokyo". */
  readonly zone: string
  /** Month 1..12. */
  readonly fiscalYearStart: number
  /** FY26 is the fiscal year that starts, or ends, in 2026. */
  readonly fiscalYearLabel: 'start' | 'end'
  /** ISO weekday: 1 = Monday .. 7 = Sunday. */
  readonly weekStart: number
  /** A public holiday of the company's country, plus its own days off. Saturdays and Sundays are not holidays. */
  isHoliday(day: Temporal.PlainDate): boolean
}

/** Absent: January, 'end', Monday, no holidays. */
export interface CompanyCalendarOptions {
  readonly zone: string
  readonly fiscalYearStart?: number | undefined
  readonly fiscalYearLabel?: 'start' | 'end' | undefined
  readonly weekStart?: number | undefined
  readonly holidays?: HolidayOptions | undefined
}

/** Throws an Error that names the value when the zone, month, weekday, country or a date does not exist. */
export function companyCalendar(options: CompanyCalendarOptions): CompanyCalendar {
  const { zone, fiscalYearStart = 1, fiscalYearLabel = 'end', weekStart = 1, holidays = {} } = options
  checkZone(zone)
  checkWithin('fiscalYearStart', fiscalYearStart, 12)
  checkWithin('weekStart', weekStart, 7)
  return { zone, fiscalYearStart, fiscalYearLabel, weekStart, isHoliday: holidayTest(holidays) }
}

function checkZone(zone: string): void {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
  } catch {
    throw new Error(`no time zone is called "${zone}": expected an IANA name such as "Asia/Tokyo"`)
  }
}

function checkWithin(name: string, value: number, most: number): void {
  if (!Number.isInteger(value) || value < 1 || value > most) {
    throw new Error(`${name} is ${value}: expected a whole number from 1 to ${most}`)
  }
}
