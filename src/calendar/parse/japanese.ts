import type { Grain } from '../period.ts'
import { isFiscal } from '../units.ts'
import { yearOfDigits } from './english-words.ts'
import type { Found, Groups, ParseContext, Rule } from './found.ts'
import { companyPart, namedDay, namedMonth, namedPart, namedWeek, namedYear, relative, trailing } from './named.ts'

/** How often a unit is asked for: 年 is the calendar's year, 年度 and 期 the company's fiscal year. */
const grains: Readonly<Record<string, Grain>> = {
  週: 'week',
  月: 'month',
  四半期: 'quarter',
  半期: 'half',
  年: 'year',
  年度: 'year',
  期: 'year',
}
const steps: Readonly<Record<string, number>> = { 前: -1, 先: -1, 昨: -1, 去: -1, 来: 1, 翌: 1, 次: 1 }
const counted: Readonly<Record<string, Grain>> = { 日: 'day', 週: 'week', 月: 'month', 四: 'quarter', 半: 'half' }

const digit = '[0-9]{1,6}|[一二三四五六七八九十]{1,3}'
const part = `(?:第?(?<quarter>${digit})(?:四半期|q)|q(?<letter>[0-9]{1,2})|h(?<halfNumber>[0-9]{1,2})|(?<half>[上下])半?期)`
const year = '(?:(?<year>[0-9]{4})年|(?<fiscalYear>fy(?:[0-9]{4}|[0-9]{2})(?:年度)?|(?:[0-9]{4}|[0-9]{2})年度))'

/** Japanese, no spaces, NFKC. Not here: 前半期, which is both "the half before" and "the first half"; era years. */
export const japaneseRules: readonly Rule[] = [
  { pattern: /^(?:今日|本日|きょう)$/, read: (_, context) => relative('day', 0, context) },
  { pattern: /^(?:昨日|前日|きのう)$/, read: (_, context) => relative('day', -1, context) },
  { pattern: /^(?:明日|翌日|あした)$/, read: (_, context) => relative('day', 1, context) },
  { pattern: /^(?<step>[今当本前先来翌次昨])の?(?<grain>週|月|四半期|年度|期)$/, read: readRelative },
  { pattern: /^(?<step>[今当本先来翌次])の?(?<grain>半期)$/, read: readRelative },
  { pattern: /^(?<step>[今本前昨去来翌])(?<grain>年)$/, read: readRelative },
  {
    pattern: /^(?<step>[今当本前昨来翌])(?:年度)?の?(?<half>[上下])半?期$/,
    read: ({ step = '', half }, context) => {
      const of = relative('year', steps[step] ?? 0, context)
      const start = half === '下' ? of.from.add({ months: 6 }) : of.from
      return relative('half', 0, { ...context, today: start })
    },
  },
  {
    pattern: new RegExp(
      `^(?:直近|過去|ここ|この)の?(?<n>${digit})(?:(?<calendar>年)間?|(?<fiscal>年度)|[かヶカケヵ箇]?(?<unit>日|週|月|四|半)(?:間|期|半期)?)$`,
    ),
    read: ({ n = '', calendar, unit = '' }, context) =>
      trailing(counted[unit] ?? 'year', numberOf(n), context, { calendarYear: calendar !== undefined }),
  },
  { pattern: /^年初来$/, read: (_, context) => relative('year', 0, context, { calendarYear: true }) },
  { pattern: /^(?:期初来|年度初来)$/, read: (_, context) => relative('year', 0, context) },
  { pattern: /^月初来$/, read: (_, context) => relative('month', 0, context) },
  { pattern: new RegExp(`^(?:${year}の?)?${part}$`), read: readPart },
  {
    pattern: new RegExp(`^${year}$`),
    read: ({ year, fiscalYear }, { cal }) =>
      namedYear(yearNumber(year ?? fiscalYear), fiscalYear !== undefined && isFiscal('year', cal), cal),
  },
  {
    pattern: /^(?:(?<year>[0-9]{4})年)?(?<month>[0-9]{1,2})月(?:(?<day>[0-9]{1,2})日(?:\([月火水木金土日]\))?)?$/,
    read: ({ year, month, day }, { cal }) => {
      const named = (inYear: number) =>
        day === undefined ? namedMonth(inYear, Number(month), cal) : namedDay(inYear, Number(month), Number(day), cal)
      return year === undefined ? named : named(Number(year))
    },
  },
  {
    pattern: /^(?:(?<year>[0-9]{4})年)?第(?<number>[0-9]{1,2})週$/,
    read: ({ year, number }, { cal }) => {
      const named = (inYear: number) => namedWeek(inYear, Number(number), cal)
      return year === undefined ? named : named(Number(year))
    },
  },
]

function readRelative({ step = '', grain = '' }: Groups, context: ParseContext): Found {
  return relative(grains[grain] ?? 'day', steps[step] ?? 0, context, { calendarYear: grain === '年' })
}

function readPart(groups: Groups, { cal }: ParseContext): Found {
  const { quarter, letter, half, halfNumber, year, fiscalYear } = groups
  const grain = half === undefined && halfNumber === undefined ? 'quarter' : 'half'
  const number = half === undefined ? numberOf(quarter ?? letter ?? halfNumber ?? '') : half === '上' ? 1 : 2
  const label = year ?? fiscalYear
  if (label === undefined) return companyPart(grain, number, cal)
  return namedPart(grain, yearNumber(label), number, fiscalYear !== undefined && isFiscal(grain, cal), cal)
}

/** From "2026", "fy26" or "26年度". */
function yearNumber(label = ''): number {
  return yearOfDigits(label.replace(/[^0-9]/g, ''))
}

/** 12 from "12" or "十二". */
function numberOf(text: string): number {
  if (/^[0-9]+$/.test(text)) return Number(text)
  const [tens = '', ones = ''] = text.includes('十') ? text.split('十') : ['零', text]
  const digits = '零一二三四五六七八九'
  return (tens === '' ? 1 : digits.indexOf(tens)) * 10 + Math.max(0, ones === '' ? 0 : digits.indexOf(ones))
}
