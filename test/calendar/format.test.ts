import { describe, expect, test } from 'vitest'
import type { CompanyCalendar } from '../../src/calendar/company.ts'
import { formatDayShort, formatInstant, formatPeriod, formatPeriodShort } from '../../src/calendar/format.ts'
import { parsePeriod } from '../../src/calendar/parse.ts'
import type { Grain } from '../../src/calendar/period.ts'
import { periodContaining } from '../../src/calendar/periods.ts'
import { british, day, instant, japanese, plain, retail } from './calendars.ts'

const today = day('2026-11-21')
const parsed = (words: string, cal: CompanyCalendar) => {
  const result = parsePeriod(words.split(' '), 0, { today, cal })
  if (result === undefined || 'invalid' in result) throw new Error(`"${words}" is no period`)
  return result.period
}

describe('a period is printed with its name and its dates', () => {
  const rows: [words: string, cal: CompanyCalendar, en: string, ja: string][] = [
    ['today', plain, 'Sat 21 Nov 2026', '2026年11月21日(土)'],
    ['this week', plain, 'W47 2026 (16 – 22 Nov 2026)', '2026年第47週（2026年11月16日〜22日）'],
    ['2026-W53', plain, 'W53 2026 (28 Dec 2026 – 3 Jan 2027)', '2026年第53週（2026年12月28日〜2027年1月3日）'],
    ['this month', plain, 'Nov 2026 (1 – 30 Nov 2026)', '2026年11月（2026年11月1日〜30日）'],
    ['this quarter', plain, 'Q4 2026 (1 Oct – 31 Dec 2026)', '2026年第4四半期（2026年10月1日〜12月31日）'],
    ['this quarter', japanese, 'FY26 Q3 (1 Oct – 31 Dec 2026)', '2026年度第3四半期（2026年10月1日〜12月31日）'],
    ['this quarter', retail, 'FY27 Q4 (1 Nov 2026 – 31 Jan 2027)', '2027年度第4四半期（2026年11月1日〜2027年1月31日）'],
    ['this half', british, 'FY27 H2 (1 Oct 2026 – 31 Mar 2027)', '2027年度下期（2026年10月1日〜2027年3月31日）'],
    ['2026', japanese, '2026 (1 Jan – 31 Dec 2026)', '2026年（2026年1月1日〜12月31日）'],
    ['FY26', japanese, 'FY26 (1 Apr 2026 – 31 Mar 2027)', '2026年度（2026年4月1日〜2027年3月31日）'],
    ['last 28 days', plain, '28 days (24 Oct – 20 Nov 2026)', '28日間（2026年10月24日〜11月20日）'],
    ['last 1 day', plain, '1 day (20 Nov 2026)', '1日間（2026年11月20日）'],
    ['last 12 months', plain, '12 months (1 Nov 2025 – 31 Oct 2026)', '12か月（2025年11月1日〜2026年10月31日）'],
    [
      'last 4 quarters',
      japanese,
      '4 fiscal quarters (1 Oct 2025 – 30 Sep 2026)',
      '4四半期（2025年10月1日〜2026年9月30日）',
    ],
  ]
  test.each(rows)('%s', (words, cal, en, ja) => {
    expect(formatPeriod(parsed(words, cal), 'en', cal)).toBe(en)
    expect(formatPeriod(parsed(words, cal), 'ja', cal)).toBe(ja)
  })
})

describe('on an axis it is at most 20 characters', () => {
  const rows: [words: string, cal: CompanyCalendar, en: string, ja: string][] = [
    ['today', plain, '21 Nov', '11月21日'],
    ['this week', plain, 'W47', 'W47'],
    ['last month', plain, 'Oct 2026', '2026年10月'],
    ['this quarter', plain, 'Q4 2026', '2026年4Q'],
    ['this quarter', japanese, 'FY26 Q3', '2026年度3Q'],
    ['this half', japanese, 'FY26 H2', '2026年度下期'],
    ['last year', plain, '2025', '2025年'],
    ['last 28 days', plain, '24 Oct – 20 Nov', '10月24日〜11月20日'],
    ['last 400 days', plain, 'Oct 2025 – Nov 2026', '2025年10月〜2026年11月'],
    ['last 12 months', plain, 'Nov 2025–Oct 2026', '2025年11月〜2026年10月'],
    ['last 4 quarters', japanese, 'FY25 Q3–FY26 Q2', '2025年度3Q〜2026年度2Q'],
  ]
  test.each(rows)('%s', (words, cal, en, ja) => {
    const period = parsed(words, cal)
    expect([formatPeriodShort(period, 'en', cal), formatPeriodShort(period, 'ja', cal)]).toEqual([en, ja])
    expect(Math.max(en.length, ja.length)).toBeLessThanOrEqual(20)
  })
})

test('the name of every single unit parses back to it, in both languages and every calendar', () => {
  for (const cal of [plain, japanese, retail, british]) {
    for (const grain of ['day', 'week', 'month', 'quarter', 'half', 'year'] as const satisfies Grain[]) {
      for (let away = 0; away < 800; away += 13) {
        const unit = periodContaining(grain, day('2025-06-01').add({ days: away }), cal)
        for (const locale of ['en', 'ja'] as const) {
          const name = formatPeriod(unit, locale, cal).replace(/ ?[（(]\d.*$/, '')
          expect([name, parsed(name, cal)]).toEqual([name, unit])
        }
      }
    }
  }
})

describe('an instant says its zone as people there do', () => {
  test.each([
    ['Asia/Tokyo', 'Sat 21 Nov 2026, 14:03 JST'],
    ['America/New_York', 'Sat 21 Nov 2026, 00:03 EST'],
    ['Europe/London', 'Sat 21 Nov 2026, 05:03 GMT'],
    ['Europe/Paris', 'Sat 21 Nov 2026, 06:03 CET'],
    ['Asia/Singapore', 'Sat 21 Nov 2026, 13:03 UTC+8'],
    ['UTC', 'Sat 21 Nov 2026, 05:03 UTC'],
  ])('%s', (zone, expected) => {
    expect(formatInstant(instant('2026-11-21T05:03:59Z'), zone, 'en')).toBe(expected)
  })

  test('in Japanese and in summer', () => {
    expect(formatInstant(instant('2026-11-21T05:03:00Z'), 'Asia/Tokyo', 'ja')).toBe('2026年11月21日(土) 14:03')
    expect(formatInstant(instant('2026-07-21T05:03:00Z'), 'Europe/London', 'en')).toBe('Tue 21 Jul 2026, 06:03 BST')
  })
})

test('a day without its year, where that goes without saying', () => {
  expect(formatDayShort(today, 'en')).toBe('Sat 21 Nov')
  expect(formatDayShort(today, 'ja')).toBe('11月21日(土)')
})
