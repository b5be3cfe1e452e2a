import { describe, expect, test } from 'vitest'
import { equalPoint } from '../../src/calendar/business-days.ts'
import type { CompanyCalendar } from '../../src/calendar/company.ts'
import type { Period } from '../../src/calendar/period.ts'
import { periodContaining, preceding, sameLastYear } from '../../src/calendar/periods.ts'
import { day, instant, japanese, plain, retail } from './calendars.ts'

const month = (date: string, cal: CompanyCalendar): Period => periodContaining('month', day(date), cal)
const before = (period: Period, cal: CompanyCalendar): Period => preceding(period, cal)
type Other = (period: Period, cal: CompanyCalendar) => Period

interface Row {
  readonly sentence: string
  readonly running: Period
  readonly now: string
  readonly cal: CompanyCalendar
  readonly other?: Other
  readonly cut: string
}

const rows: readonly Row[] = [
  {
    // November 2026 begins on a Sunday: Mon 2 = 1st, Tue 3 = 2nd. October begins on a Thursday: Thu 1 = 1st, Fri 2 = 2nd.
    sentence: 'the 2nd business day meets the 2nd, at the same local time',
    running: month('2026-11-01', plain),
    now: '2026-11-03T14:30:00+09:00',
    cal: plain,
    cut: '2026-10-02T14:30:00+09:00',
  },
  {
    // Tue 3 November is Culture Day: Mon 2 = 1st, Wed 4 = 2nd. October: Fri 2 = 2nd.
    sentence: 'a holiday takes no ordinal',
    running: month('2026-11-01', japanese),
    now: '2026-11-04T14:30:00+09:00',
    cal: japanese,
    cut: '2026-10-02T14:30:00+09:00',
  },
  {
    // Sat 21 November: Fri 20 = 15th (2–6, 9–13, 16–20). October: 1–2 = 2, 5–9 = 7, 12–16 = 12, Wed 21 = 15th.
    // The day after Wed 21 is a business day, which the cut must not enter.
    sentence: 'on a Saturday all of the last business day counts, and nothing of the next',
    running: month('2026-11-01', plain),
    now: '2026-11-21T14:30:00+09:00',
    cal: plain,
    cut: '2026-10-22T00:00:00+09:00',
  },
  {
    // Fri 20 = 5th, Fri 13 = 5th; what follows both is a Saturday.
    sentence: 'on a Saturday of a week the other Saturday is cut at the same time',
    running: periodContaining('week', day('2026-11-21'), plain),
    now: '2026-11-21T14:30:00+09:00',
    cal: plain,
    cut: '2026-11-14T14:30:00+09:00',
  },
  {
    // 1 November 2026 is a Sunday, no business day yet; 1 October is a Thursday, its first business day.
    sentence: 'before the first business day nothing of the other counts',
    running: month('2026-11-01', plain),
    now: '2026-11-01T12:00:00+09:00',
    cal: plain,
    cut: '2026-10-01T00:00:00+09:00',
  },
  {
    // November 2026 begins on a Sunday, November 2025 on a Saturday: on both, half of a first day without business.
    sentence: 'a period that begins at the weekend meets the weekend with which the other begins',
    running: month('2026-11-01', plain),
    now: '2026-11-01T12:00:00+09:00',
    cal: plain,
    other: sameLastYear,
    cut: '2025-11-01T12:00:00+09:00',
  },
  {
    // March 2026 has 22 weekdays (begins on a Sunday, 31 days); Mon 30 = 21st. February 2026 has 20.
    sentence: 'a shorter period is whole once its business days are used up',
    running: month('2026-03-01', plain),
    now: '2026-03-30T09:00:00+09:00',
    cal: plain,
    cut: '2026-03-01T00:00:00+09:00',
  },
  {
    // Sat 28 February 2026: Fri 27 = 20th. January: Thu 1 = 1st, 1–2 = 2, 5–9 = 7, 12–16 = 12, 19–23 = 17, Wed 28 = 20th.
    sentence: 'the last Saturday of February cuts January after its 20th business day',
    running: month('2026-02-01', plain),
    now: '2026-02-28T23:00:00+09:00',
    cal: plain,
    cut: '2026-01-29T00:00:00+09:00',
  },
  {
    // New York, 2nd business day of November 2026 = Tue 3, in EST (−5); of October = Fri 2, in EDT (−4).
    sentence: 'the same local time on the other side of the clock change',
    running: month('2026-11-01', retail),
    now: '2026-11-03T09:00:00-05:00',
    cal: retail,
    cut: '2026-10-02T09:00:00-04:00',
  },
  {
    sentence: 'a day meets the day before at the same time, business day or not',
    running: periodContaining('day', day('2026-11-23'), plain),
    now: '2026-11-23T10:00:00+09:00',
    cal: plain,
    cut: '2026-11-22T10:00:00+09:00',
  },
  {
    // Mon 9 March 2026 02:30 exists in New York; Sun 8 March skips 02:00–03:00, so its 02:30 is 03:30 EDT.
    sentence: 'a local time that the other day skips is as much later',
    running: periodContaining('day', day('2026-03-09'), retail),
    now: '2026-03-09T02:30:00-04:00',
    cal: retail,
    cut: '2026-03-08T03:30:00-04:00',
  },
  {
    sentence: 'a period that is over cuts nothing',
    running: month('2026-11-01', plain),
    now: '2026-12-01T00:00:00+09:00',
    cal: plain,
    cut: '2026-11-01T00:00:00+09:00',
  },
  {
    sentence: 'a period that has not begun leaves nothing',
    running: month('2026-11-01', plain),
    now: '2026-10-31T23:59:59+09:00',
    cal: plain,
    cut: '2026-10-01T00:00:00+09:00',
  },
]

describe('a running period is compared with the other one cut at the same business day', () => {
  test.each(rows)('$sentence', ({ running, now, cal, other = before, cut }) => {
    expect(equalPoint(running, instant(now), other(running, cal), cal).equals(instant(cut))).toBe(true)
  })

  test('the cut never moves backwards while the running period goes on', () => {
    const running = month('2026-11-01', japanese)
    const other = preceding(running, japanese)
    let last = instant('2026-10-01T00:00:00+09:00').epochMilliseconds
    for (let hour = 0; hour <= 30 * 24; hour += 1) {
      const now = instant('2026-11-01T00:00:00+09:00').add({ hours: hour })
      const cut = equalPoint(running, now, other, japanese).epochMilliseconds
      expect(cut).toBeGreaterThanOrEqual(last)
      last = cut
    }
    expect(last).toBe(instant('2026-11-01T00:00:00+09:00').epochMilliseconds)
  })
})
