import type { Temporal } from 'temporal-polyfill'

/** The languages dates are written in. */
export type CalendarLocale = 'en' | 'ja'

type Field = 'month' | 'weekday'

// en-US for "Sep": British English writes "Sept", which is longer than the other months on an axis.
const tags: Readonly<Record<CalendarLocale, string>> = { en: 'en-US', ja: 'ja-JP' }
const formats = new Map<string, Intl.DateTimeFormat>()

function shortName(day: Temporal.PlainDate, field: Field, locale: CalendarLocale): string {
  const key = `${locale} ${field}`
  const format = formats.get(key) ?? new Intl.DateTimeFormat(tags[locale], { [field]: 'short', timeZone: 'UTC' })
  formats.set(key, format)
  return format.format(day.toZonedDateTime('UTC').epochMilliseconds)
}

/** "Oct"; 10月. */
export function monthName(day: Temporal.PlainDate, locale: CalendarLocale): string {
  return shortName(day, 'month', locale)
}

/** "21 Nov"; 11月21日. */
export function monthAndDay(day: Temporal.PlainDate, locale: CalendarLocale): string {
  return locale === 'ja' ? `${day.month}月${day.day}日` : `${day.day} ${monthName(day, locale)}`
}

/** "21 Nov 2026"; 2026年11月21日. */
export function fullDate(day: Temporal.PlainDate, locale: CalendarLocale): string {
  return locale === 'ja' ? `${day.year}年${monthAndDay(day, locale)}` : `${monthAndDay(day, locale)} ${day.year}`
}

/** "Sat 21 Nov 2026"; 2026年11月21日(土). */
export function formatDay(day: Temporal.PlainDate, locale: CalendarLocale): string {
  const weekday = shortName(day, 'weekday', locale)
  return locale === 'ja' ? `${fullDate(day, locale)}(${weekday})` : `${weekday} ${fullDate(day, locale)}`
}

/** "Sat 21 Nov", where the year goes without saying; 11月21日(土). */
export function formatDayShort(day: Temporal.PlainDate, locale: CalendarLocale): string {
  const weekday = shortName(day, 'weekday', locale)
  return locale === 'ja' ? `${monthAndDay(day, locale)}(${weekday})` : `${weekday} ${monthAndDay(day, locale)}`
}

/** Both days included, what they share said once: "1 Oct – 31 Dec 2026"; 2026年10月1日〜12月31日. */
export function dateRange(from: Temporal.PlainDate, last: Temporal.PlainDate, locale: CalendarLocale): string {
  if (from.equals(last)) return fullDate(from, locale)
  const sameYear = from.year === last.year
  const sameMonth = sameYear && from.month === last.month
  if (locale === 'ja') {
    const end = sameMonth ? `${last.day}日` : sameYear ? monthAndDay(last, locale) : fullDate(last, locale)
    return `${fullDate(from, locale)}〜${end}`
  }
  const start = sameMonth ? `${from.day}` : sameYear ? monthAndDay(from, locale) : fullDate(from, locale)
  return `${start} – ${fullDate(last, locale)}`
}

/**
 * "Sat 21 Nov 2026, 14:03 JST"; 2026年11月21日(土) 14:03. The zone is abbreviated as the people there do, else it is its
 * offset ("UTC+8").
 */
export function formatInstant(instant: Temporal.Instant, zone: string, locale: CalendarLocale): string {
  const local = instant.toZonedDateTimeISO(zone)
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' })
  const day = formatDay(local.toPlainDate(), locale)
  return locale === 'ja' ? `${day} ${time}` : `${day}, ${time} ${zoneName(instant, zone)}`
}

// Each locale abbreviates only the zones its readers know: en-US says EST but GMT+9, ja-JP says JST but GMT-5.
const zoneTags = ['en-US', 'en-GB', 'ja-JP', 'en-AU', 'en-IN', 'en-ZA']

function zoneName(instant: Temporal.Instant, zone: string): string {
  const names = zoneTags.map((tag) => {
    const key = `${tag} ${zone}`
    const format = formats.get(key) ?? new Intl.DateTimeFormat(tag, { timeZone: zone, timeZoneName: 'short' })
    formats.set(key, format)
    const parts = format.formatToParts(instant.epochMilliseconds)
    return parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
  })
  const abbreviation = names.find((name) => /^[A-Z]{2,5}$/.test(name))
  return abbreviation ?? (names[0] ?? 'UTC').replace('GMT', 'UTC')
}
