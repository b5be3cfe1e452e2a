import { describe, expect, test } from 'vitest'
import { parsePeriod, periodExamples } from '../../src/calendar/parse.ts'
import { day, japanese, plain, retail } from './calendars.ts'
import { meaning, type Row } from './parse-rows.ts'

const today = '2026-11-21'

describe('English, a company whose year starts in January, on Saturday 21 November 2026', () => {
  const rows: Row[] = [
    ['today', '2026-11-21/2026-11-22 day×1'],
    ['Yesterday', '2026-11-20/2026-11-21 day×1'],
    ['this week', '2026-11-16/2026-11-23 week×1'],
    ['LAST WEEK', '2026-11-09/2026-11-16 week×1'],
    ['previous month', '2026-10-01/2026-11-01 month×1'],
    ['this quarter', '2026-10-01/2027-01-01 quarter×1'],
    ['last quarter', '2026-07-01/2026-10-01 quarter×1'],
    ['next quarter', '2027-01-01/2027-04-01 quarter×1'],
    ['this half', '2026-07-01/2027-01-01 half×1'],
    ['last half-year', '2026-01-01/2026-07-01 half×1'],
    ['last year', '2025-01-01/2026-01-01 year×1'],
    ['last 4 quarters', '2025-10-01/2026-10-01 quarter×4'],
    ['last 12 months', '2025-11-01/2026-11-01 month×12'],
    ['trailing twelve complete months', '2025-11-01/2026-11-01 month×12'],
    ['past 30 days', '2026-10-22/2026-11-21 span×30'],
    ['over the last 28 days', '2026-10-24/2026-11-21 span×28'],
    ['last 1 day', '2026-11-20/2026-11-21 span×1'],
    ['last 2 halves', '2025-07-01/2026-07-01 half×2'],
    ['next 2 quarters', '2027-01-01/2027-07-01 quarter×2'],
    ['ytd', '2026-01-01/2027-01-01 year×1'],
    ['quarter to date', '2026-10-01/2027-01-01 quarter×1'],
    ['mtd', '2026-11-01/2026-12-01 month×1'],
    ['WTD', '2026-11-16/2026-11-23 week×1'],
    ['2026', '2026-01-01/2027-01-01 year×1'],
    ['2026-10', '2026-10-01/2026-11-01 month×1'],
    ['2026/10', '2026-10-01/2026-11-01 month×1'],
    ['2026-10-05', '2026-10-05/2026-10-06 day×1'],
    ['2028-02-29', '2028-02-29/2028-03-01 day×1'],
    ['2026Q3', '2026-07-01/2026-10-01 quarter×1'],
    ['2026-Q3', '2026-07-01/2026-10-01 quarter×1'],
    ['Q3 2026', '2026-07-01/2026-10-01 quarter×1'],
    ['3Q 2026', '2026-07-01/2026-10-01 quarter×1'],
    ['Q4', '2026-10-01/2027-01-01 quarter×1'],
    ['FY26', '2026-01-01/2027-01-01 year×1'],
    ['FY2026 H1', '2026-01-01/2026-07-01 half×1'],
    ['2026H1', '2026-01-01/2026-07-01 half×1'],
    ['October', '2026-10-01/2026-11-01 month×1'],
    ['December', '2025-12-01/2026-01-01 month×1'],
    ['in Oct 2026', '2026-10-01/2026-11-01 month×1'],
    ['Oct 5, 2026', '2026-10-05/2026-10-06 day×1'],
    ['5th of October', '2026-10-05/2026-10-06 day×1'],
    ['29 February', '2024-02-29/2024-03-01 day×1'],
    ['2026-W45', '2026-11-02/2026-11-09 week×1'],
    ['W45', '2026-11-02/2026-11-09 week×1'],
    ['week 50', '2025-12-08/2025-12-15 week×1'],
    ['2026-W01', '2025-12-29/2026-01-05 week×1'],
    ['2026-W53', '2026-12-28/2027-01-04 week×1'],
    ['2026-10-01..2026-10-15', '2026-10-01/2026-10-16 span×15'],
    ['from 2026-10-01 to 2026-10-15', '2026-10-01/2026-10-16 span×15'],
    ['2026-10-01..15', '2026-10-01/2026-10-16 span×15'],
    ['1 Oct – 15 Oct 2025', '2025-10-01/2025-10-16 span×15'],
    ['20 Dec 2025 to 5 Jan', '2025-12-20/2026-01-06 span×17'],
    ['2026-08..2026-10', '2026-08-01/2026-11-01 month×3'],
    ['Q1 to Q3', '2026-01-01/2026-10-01 quarter×3'],
    ['2026-10 to 2026-11-15', '2026-10-01/2026-11-16 span×46'],
    ['since October', '2026-10-01/2026-11-22 span×52'],
    ['２０２６－１０', '2026-10-01/2026-11-01 month×1'],
  ]
  test.each(rows)('%s', (words, expected) => {
    expect(meaning(words, plain, today)).toBe(expected)
  })
})

describe('English, a fiscal year from April that is named after its start', () => {
  const rows: Row[] = [
    ['this quarter', '2026-10-01/2027-01-01 quarter×1*'],
    ['Q3', '2026-10-01/2027-01-01 quarter×1*'],
    ['Q4', '2026-01-01/2026-04-01 quarter×1*'],
    ['FY26', '2026-04-01/2027-04-01 year×1*'],
    ['FY26 Q4', '2027-01-01/2027-04-01 quarter×1*'],
    ['H2 FY25', '2025-10-01/2026-04-01 half×1*'],
    ['2026 Q3', '2026-07-01/2026-10-01 quarter×1'],
    ['CY26 Q3', '2026-07-01/2026-10-01 quarter×1'],
    ['2026', '2026-01-01/2027-01-01 year×1'],
    ['this year', '2026-04-01/2027-04-01 year×1*'],
    ['this calendar year', '2026-01-01/2027-01-01 year×1'],
    ['last 2 calendar years', '2024-01-01/2026-01-01 year×2'],
    ['FY25 Q3 .. FY26 Q2', '2025-10-01/2026-10-01 quarter×4*'],
  ]
  test.each(rows)('%s', (words, expected) => {
    expect(meaning(words, japanese, today)).toBe(expected)
  })
})

describe('English, a fiscal year from February that is named after its end, and Sunday weeks', () => {
  const rows: Row[] = [
    ['FY26', '2025-02-01/2026-02-01 year×1*'],
    ['FY27Q3', '2026-08-01/2026-11-01 quarter×1*'],
    ['this quarter', '2026-11-01/2027-02-01 quarter×1*'],
    ['last half', '2026-02-01/2026-08-01 half×1*'],
    ['this week', '2026-11-15/2026-11-22 week×1'],
    ['W47 2026', '2026-11-22/2026-11-29 week×1'],
  ]
  test.each(rows)('%s', (words, expected) => {
    expect(meaning(words, retail, today)).toBe(expected)
  })
})

describe('what is no period', () => {
  test.each([
    ['2026-13', 'invalid month'],
    ['2026-13-01', 'invalid month'],
    ['Q7', 'invalid quarter'],
    ['2026 Q0', 'invalid quarter'],
    ['H3', 'invalid half'],
    ['2025-W53', 'invalid week'],
    ['2026-02-29', 'invalid date'],
    ['30 February', 'invalid date'],
    ['2026-10-01..32', 'invalid date'],
    ['last 0 days', 'invalid count'],
    ['last 999999 days', 'invalid count'],
    ['from 2026-10-15 to 2026-10-01', 'invalid range'],
    ['since 2027-01-01', 'invalid range'],
  ])('%s looks like one and is %s', (words, expected) => {
    expect(meaning(words, plain, today)).toBe(expected)
  })

  test.each(['12', '1st', 'bookings', 'last', 'to', 'quarterly', 'q', '24h', '28 days', 'monday', '90', '10/5', ''])(
    '"%s" is none',
    (words) => {
      expect(meaning(words, plain, today)).toBeUndefined()
    },
  )

  test('an invalid one quotes what was typed', () => {
    expect(parsePeriod(['by', 'Last', '0', 'Days'], 1, { today: day(today), cal: plain })).toEqual({
      invalid: 'count',
      text: 'Last 0 Days',
      used: 3,
    })
  })
})

describe('among other words', () => {
  const at = (words: string, index: number) => {
    const parsed = parsePeriod(words.split(' '), index, { today: day(today), cal: plain })
    return parsed && 'period' in parsed ? `${parsed.used}: ${parsed.period.from}` : undefined
  }
  test.each([
    ['bookings last quarter by segment', 0, undefined],
    ['bookings last quarter by segment', 1, '2: 2026-07-01'],
    ['Q3 2026 by owner', 0, '2: 2026-07-01'],
    ['Q3 by owner', 0, '1: 2026-07-01'],
    ['this quarter vs last quarter', 0, '2: 2026-10-01'],
    ['this quarter vs last quarter', 3, '2: 2026-07-01'],
    ['bookings', 1, undefined],
  ] as const)('%s, from word %i', (words, index, expected) => {
    expect(at(words, index)).toBe(expected)
  })
})

test.each([...periodExamples.en, ...periodExamples.ja])('the example "%s" parses', (words) => {
  expect(meaning(words, japanese, today)).toMatch(/^20/)
})
