import type { Locale, Unit } from '../define/words.ts'

/** How numbers are written for somebody. */
export interface NumberStyle {
  readonly locale: Locale
  /** ISO 4217. */
  readonly currency: string
}

const tags: Record<Locale, string> = { en: 'en', ja: 'ja-JP' }

const memo = new Map<string, Intl.NumberFormat>()
function number(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale}${JSON.stringify(options)}`
  const found = memo.get(key) ?? new Intl.NumberFormat(tags[locale], options)
  memo.set(key, found)
  return found
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
      return number(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value)
    case 'count':
      return length === 'short' && value >= 100_000
        ? number(locale, { notation: 'compact', maximumSignificantDigits: 4 }).format(value)
        : number(locale, { maximumFractionDigits: 0 }).format(value)
    case 'multiple':
      return `${number(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value)}×`
    case 'score':
      return number(locale, { maximumFractionDigits: 0 }).format(value)
    case 'days':
    case 'hours':
    case 'minutes':
      return units[unit][locale](number(locale, { maximumFractionDigits: value < 100 ? 1 : 0 }).format(value))
  }
}

function money(value: number, { locale, currency }: NumberStyle, length: 'full' | 'short'): string {
  const base = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const
  const options: Intl.NumberFormatOptions =
    length === 'short' ? { notation: 'compact', maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 }
  // Japanese texts use the narrow yen sign beside digits.
  return number(locale, { ...base, ...options })
    .format(value)
    .replace('￥', '¥')
}

/** A difference, with its sign always shown; percentages differ in points. */
export function formatChange(change: number, unit: Unit, style: NumberStyle): string {
  const sign = change > 0 ? '+' : change < 0 ? '−' : '±'
  const size = Math.abs(change)
  if (unit === 'percent') {
    const points = number(style.locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(size * 100)
    return `${sign}${points}${style.locale === 'ja' ? 'pt' : ' pt'}`
  }
  // Scores are whole numbers, but one that moved by less has moved.
  if (unit === 'score') return sign + number(style.locale, { maximumFractionDigits: size < 1 ? 1 : 0 }).format(size)
  return `${sign}${formatValue(size, unit, style, 'short')}`
}

export function formatPercentChange(change: number, { locale }: NumberStyle): string {
  const sign = change > 0 ? '+' : change < 0 ? '−' : '±'
  const digits = Math.abs(change) < 0.1 ? 1 : 0
  return sign + number(locale, { style: 'percent', maximumFractionDigits: digits }).format(Math.abs(change))
}

/** Direction without relying on colour. */
export const arrow = (change: number): string => (change > 0 ? '▲' : change < 0 ? '▼' : '＝')
