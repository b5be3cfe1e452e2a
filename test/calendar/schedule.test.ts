import { describe, expect, test } from 'vitest'
import { parseSchedule } from '../../src/calendar/schedule.ts'
import { instant, japanese, plain, retail } from './calendars.ts'

// Saturday 21 November 2026, 14:03 in Tokyo. Monday the 23rd is a holiday in Japan.
const now = instant('2026-11-21T05:03:00Z')

describe('what people write, in Tokyo', () => {
  // [written, in English, in Japanese, the next after now, the one before; local]
  const rows: [text: string, en: string, ja: string, next: string, previous: string][] = [
    ['daily at 09:00', 'daily at 09:00', '毎日 9:00', '2026-11-22T09:00', '2026-11-21T09:00'],
    ['Every day at 9:00', 'daily at 09:00', '毎日 9:00', '2026-11-22T09:00', '2026-11-21T09:00'],
    ['at 5:30 pm every day', 'daily at 17:30', '毎日 17:30', '2026-11-21T17:30', '2026-11-20T17:30'],
    ['daily at 12am', 'daily at 00:00', '毎日 0:00', '2026-11-22T00:00', '2026-11-21T00:00'],
    ['weekdays at 09:00', 'weekdays at 09:00', '平日 9:00', '2026-11-23T09:00', '2026-11-20T09:00'],
    ['mon-fri 9am', 'weekdays at 09:00', '平日 9:00', '2026-11-23T09:00', '2026-11-20T09:00'],
    ['business days at 09:00', 'business days at 09:00', '営業日 9:00', '2026-11-24T09:00', '2026-11-20T09:00'],
    ['mondays at 08:00', 'Mondays at 08:00', '毎週月曜 8:00', '2026-11-23T08:00', '2026-11-16T08:00'],
    ['every monday at 8:00', 'Mondays at 08:00', '毎週月曜 8:00', '2026-11-23T08:00', '2026-11-16T08:00'],
    ['mondays at 8', 'Mondays at 08:00', '毎週月曜 8:00', '2026-11-23T08:00', '2026-11-16T08:00'],
    ['月曜 9:00', 'Mondays at 09:00', '毎週月曜 9:00', '2026-11-23T09:00', '2026-11-16T09:00'],
    ['sat 15:00', 'Saturdays at 15:00', '毎週土曜 15:00', '2026-11-21T15:00', '2026-11-14T15:00'],
    [
      'monday, wednesday and friday at 08:30',
      'Mondays, Wednesdays and Fridays at 08:30',
      '毎週月曜・水曜・金曜 8:30',
      '2026-11-23T08:30',
      '2026-11-20T08:30',
    ],
    ['1st of month at 09:00', '1st day of month at 09:00', '毎月1日 9:00', '2026-12-01T09:00', '2026-11-01T09:00'],
    ['31st of month at 09:00', '31st day of month at 09:00', '毎月31日 9:00', '2026-11-30T09:00', '2026-10-31T09:00'],
    [
      '1st business day of month at 09:00',
      '1st business day of month at 09:00',
      '毎月第1営業日 9:00',
      '2026-12-01T09:00',
      '2026-11-02T09:00',
    ],
    [
      'first business day of the month at 9am',
      '1st business day of month at 09:00',
      '毎月第1営業日 9:00',
      '2026-12-01T09:00',
      '2026-11-02T09:00',
    ],
    [
      'last business day of month at 17:00',
      'last business day of month at 17:00',
      '毎月最終営業日 17:00',
      '2026-11-30T17:00',
      '2026-10-30T17:00',
    ],
    [
      '2nd business day of quarter at 10:00',
      '2nd business day of quarter at 10:00',
      '毎四半期第2営業日 10:00',
      '2027-01-05T10:00',
      '2026-10-02T10:00',
    ],
    ['hourly', 'hourly', '毎時', '2026-11-21T15:00', '2026-11-21T14:00'],
    ['hourly at :15', 'hourly at :15', '毎時15分', '2026-11-21T14:15', '2026-11-21T13:15'],
    ['every 15 minutes', 'every 15 minutes', '15分ごと', '2026-11-21T14:15', '2026-11-21T14:00'],
    ['毎日 9:00', 'daily at 09:00', '毎日 9:00', '2026-11-22T09:00', '2026-11-21T09:00'],
    ['平日９：００', 'weekdays at 09:00', '平日 9:00', '2026-11-23T09:00', '2026-11-20T09:00'],
    ['営業日の9時', 'business days at 09:00', '営業日 9:00', '2026-11-24T09:00', '2026-11-20T09:00'],
    ['毎週月曜 8:00', 'Mondays at 08:00', '毎週月曜 8:00', '2026-11-23T08:00', '2026-11-16T08:00'],
    [
      '毎週月・水・金 8:30',
      'Mondays, Wednesdays and Fridays at 08:30',
      '毎週月曜・水曜・金曜 8:30',
      '2026-11-23T08:30',
      '2026-11-20T08:30',
    ],
    [
      '毎週月曜日と水曜日の午後5時半に',
      'Mondays and Wednesdays at 17:30',
      '毎週月曜・水曜 17:30',
      '2026-11-23T17:30',
      '2026-11-18T17:30',
    ],
    ['毎月1日 9:00', '1st day of month at 09:00', '毎月1日 9:00', '2026-12-01T09:00', '2026-11-01T09:00'],
    [
      '毎月第1営業日 9:00',
      '1st business day of month at 09:00',
      '毎月第1営業日 9:00',
      '2026-12-01T09:00',
      '2026-11-02T09:00',
    ],
    [
      '毎月末営業日 17:00',
      'last business day of month at 17:00',
      '毎月最終営業日 17:00',
      '2026-11-30T17:00',
      '2026-10-30T17:00',
    ],
    ['毎月末日 17:00', 'last day of month at 17:00', '毎月最終日 17:00', '2026-11-30T17:00', '2026-10-31T17:00'],
  ]
  const local = (text: string) => instant(`${text}:00+09:00`).toString()

  test.each(rows)('%s', (text, en, ja, next, previous) => {
    const schedule = parseSchedule(text, japanese)
    expect([schedule.describe('en'), schedule.describe('ja'), schedule.text]).toEqual([en, ja, text])
    expect([`${schedule.next(now)}`, `${schedule.previous(now)}`]).toEqual([local(next), local(previous)])
  })

  test.each(rows)('%s: its description means the same', (text, en, ja) => {
    expect(parseSchedule(en, japanese).describe('ja')).toBe(ja)
    expect(parseSchedule(ja, japanese).describe('en')).toBe(en)
    expect(parseSchedule(text, japanese).describe('en')).toBe(en)
  })
})

test.each([
  'daily',
  'daily at 25:00',
  'daily at 9:60',
  'at 13pm every day',
  'someday at 09:00',
  '0 9 * * *',
  'every 7 minutes',
  'every 0 minutes',
  'hourly at :60',
  '0th of month at 09:00',
  '32nd of month at 09:00',
  '日 9:00',
  '',
])('"%s" is refused, and the error says what to write', (text) => {
  expect(() => parseSchedule(text, plain)).toThrow(`"${text}" is no schedule. Write one of: "daily at 09:00"`)
})

test('next is strictly after, previous at or before', () => {
  const due = instant('2026-11-20T00:00:00Z')
  const schedule = parseSchedule('daily at 09:00', plain)
  expect(`${schedule.next(due)}`).toBe('2026-11-21T00:00:00Z')
  expect(`${schedule.next(due.subtract({ nanoseconds: 1 }))}`).toBe('2026-11-20T00:00:00Z')
  expect(`${schedule.previous(due)}`).toBe('2026-11-20T00:00:00Z')
  expect(`${schedule.previous(due.subtract({ nanoseconds: 1 }))}`).toBe('2026-11-19T00:00:00Z')
})

test('another zone than the company’s is named', () => {
  const schedule = parseSchedule('daily at 09:00', plain, 'Europe/London')
  expect(schedule.describe('en')).toBe('daily at 09:00 (Europe/London)')
  expect(`${schedule.next(now)}`).toBe('2026-11-21T09:00:00Z')
})

describe('when the clock changes', () => {
  const times = (text: string, zone: string, from: string, count: number): string[] => {
    const schedule = parseSchedule(text, plain, zone)
    const due: string[] = []
    for (let at = instant(from); due.length < count; due.push(at.toString())) at = schedule.next(at)
    return due
  }
  const rows: [sentence: string, text: string, zone: string, from: string, due: string[]][] = [
    [
      'New York skips 02:30 on 8 March 2026: it fires at 03:30 EDT, once',
      'daily at 02:30',
      'America/New_York',
      '2026-03-07T12:00:00Z',
      ['2026-03-08T07:30:00Z', '2026-03-09T06:30:00Z'],
    ],
    [
      'New York has 01:30 twice on 1 November 2026: it fires at the first, in EDT',
      'daily at 01:30',
      'America/New_York',
      '2026-10-31T12:00:00Z',
      ['2026-11-01T05:30:00Z', '2026-11-02T06:30:00Z'],
    ],
    [
      'London skips 01:30 on 29 March 2026',
      'daily at 01:30',
      'Europe/London',
      '2026-03-28T12:00:00Z',
      ['2026-03-29T01:30:00Z', '2026-03-30T00:30:00Z'],
    ],
    [
      'hourly goes on through both of the repeated hours',
      'hourly',
      'America/New_York',
      '2026-11-01T04:30:00Z',
      ['2026-11-01T05:00:00Z', '2026-11-01T06:00:00Z', '2026-11-01T07:00:00Z'],
    ],
    [
      'in India the hour is half an hour off UTC',
      'hourly at :15',
      'Asia/Kolkata',
      '2026-11-21T00:00:00Z',
      ['2026-11-21T00:45:00Z', '2026-11-21T01:45:00Z'],
    ],
    [
      // +11:00 until 4 April 2026 15:00Z, +10:30 after: the minutes :00 local are :00Z, then :30Z.
      'on Lord Howe Island the clock moves by half an hour, and the hour with it',
      'hourly',
      'Australia/Lord_Howe',
      '2026-04-04T13:30:00Z',
      ['2026-04-04T14:00:00Z', '2026-04-04T15:30:00Z', '2026-04-04T16:30:00Z'],
    ],
  ]
  test.each(rows)('%s', (_, text, zone, from, due) => {
    expect(times(text, zone, from, due.length)).toEqual(due)
  })
})

test('quarters of a schedule are the company’s own: from February', () => {
  const schedule = parseSchedule('last day of quarter at 09:00', retail)
  expect(`${schedule.next(now)}`).toBe('2027-01-31T14:00:00Z')
})
