import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { companyCalendar } from '../../src/calendar/company.ts'
import { parseSchedule, type Schedule } from '../../src/calendar/schedule.ts'
import { dueOnDays, eachMinute, minute, zones } from './two-years.ts'

// Two years that hold four clock changes in New York and in London, a 29 February, and a New Year's Day on a weekend.
const from = Date.UTC(2027, 0, 1, 12)
const to = Date.UTC(2029, 0, 1, 12)
const day = 24 * 60 * minute

const holidays = ['2027-01-01', '2027-11-01', '2027-12-31', '2028-02-29', '2028-03-01', '2028-07-04', '2028-12-29']
const weekday = (midnight: number): number => new Date(midnight).getUTCDay()
const iso = (midnight: number): string => new Date(midnight).toISOString().slice(0, 10)
const isBusiness = (midnight: number): boolean => weekday(midnight) % 6 !== 0 && !holidays.includes(iso(midnight))
const sameMonth = (a: number, b: number): boolean => iso(a).slice(0, 7) === iso(b).slice(0, 7)

/** Business days of the same month before, or after, a day. */
const others = (midnight: number, step: number): number => {
  let count = 0
  for (let at = midnight + step; sameMonth(at, midnight); at += step) if (isBusiness(at)) count += 1
  return count
}

const onDays: [text: string, atMinute: number, falls: (midnight: number) => boolean][] = [
  ['daily at 02:30', 150, () => true],
  ['daily at 01:30', 90, () => true],
  ['daily at 00:00', 0, () => true],
  ['weekdays at 09:00', 540, (at) => weekday(at) % 6 !== 0],
  ['business days at 09:00', 540, isBusiness],
  ['sundays at 02:00', 120, (at) => weekday(at) === 0],
  ['monday, wednesday and friday at 08:30', 510, (at) => [1, 3, 5].includes(weekday(at))],
  ['1st of month at 09:00', 540, (at) => iso(at).endsWith('-01')],
  ['last day of month at 23:59', 1439, (at) => iso(at + day).endsWith('-01')],
  ['1st business day of month at 09:00', 540, (at) => isBusiness(at) && others(at, -day) === 0],
  ['last business day of month at 17:00', 1020, (at) => isBusiness(at) && others(at, day) === 0],
]
const exact: [text: string, every: number, offset: number, until: number][] = [
  ['hourly at :15', 60, 15, to],
  // One year of these is enough: it has both changes of the clock.
  ['every 30 minutes', 30, 0, Date.UTC(2027, 11, 1)],
]

/** Every instant in (from, until) at which it fires, by asking for the next one over and over. */
function firings(schedule: Schedule, until: number): number[] {
  const due: number[] = []
  let at = schedule.next(Temporal.Instant.fromEpochMilliseconds(from))
  for (; at.epochMilliseconds < until; at = schedule.next(at)) due.push(at.epochMilliseconds)
  return due
}

describe.each(zones)('two years in $name, minute by minute', (zone) => {
  const cal = companyCalendar({ zone: zone.name, holidays: { days: holidays } })

  test.each(onDays)('%s', (text, atMinute, falls) => {
    const schedule = parseSchedule(text, cal)
    const expected = dueOnDays(zone, from - 2 * day, to + day, atMinute, falls).filter((at) => at > from && at < to)
    expect(firings(schedule, to)).toEqual(expected)
    for (const [index, at] of expected.entries()) {
      const due = Temporal.Instant.fromEpochMilliseconds(at)
      expect(schedule.previous(due).epochMilliseconds).toBe(at)
      const before = expected[index - 1]
      if (before !== undefined) expect(schedule.previous(due.subtract({ seconds: 1 })).epochMilliseconds).toBe(before)
    }
  })

  test.each(exact)('%s', (text, every, offset, until) => {
    const expected: number[] = []
    eachMinute(zone, from + minute, until, (at, minuteOfDay) => {
      if (minuteOfDay % every === offset) expected.push(at)
    })
    expect(firings(parseSchedule(text, cal), until)).toEqual(expected)
  })
})
