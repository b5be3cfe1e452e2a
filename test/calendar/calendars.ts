import { Temporal } from 'temporal-polyfill'
import { companyCalendar } from '../../src/calendar/company.ts'

export const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
export const instant = (text: string): Temporal.Instant => Temporal.Instant.from(text)

/** January to December, Monday weeks, no holidays. */
export const plain = companyCalendar({ zone: 'Asia/Tokyo' })
/** April to March, FY26 starts in 2026, Japanese holidays. */
export const japanese = companyCalendar({
  zone: 'Asia/Tokyo',
  fiscalYearStart: 4,
  fiscalYearLabel: 'start',
  holidays: { country: 'JP' },
})
/** February to January, FY26 ends in 2026, Sunday weeks. */
export const retail = companyCalendar({
  zone: 'America/New_York',
  fiscalYearStart: 2,
  fiscalYearLabel: 'end',
  weekStart: 7,
})
export const british = companyCalendar({ zone: 'Europe/London', fiscalYearStart: 4, fiscalYearLabel: 'end' })
