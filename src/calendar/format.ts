import type { Temporal } from 'temporal-polyfill'
import type { CompanyCalendar } from './company.ts'
import { type CalendarLocale, dateRange, formatDay, monthAndDay, monthName } from './labels.ts'
import type { Grain, Period } from './period.ts'
import { addUnits, numberOf, yearOf } from './units.ts'

export { type CalendarLocale, formatDay, formatDayShort, formatInstant, fullDate } from './labels.ts'

/**
 * A period's name and its dates, the last day included: "Q4 2026 (1 Oct – 31 Dec 2026)", "FY26 Q3 (…)", "28 days (…)";
 * 2026年第4四半期（2026年10月1日〜12月31日）. A single day is its own name. Names of single units parse back to the unit.
 */
export function formatPeriod(period: Period, locale: CalendarLocale, cal: CompanyCalendar): string {
  if (period.grain === 'day' && period.count === 1) return formatDay(period.from, locale)
  const dates = dateRange(period.from, period.to.subtract({ days: 1 }), locale)
  const name = period.grain !== 'span' && period.count === 1 ? unitName(period, locale, cal) : countName(period, locale)
  return locale === 'ja' ? `${name}（${dates}）` : `${name} (${dates})`
}

/** For an axis, at most 20 characters: "21 Nov", "W47", "Oct 2026", "FY26 Q3", "24 Oct – 20 Nov"; 2026年10月, 2026年度3Q. */
export function formatPeriodShort(period: Period, locale: CalendarLocale, cal: CompanyCalendar): string {
  const { grain, count, from } = period
  const last = period.to.subtract({ days: 1 })
  if (grain === 'span' || grain === 'day') return shortDays(from, last, locale)
  const first = shortUnit(period, locale, cal)
  if (count === 1) return first
  const end = shortUnit({ ...period, from: addUnits(from, grain, count - 1) }, locale, cal)
  return `${first}${locale === 'ja' ? '〜' : '–'}${end}`
}

function shortDays(from: Temporal.PlainDate, last: Temporal.PlainDate, locale: CalendarLocale): string {
  const dash = locale === 'ja' ? '〜' : ' – '
  if (from.equals(last)) return monthAndDay(from, locale)
  if (from.year === last.year) return `${monthAndDay(from, locale)}${dash}${monthAndDay(last, locale)}`
  return `${monthOfYear(from, locale)}${dash}${monthOfYear(last, locale)}`
}

function monthOfYear(day: Temporal.PlainDate, locale: CalendarLocale): string {
  return locale === 'ja' ? `${day.year}年${day.month}月` : `${monthName(day, locale)} ${day.year}`
}

type Unit = Pick<Period, 'from' | 'grain' | 'fiscal'>

function unitName(unit: Unit, locale: CalendarLocale, cal: CompanyCalendar): string {
  const { grain, from, fiscal } = unit
  const number = numberOf(unit, cal)
  const year = yearName(yearOf(unit, cal), fiscal, locale)
  if (grain === 'month') return monthOfYear(from, locale)
  if (grain === 'year') return year
  if (locale === 'ja') {
    if (grain === 'half') return `${year}${number === 1 ? '上期' : '下期'}`
    return grain === 'quarter' ? `${year}第${number}四半期` : `${year}第${number}週`
  }
  const part = `${grain === 'quarter' ? 'Q' : grain === 'half' ? 'H' : 'W'}${number}`
  return fiscal ? `${year} ${part}` : `${part} ${year}`
}

function shortUnit(unit: Unit, locale: CalendarLocale, cal: CompanyCalendar): string {
  if (unit.grain === 'week') return `W${numberOf(unit, cal)}`
  if (unit.grain !== 'quarter' || locale === 'en') return unitName(unit, locale, cal)
  return `${yearName(yearOf(unit, cal), unit.fiscal, locale)}${numberOf(unit, cal)}Q`
}

function yearName(year: number, fiscal: boolean, locale: CalendarLocale): string {
  if (locale === 'ja') return `${year}年${fiscal ? '度' : ''}`
  if (!fiscal) return `${year}`
  return year >= 2000 && year < 2100 ? `FY${String(year).slice(2)}` : `FY${year}`
}

const units: Readonly<Record<Grain | 'span', { en: readonly [one: string, more: string]; ja: string }>> = {
  span: { en: ['day', 'days'], ja: '日間' },
  day: { en: ['day', 'days'], ja: '日間' },
  week: { en: ['week', 'weeks'], ja: '週間' },
  month: { en: ['month', 'months'], ja: 'か月' },
  quarter: { en: ['quarter', 'quarters'], ja: '四半期' },
  half: { en: ['half-year', 'half-years'], ja: '半期' },
  year: { en: ['year', 'years'], ja: '年間' },
}

function countName({ grain, count, fiscal }: Period, locale: CalendarLocale): string {
  if (locale === 'ja') return `${count}${grain === 'year' && fiscal ? '年度' : units[grain].ja}`
  const [one, more] = units[grain].en
  return `${count} ${fiscal ? 'fiscal ' : ''}${count === 1 ? one : more}`
}
