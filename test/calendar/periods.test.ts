import { describe, expect, test } from 'vitest'
import type { CompanyCalendar } from '../../src/calendar/company.ts'
import type { Grain, Period } from '../../src/calendar/period.ts'
import {
  instants,
  isFuture,
  isRunning,
  lastComplete,
  lastDays,
  periodContaining,
  preceding,
  sameLastYear,
  shift,
  spanBetween,
  split,
  toDate,
} from '../../src/calendar/periods.ts'
import { british, day, instant, japanese, plain, retail } from './calendars.ts'

const range = (period: Period): string => `${period.from}/${period.to}`

describe('the unit that contains a day', () => {
  const rows: [sentence: string, grain: Grain, day: string, cal: CompanyCalendar, expected: string][] = [
    ['a day is itself', 'day', '2028-02-29', plain, '2028-02-29/2028-03-01'],
    ['a Monday week that holds New Year', 'week', '2027-01-01', plain, '2026-12-28/2027-01-04'],
    ['a Monday begins its week', 'week', '2026-11-16', plain, '2026-11-16/2026-11-23'],
    ['a Sunday ends a Monday week', 'week', '2026-11-22', plain, '2026-11-16/2026-11-23'],
    ['a Sunday begins a Sunday week', 'week', '2026-11-22', retail, '2026-11-22/2026-11-29'],
    ['a leap February has 29 days', 'month', '2028-02-29', plain, '2028-02-01/2028-03-01'],
    ['a calendar quarter', 'quarter', '2026-11-21', plain, '2026-10-01/2027-01-01'],
    ['a quarter of a year from February', 'quarter', '2026-01-31', retail, '2025-11-01/2026-02-01'],
    ['the next one begins the day after', 'quarter', '2026-02-01', retail, '2026-02-01/2026-05-01'],
    ['the second half of a year from April crosses New Year', 'half', '2027-02-10', japanese, '2026-10-01/2027-04-01'],
    ['31 March is still last year', 'year', '2027-03-31', japanese, '2026-04-01/2027-04-01'],
    ['1 April is a new year', 'year', '2027-04-01', japanese, '2027-04-01/2028-04-01'],
    ['a year from February', 'year', '2026-01-15', retail, '2025-02-01/2026-02-01'],
  ]
  test.each(rows)('%s', (_, grain, date, cal, expected) => {
    expect(range(periodContaining(grain, day(date), cal))).toBe(expected)
  })

  test('with a count it is the last of so many', () => {
    expect(range(periodContaining('month', day('2026-11-21'), plain, 12))).toBe('2025-12-01/2026-12-01')
  })

  test('the calendar can be forced on a company with a fiscal year', () => {
    const year = periodContaining('year', day('2027-02-10'), japanese, 1, { calendarYear: true })
    expect(range(year)).toBe('2027-01-01/2028-01-01')
    expect(year.fiscal).toBe(false)
  })

  test('only quarters, halves and years are fiscal, and only where the year does not start in January', () => {
    const fiscal = (cal: CompanyCalendar) =>
      (['day', 'week', 'month', 'quarter', 'half', 'year'] as const).filter(
        (grain) => periodContaining(grain, day('2026-11-21'), cal).fiscal,
      )
    expect(fiscal(british)).toEqual(['quarter', 'half', 'year'])
    expect(fiscal(plain)).toEqual([])
  })
})

describe('other periods', () => {
  const today = day('2026-11-21')
  const rows: [sentence: string, period: Period, expected: string][] = [
    ['the last 28 days end yesterday', lastDays(28, today), '2026-10-24/2026-11-21'],
    [
      'the last 4 quarters leave out the running one',
      lastComplete('quarter', 4, today, plain),
      '2025-10-01/2026-10-01',
    ],
    ['the last 12 months leave out the running one', lastComplete('month', 12, today, plain), '2025-11-01/2026-11-01'],
    ['the last week is the complete one', lastComplete('week', 1, today, plain), '2026-11-09/2026-11-16'],
    ['to date is the whole running unit', toDate('quarter', today, plain), '2026-10-01/2027-01-01'],
    [
      'before January comes December',
      preceding(toDate('month', day('2026-01-31'), plain), plain),
      '2025-12-01/2026-01-01',
    ],
    [
      'March to February never clamps',
      shift(toDate('month', day('2028-03-31'), plain), -1, plain),
      '2028-02-01/2028-03-01',
    ],
    ['4 quarters move by 4', preceding(lastComplete('quarter', 4, today, plain), plain), '2024-10-01/2025-10-01'],
    [
      'a span moves by its length',
      preceding(spanBetween(day('2028-03-01'), day('2028-03-11')), plain),
      '2028-02-20/2028-03-01',
    ],
    ['a quarter a year earlier', sameLastYear(toDate('quarter', today, japanese), japanese), '2025-10-01/2026-01-01'],
    [
      'a leap February a year earlier',
      sameLastYear(toDate('month', day('2028-02-29'), plain), plain),
      '2027-02-01/2027-03-01',
    ],
    [
      'week 47 of 2026 meets week 47 of 2025',
      sameLastYear(toDate('week', today, plain), plain),
      '2025-11-17/2025-11-24',
    ],
    ['a Saturday meets a Saturday', sameLastYear(toDate('day', today, plain), plain), '2025-11-22/2025-11-23'],
    ['28 days meet as many of each weekday', sameLastYear(lastDays(28, today), plain), '2025-10-25/2025-11-22'],
  ]
  test.each(rows)('%s', (_, period, expected) => {
    expect(range(period)).toBe(expected)
  })

  test('a span needs a day', () => {
    expect(() => spanBetween(today, today)).toThrow(RangeError)
  })
})

describe('splitting', () => {
  const starts = (period: Period, grain: Grain, cal: CompanyCalendar) => split(period, grain, cal).map(range)

  test('a fiscal year has its own four quarters', () => {
    expect(starts(toDate('year', day('2026-05-01'), retail), 'quarter', retail)).toEqual([
      '2026-02-01/2026-05-01',
      '2026-05-01/2026-08-01',
      '2026-08-01/2026-11-01',
      '2026-11-01/2027-02-01',
    ])
  })

  test('a calendar year of that company has calendar quarters', () => {
    const year = periodContaining('year', day('2026-05-01'), retail, 1, { calendarYear: true })
    expect(starts(year, 'quarter', retail)[0]).toBe('2026-01-01/2026-04-01')
    expect(split(year, 'quarter', retail)).toHaveLength(4)
  })

  test('weeks that overlap a month are whole: 1 October 2026 is a Thursday, 31 October a Saturday', () => {
    const weeks = starts(toDate('month', day('2026-10-05'), plain), 'week', plain)
    expect(weeks).toHaveLength(5)
    expect(weeks[0]).toBe('2026-09-28/2026-10-05')
    expect(weeks[4]).toBe('2026-10-26/2026-11-02')
  })
})

describe('instants', () => {
  const hours = (period: Period, zone: string): number => {
    const { from, to } = instants(period, zone)
    return (to.epochMilliseconds - from.epochMilliseconds) / 3_600_000
  }
  const rows: [sentence: string, day: string, zone: string, hours: number][] = [
    ['an ordinary day', '2026-11-21', 'Asia/Tokyo', 24],
    ['the day New York loses an hour', '2026-03-08', 'America/New_York', 23],
    ['the day New York gains one', '2026-11-01', 'America/New_York', 25],
    ['the day London loses an hour', '2026-03-29', 'Europe/London', 23],
    ['the day London gains one', '2026-10-25', 'Europe/London', 25],
    ['a day without a midnight (Beirut, 27 March 2022 began at 01:00)', '2022-03-27', 'Asia/Beirut', 23],
  ]
  test.each(rows)('%s', (_, date, zone, expected) => {
    expect(hours(toDate('day', day(date), plain), zone)).toBe(expected)
  })

  test('midnights are those of the zone', () => {
    const { from, to } = instants(toDate('month', day('2026-11-21'), plain), 'Asia/Tokyo')
    expect(`${from} ${to}`).toBe('2026-10-31T15:00:00Z 2026-11-30T15:00:00Z')
  })

  test('a period runs from its first instant until just before its end', () => {
    const november = toDate('month', day('2026-11-21'), plain)
    const states = ['2026-10-31T14:59:59Z', '2026-10-31T15:00:00Z', '2026-11-30T14:59:59Z', '2026-11-30T15:00:00Z'].map(
      (at) => [isFuture(november, instant(at), 'Asia/Tokyo'), isRunning(november, instant(at), 'Asia/Tokyo')],
    )
    expect(states).toEqual([
      [true, false],
      [false, true],
      [false, true],
      [false, false],
    ])
  })
})
