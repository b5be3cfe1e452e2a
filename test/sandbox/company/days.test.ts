import { expect, test } from 'vitest'
import { addMonths, isoDate, isWorking, LocalTime, quarterEnd, quarterStart } from '../../../sandbox/company/days.ts'

const day = (iso: string): number => Date.parse(iso) / 86_400_000

test.each([
  ['the end of January plus a month is the 28th, also in a leap year', '2028-01-31', 1, '2028-02-28'],
  ['a year after a leap day', '2028-02-29', 12, '2029-02-28'],
  ['backwards over the New Year', '2026-01-15', -2, '2025-11-15'],
])('%s', (_, from, months, to) => {
  expect(isoDate(addMonths(day(from), months))).toBe(to)
})

test.each([
  ['2026-04-01', '2026-04-01', '2026-07-01'],
  ['2026-03-31', '2026-01-01', '2026-04-01'],
  ['2027-12-31', '2027-10-01', '2028-01-01'],
])('the quarter of %s runs from %s to %s', (of, from, to) => {
  expect([isoDate(quarterStart(day(of))), isoDate(quarterEnd(day(of)))]).toEqual([from, to])
})

test('Saturdays, Sundays and Japanese holidays are no working days', () => {
  const week = ['2026-05-01', '2026-05-02', '2026-05-03', '2026-05-04', '2026-05-05', '2026-05-06', '2026-05-07']
  expect(week.map((each) => isWorking(day(each)))).toEqual([true, false, false, false, false, true, true])
})

test('local midnight follows the zone, through a change to summer time', () => {
  const berlin = new LocalTime('Europe/Berlin')
  expect(new Date(berlin.start(day('2026-03-29'))).toISOString()).toBe('2026-03-28T23:00:00.000Z')
  expect(new Date(berlin.start(day('2026-03-30'))).toISOString()).toBe('2026-03-29T22:00:00.000Z')
  expect(isoDate(berlin.day(Date.parse('2026-03-29T21:59:59Z')))).toBe('2026-03-29')
  expect(isoDate(berlin.day(Date.parse('2026-03-29T22:00:00Z')))).toBe('2026-03-30')
})
