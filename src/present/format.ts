import type { Locale, Unit } from '../define/words.ts'

/** How numbers are written for somebody. */
export interface NumberStyle {
  readonly locale: Locale
  /** ISO 4217. */
  readonly currency: string
}

const tags: Record<Locale, string> = { en: 'en', ja: 'ja-JP' }

const memo = new Map<string, Intl.NumberFormat>()
/** With a minus sign, as long as the plus sign beside it; Intl writes a hyphen. */
function written(value: number, locale: Locale, options: Intl.NumberFormatOptions): string {
  const key = `${locale}${JSON.stringify(options)}`
  const found = memo.get(key) ?? new Intl.NumberFormat(tags[locale], options)
  memo.set(key, found)
  return found.format(value).replace('-', '−')
}

const perDay: Record<Locale, string> = { en: ' a day', ja: '／日' }
const units: Record<'days' | 'hours' | 'minutes', Record<Locale, (value: string) => string>> = {
  days: { en: (value) => (value === '1' ? '1 day' : `${value} days`), ja: (value) => `${value}日` },
  hours: { en: (value) => `${value} h`, ja: (value) => `${value}時間` },
  minutes: { en: (value) => `${value} min`, ja: (value) => `${value}分` },
}

/** A value as a person reads it. `short` is for lists and charts: ¥120M, 1.2億. Null is never a number. */
export function formatValue(
  value: number | null,
  unit: Unit,
  style: NumberStyle,
  length: 'full' | 'short' = 'full',
): string {
  if (value === null) return '–'
  const { locale } = style
  switch (unit) {
    case 'money':
      return money(value, style, length)
    case 'money_per_day':
      return money(value, style, length) + perDay[locale]
    case 'percent':
      return written(value, locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 })
    case 'count':
      return length === 'short' && value >= 100_000
        ? written(value, locale, { notation: 'compact', maximumSignificantDigits: 4, useGrouping: 'always' })
        : written(value, locale, { maximumFractionDigits: 0 })
    case 'multiple':
      return `${written(value, locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })}×`
    case 'score':
      return written(value, locale, { maximumFractionDigits: 0 })
    case 'days':
    case 'hours':
    case 'minutes':
      return units[unit][locale](written(value, locale, { maximumFractionDigits: value < 100 ? 1 : 0 }))
  }
}

function money(value: number, { locale, currency }: NumberStyle, length: 'full' | 'short'): string {
  const base = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const
  const options: Intl.NumberFormatOptions =
    length === 'short' ? { notation: 'compact', maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 }
  // Japanese texts use the narrow yen sign beside digits.
  // ¥1,648万, as charts have it too: compact numbers of four digits would go without.
  return written(value, locale, { ...base, ...options, useGrouping: 'always' }).replace('￥', '¥')
}

/** A difference, with its sign always shown; percentages differ in points. */
export function formatChange(change: number, unit: Unit, style: NumberStyle): string {
  return signed(change, sizeOf(Math.abs(change), unit, style))
}

function sizeOf(size: number, unit: Unit, style: NumberStyle): string {
  if (unit === 'percent') {
    const points = written(size * 100, style.locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
    return `${points}${style.locale === 'ja' ? 'pt' : ' pt'}`
  }
  // Scores are whole numbers, but one that moved by less has moved.
  if (unit === 'score') return written(size, style.locale, { maximumFractionDigits: size < 1 ? 1 : 0 })
  return formatValue(size, unit, style, 'short')
}

export function formatPercentChange(change: number, { locale }: NumberStyle): string {
  const digits = Math.abs(change) < 0.1 ? 1 : 0
  return signed(change, written(Math.abs(change), locale, { style: 'percent', maximumFractionDigits: digits }))
}

/** What is rounded to nothing has no direction. */
const signed = (change: number, size: string): string => `${isNothing(size) ? '±' : change > 0 ? '+' : '−'}${size}`

const isNothing = (size: string): boolean => !/[1-9]/.test(size)

/** Whether a change reads as none: "0.0 pt" is not worth an arrow. */
export const roundsToNothing = (change: number, unit: Unit, style: NumberStyle): boolean =>
  isNothing(sizeOf(Math.abs(change), unit, style))

/** Direction without relying on colour. */
export const arrow = (change: number): string => (change > 0 ? '▲' : change < 0 ? '▼' : '＝')
