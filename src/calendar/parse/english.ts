import type { Grain } from '../period.ts'
import { isFiscal } from '../units.ts'
import { countOf, grainOf, monthNumber, words, yearOfDigits } from './english-words.ts'
import type { Found, Groups, ParseContext, Rule } from './found.ts'
import {
  coming,
  companyPart,
  namedDay,
  namedMonth,
  namedPart,
  namedWeek,
  namedYear,
  relative,
  trailing,
} from './named.ts'

const steps: Readonly<Record<string, number>> = { this: 0, current: 0, running: 0, next: 1, upcoming: 1 }
const toDateWords: Readonly<Record<string, Grain>> = { y: 'year', h: 'half', q: 'quarter', m: 'month', w: 'week' }
const which = 'calendar|cy|fiscal|fy|financial'
const year = `(?:(?<prefix>fy|cy) ?-?'?(?<label>\\d{4}|\\d{2})|(?<plain>(?:19|20|21)\\d\\d))`
const part = '(?:(?<letter>[qh])(?<number>\\d{1,2})|(?<first>[1-4])(?<last>[qh]))'
const month = `(?<month>${words.month})`
const weekday = '(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]* )?'
const fullYear = `'?(?<year>(?:19|20|21)\\d\\d)`

/** English, lower case, single spaces, no commas. A bare year or "cy" is the calendar's, "fy" the company's. */
export const englishRules: readonly Rule[] = [
  { pattern: /^today$/, read: (_, context) => relative('day', 0, context) },
  { pattern: /^yesterday$/, read: (_, context) => relative('day', -1, context) },
  { pattern: /^tomorrow$/, read: (_, context) => relative('day', 1, context) },
  {
    pattern: new RegExp(
      `^(?<step>this|current|running|last|previous|prev|prior|past|next|upcoming) (?:(?<which>${which}) )?(?<grain>week|month|quarter|half(?:[ -]year)?|year)$`,
    ),
    read: ({ step = '', which, grain = '' }, context) =>
      relative(grainOf(grain), steps[step] ?? -1, context, calendarYear(which)),
  },
  {
    pattern: new RegExp(
      `^(?<step>last|past|previous|prev|prior|trailing|next) (?<n>${words.count})(?: (?:complete|full))?(?: (?<which>${which}))?[ -]?(?<grain>${words.grain})$`,
    ),
    read: ({ step, n = '', which, grain = '' }, context) =>
      (step === 'next' ? coming : trailing)(grainOf(grain), countOf(n), context, calendarYear(which)),
  },
  { pattern: /^(?:ttm|ltm)$/, read: (_, context) => trailing('month', 12, context) },
  {
    pattern: /^(?<letter>[yhqmw])td$/,
    read: ({ letter = '' }, context) => relative(toDateWords[letter] ?? 'year', 0, context),
  },
  {
    pattern: /^(?:this )?(?<grain>week|month|quarter|half|year)[ -]to[ -]date$/,
    read: ({ grain = '' }, context) => relative(grainOf(grain), 0, context),
  },
  { pattern: new RegExp(`^${year}(?:[ -]?${part})?$`), read: readYearAndPart },
  { pattern: new RegExp(`^${part}[ -]?${year}$`), read: readYearAndPart },
  { pattern: new RegExp(`^${part}$`), read: readYearAndPart },
  {
    pattern: new RegExp(`^(?:${fullYear}[ -]?)?w(?:eek ?)?(?<number>\\d{1,2})$`),
    read: readWeek,
  },
  { pattern: new RegExp(`^w(?:eek ?)?(?<number>\\d{1,2})[ -]?${fullYear}$`), read: readWeek },
  { pattern: new RegExp(`^${month}(?:[ -]?${fullYear})?$`), read: readMonth },
  { pattern: new RegExp(`^${fullYear}[ -]?${month}$`), read: readMonth },
  { pattern: new RegExp(`^${weekday}${month} (?<day>\\d{1,2})(?:st|nd|rd|th)?(?: ${fullYear})?$`), read: readDay },
  {
    pattern: new RegExp(`^${weekday}(?<day>\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${month}(?: ${fullYear})?$`),
    read: readDay,
  },
  {
    pattern: /^(?<year>(?:19|20|21)\d\d)[-/](?<month>\d{1,2})(?:[-/](?<day>\d{1,2}))?$/,
    read: ({ year, month, day }, { cal }) =>
      day === undefined
        ? namedMonth(Number(year), Number(month), cal)
        : namedDay(Number(year), Number(month), Number(day), cal),
  },
]

function calendarYear(which: string | undefined): { calendarYear: boolean } {
  return { calendarYear: which === 'calendar' || which === 'cy' }
}

function readYearAndPart(groups: Groups, { cal }: ParseContext): Found {
  const { prefix, label, plain, letter, last } = groups
  const grain = (letter ?? last) === 'h' ? 'half' : 'quarter'
  const number = Number(groups.number ?? groups.first)
  const digits = label ?? plain
  if (digits === undefined) return companyPart(grain, number, cal)
  const fiscal = prefix === 'fy' && isFiscal('year', cal)
  if (Number.isNaN(number)) return namedYear(yearOfDigits(digits), fiscal, cal)
  return namedPart(grain, yearOfDigits(digits), number, fiscal, cal)
}

function readWeek({ year, number }: Groups, { cal }: ParseContext): Found {
  const named = (inYear: number) => namedWeek(inYear, Number(number), cal)
  return year === undefined ? named : named(Number(year))
}

function readMonth({ year, month = '' }: Groups, { cal }: ParseContext): Found {
  const named = (inYear: number) => namedMonth(inYear, monthNumber(month), cal)
  return year === undefined ? named : named(Number(year))
}

function readDay({ year, month = '', day }: Groups, { cal }: ParseContext): Found {
  const named = (inYear: number) => namedDay(inYear, monthNumber(month), Number(day), cal)
  return year === undefined ? named : named(Number(year))
}
