import { Temporal } from 'temporal-polyfill'
import type { CompanyCalendar } from '../company.ts'
import type { Grain, Period } from '../period.ts'
import { lastComplete, lastDays, periodContaining, shift } from '../periods.ts'
import { addUnits, isFiscal, numberOf, weekStartOf, yearOf, yearStart } from '../units.ts'
import type { Answer, ParseContext } from './found.ts'

/** "fy" and "年度" name a fiscal year, a bare year or "cy" one of the calendar. */
export function namedYear(year: number, fiscal: boolean, cal: CompanyCalendar): Period {
  return periodContaining('year', yearStart(year, fiscal, cal), cal, 1, { calendarYear: !fiscal })
}

/** A quarter or half of such a year. */
export function namedPart(
  grain: 'quarter' | 'half',
  year: number,
  number: number,
  fiscal: boolean,
  cal: CompanyCalendar,
): Answer {
  if (number < 1 || number > (grain === 'quarter' ? 4 : 2)) return grain
  const start = addUnits(yearStart(year, fiscal, cal), grain, number - 1)
  return periodContaining(grain, start, cal, 1, { calendarYear: !fiscal })
}

export function namedMonth(year: number, month: number, cal: CompanyCalendar): Answer {
  if (month < 1 || month > 12) return 'month'
  return periodContaining('month', new Temporal.PlainDate(year, month, 1), cal)
}

export function namedDay(year: number, month: number, day: number, cal: CompanyCalendar): Answer {
  if (month < 1 || month > 12) return 'month'
  const first = new Temporal.PlainDate(year, month, 1)
  if (day < 1 || day > first.daysInMonth) return 'date'
  return periodContaining('day', first.with({ day }), cal)
}

export function namedWeek(year: number, number: number, cal: CompanyCalendar): Answer {
  if (number < 1 || number > 53) return 'week'
  const week = periodContaining('week', weekStartOf(year, number, cal), cal)
  return yearOf(week, cal) === year && numberOf(week, cal) === number ? week : 'week'
}

export interface RelativeOptions {
  /** Quarters, halves and years of the calendar instead of the company's. */
  readonly calendarYear?: boolean
}

/** The unit that runs (0), the complete one before (-1), the next (1). */
export function relative(grain: Grain, n: number, context: ParseContext, options: RelativeOptions = {}): Period {
  return shift(periodContaining(grain, context.today, context.cal, 1, options), n, context.cal)
}

/** The last `n` complete units or days; 'count' for none, or more than anyone keeps books for. */
export function trailing(grain: Grain, n: number, context: ParseContext, options: RelativeOptions = {}): Answer {
  if (n < 1 || n > 99_999) return 'count'
  const { today, unfinished = today, cal } = context
  const period = grain === 'day' ? lastDays(n, unfinished) : lastComplete(grain, n, unfinished, cal, options)
  return period.from.year < 1900 ? 'count' : period
}

/** The `n` units that follow the running one. */
export function coming(grain: Grain, n: number, context: ParseContext, options: RelativeOptions = {}): Answer {
  if (n < 1 || n > 999) return 'count'
  const last = relative(grain, n, context, options)
  return periodContaining(grain, last.from, context.cal, n, options)
}

/** A bare Q3 or H1 is the company's own. */
export function companyPart(grain: 'quarter' | 'half', number: number, cal: CompanyCalendar): (year: number) => Answer {
  return (year) => namedPart(grain, year, number, isFiscal(grain, cal), cal)
}
