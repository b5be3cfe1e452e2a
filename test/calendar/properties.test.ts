import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { companyCalendar } from '../../src/calendar/company.ts'
import { parsePeriod } from '../../src/calendar/parse.ts'
import type { Grain } from '../../src/calendar/period.ts'
import { instants, lastDays, periodContaining, shift, split } from '../../src/calendar/periods.ts'
import { parseSchedule } from '../../src/calendar/schedule.ts'

const grain = fc.constantFrom<Grain>('day', 'week', 'month', 'quarter', 'half', 'year')
const day = fc.integer({ min: 0, max: 40_000 }).map((days) => Temporal.PlainDate.from('1970-01-01').add({ days }))
const zone = fc.constantFrom('Asia/Tokyo', 'America/New_York', 'Europe/London', 'Asia/Kolkata', 'Australia/Lord_Howe')
const calendar = fc
  .record({
    zone,
    fiscalYearStart: fc.integer({ min: 1, max: 12 }),
    fiscalYearLabel: fc.constantFrom<'start' | 'end'>('start', 'end'),
    weekStart: fc.integer({ min: 1, max: 7 }),
  })
  .map(companyCalendar)
const count = fc.integer({ min: 1, max: 14 })
const period = fc
  .tuple(calendar, grain, day, count, fc.boolean(), fc.boolean())
  .map(([cal, unit, at, n, calendarYear, span]) => ({
    cal,
    period: span ? lastDays(n, at) : periodContaining(unit, at, cal, n, { calendarYear }),
  }))
const instant = fc
  .integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2040, 0, 1) })
  .map((at) => Temporal.Instant.fromEpochMilliseconds(at))

describe('periods', () => {
  test('a unit contains the day it was asked for, and count units tile it', () => {
    fc.assert(
      fc.property(calendar, grain, day, count, (cal, unit, at, n) => {
        const whole = periodContaining(unit, at, cal, n)
        expect(Temporal.PlainDate.compare(whole.from, at)).toBeLessThanOrEqual(0)
        expect(Temporal.PlainDate.compare(at, whole.to)).toBe(-1)
        expect(split(whole, unit, cal)).toHaveLength(n)
      }),
    )
  })

  test('shifting there and back is where it began, and neighbours touch', () => {
    fc.assert(
      fc.property(period, fc.integer({ min: -30, max: 30 }), ({ cal, period: it }, n) => {
        expect(shift(shift(it, n, cal), -n, cal)).toEqual(it)
        expect(shift(it, 1, cal).from.equals(it.to)).toBe(true)
      }),
    )
  })

  test('splitting leaves no gap and no overlap, and covers the period with no unit to spare', () => {
    fc.assert(
      fc.property(
        period,
        fc.constantFrom<Grain>('week', 'month', 'quarter', 'half', 'year'),
        ({ cal, period: it }, unit) => {
          const units = split(it, unit, cal)
          const [first] = units
          const last = units.at(-1)
          if (first === undefined || last === undefined) throw new Error('a period has a unit')
          for (const [index, each] of units.entries()) {
            if (index > 0) expect(each.from.equals(units[index - 1]?.to ?? '')).toBe(true)
          }
          expect(Temporal.PlainDate.compare(first.from, it.from)).toBeLessThanOrEqual(0)
          expect(Temporal.PlainDate.compare(first.to, it.from)).toBe(1)
          expect(Temporal.PlainDate.compare(last.from, it.to)).toBe(-1)
          expect(Temporal.PlainDate.compare(last.to, it.to)).toBeGreaterThanOrEqual(0)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('neighbouring periods share their instant', () => {
    fc.assert(
      fc.property(period, ({ cal, period: it }) => {
        expect(instants(it, cal.zone).to.equals(instants(shift(it, 1, cal), cal.zone).from)).toBe(true)
      }),
    )
  })
})

describe('schedules', () => {
  const text = fc.constantFrom(
    'daily at 02:30',
    'daily at 00:00',
    'weekdays at 09:00',
    'business days at 01:30',
    'sun at 02:00',
    '31st of month at 23:30',
    '1st business day of quarter at 09:00',
    'hourly at :45',
    'every 20 minutes',
  )

  test('next and previous are each other’s inverse', () => {
    fc.assert(
      fc.property(text, calendar, instant, (words, cal, at) => {
        const schedule = parseSchedule(words, cal)
        const next = schedule.next(at)
        const previous = schedule.previous(at)
        expect(Temporal.Instant.compare(next, at)).toBe(1)
        expect(Temporal.Instant.compare(previous, at)).toBeLessThanOrEqual(0)
        expect(`${schedule.previous(next)} ${schedule.next(previous)}`).toBe(`${next} ${next}`)
        expect(`${schedule.previous(next.subtract({ nanoseconds: 1 }))}`).toBe(`${previous}`)
      }),
      { numRuns: 400 },
    )
  })
})

test('no words crash the parser', () => {
  const word = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.constantFrom(
      'last',
      'Q3',
      '2026',
      '..',
      'to',
      '4',
      'days',
      'from',
      '直近',
      '年度',
      '月',
      '31',
      'feb',
      'FY',
      '〜',
    ),
  )
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), day, calendar, (tokens, today, cal) => {
      const parsed = parsePeriod(tokens, 0, { today, cal })
      if (parsed === undefined) return
      expect(parsed.used).toBeGreaterThan(0)
      if ('period' in parsed) expect(Temporal.PlainDate.compare(parsed.period.from, parsed.period.to)).toBe(-1)
    }),
    { numRuns: 1000 },
  )
})
