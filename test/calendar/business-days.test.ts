import { describe, expect, test } from 'vitest'
import {
  addBusinessDays,
  businessDaysIn,
  isBusinessDay,
  nextBusinessDay,
  nthBusinessDay,
  previousBusinessDay,
} from '../../src/calendar/business-days.ts'
import { companyCalendar } from '../../src/calendar/company.ts'
import { day, japanese, plain } from './calendars.ts'

describe('business days', () => {
  test.each([
    ['a Friday', '2026-11-20', true],
    ['a Saturday', '2026-11-21', false],
    ['a Sunday', '2026-11-22', false],
    ['Labour Thanksgiving Day, a Monday', '2026-11-23', false],
    ['a day between two holidays is one itself in Japan', '2026-09-22', false],
    ['a substitute holiday: Constitution Day 2026 is a Sunday', '2026-05-06', false],
    ['the Tuesday after', '2026-11-24', true],
  ] as const)('%s', (_, date, expected) => {
    expect(isBusinessDay(day(date), japanese)).toBe(expected)
  })

  test('November 2026 has 21 weekdays, of which the 3rd and the 23rd are holidays', () => {
    expect(businessDaysIn(day('2026-11-01'), day('2026-12-01'), plain)).toBe(21)
    expect(businessDaysIn(day('2026-11-01'), day('2026-12-01'), japanese)).toBe(19)
    expect(businessDaysIn(day('2026-12-01'), day('2026-11-01'), plain)).toBe(0)
  })

  test('counting on and back crosses weekends and holidays', () => {
    expect(`${nextBusinessDay(day('2026-11-20'), japanese)}`).toBe('2026-11-24')
    expect(`${previousBusinessDay(day('2026-11-24'), japanese)}`).toBe('2026-11-20')
    expect(`${addBusinessDays(day('2026-11-21'), 2, japanese)}`).toBe('2026-11-25')
    expect(`${addBusinessDays(day('2026-11-24'), -2, japanese)}`).toBe('2026-11-19')
    expect(`${addBusinessDays(day('2026-11-21'), 0, japanese)}`).toBe('2026-11-21')
  })

  test('the nth of a period, or none', () => {
    expect(`${nthBusinessDay(day('2026-11-01'), day('2026-12-01'), 19, japanese)}`).toBe('2026-11-30')
    expect(nthBusinessDay(day('2026-11-01'), day('2026-12-01'), 20, japanese)).toBeUndefined()
  })
})

describe('holidays', () => {
  test('the company adds its own and works on others', () => {
    const cal = companyCalendar({
      zone: 'Asia/Tokyo',
      holidays: { country: 'JP', days: ['2026-12-29'], workdays: ['2026-11-23'] },
    })
    expect(['2026-12-29', '2026-11-23', '2026-11-03'].map((date) => cal.isHoliday(day(date)))).toEqual([
      true,
      false,
      true,
    ])
  })

  test('a holiday observed in the year before: 1 January 2028 is a Saturday, so the US rests on 31 December 2027', () => {
    const cal = companyCalendar({ zone: 'America/New_York', holidays: { country: 'US' } })
    expect(cal.isHoliday(day('2027-12-31'))).toBe(true)
  })

  test('a state has more holidays than its country', () => {
    const massachusetts = companyCalendar({ zone: 'America/New_York', holidays: { country: 'US', state: 'ma' } })
    const country = companyCalendar({ zone: 'America/New_York', holidays: { country: 'US' } })
    // Patriots' Day, the third Monday of April.
    expect([massachusetts, country].map((cal) => cal.isHoliday(day('2026-04-20')))).toEqual([true, false])
  })

  test.each([
    ['an unknown country', { zone: 'UTC', holidays: { country: 'XX' } }, 'the country "XX"'],
    ['an unknown state', { zone: 'UTC', holidays: { country: 'US', state: 'zz' } }, 'the state "zz"'],
    ['an impossible date', { zone: 'UTC', holidays: { days: ['2026-02-30'] } }, '"2026-02-30" is no date'],
    ['an unknown zone', { zone: 'Tokyo' }, 'no time zone is called "Tokyo"'],
    ['a month that does not exist', { zone: 'UTC', fiscalYearStart: 13 }, 'fiscalYearStart is 13'],
    ['a weekday that does not exist', { zone: 'UTC', weekStart: 0 }, 'weekStart is 0'],
  ])('%s is refused by name', (_, options, message) => {
    expect(() => companyCalendar(options)).toThrow(message)
  })

  test('a calendar with only holidays says so instead of searching for ever', () => {
    const never = { ...plain, isHoliday: () => true }
    expect(() => nextBusinessDay(day('2026-11-20'), never)).toThrow('only holidays')
  })
})
