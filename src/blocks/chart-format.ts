/** Numbers as charts write them: short on a picture, in full in a table or read aloud. */
import type { ValueFormat } from './chart.ts'

export interface FormatOptions {
  /** A difference: + before a gain, as well as − before a loss, and of a percentage in points. */
  signed?: boolean
  /** Most digits after the point, where the usual ones would make two values look the same. */
  digits?: number
}

/** Below this a number is short enough as it is: "9,500 leads" says more than "9.5K", "$9,500" does not. */
function compactFrom(format: ValueFormat): number {
  return format.style === 'currency' && format.locale === 'en' ? 1_000 : 10_000
}

/** As short as a bar's label has to be: three digits and a word: `¥1.23億`, `$120M`, `23.4%`, `12.3d`. */
export function compactValue(value: number, format: ValueFormat, options: FormatOptions = {}): string {
  if (options.signed && format.style === 'percent') return points(value, format)
  const scale = (format.style === 'currency' || format.style === 'number') && Math.abs(value) >= compactFrom(format)
  if (!scale) return write(value, format, { ...sign(options), ...plain(value, format, 'narrow'), ...digits(options) })
  const compact = { ...sign(options), ...unit(format, 'narrow'), ...COMPACT }
  const whole = formatter(format.locale, compact)
    .formatToParts(Math.abs(value))
    .filter((part) => part.type === 'integer')
  const length = whole.map((part) => part.value).join('').length
  const short = { maximumFractionDigits: Math.max(0, 3 - length) }
  return write(value, format, { ...compact, ...short, ...digits(options) })
}

const COMPACT = { notation: 'compact', useGrouping: true, minimumFractionDigits: 0, maximumFractionDigits: 0 } as const

/** Every digit that matters: `¥123,456,789`, `23.4%`, `12.3 days`. */
export function fullValue(value: number, format: ValueFormat, options: FormatOptions = {}): string {
  if (options.signed && format.style === 'percent') return points(value, format)
  return write(value, format, { ...sign(options), ...plain(value, format, 'long') })
}

/** What a percentage changed by: 4.4 % of 20 % would be something else. */
function points(change: number, format: ValueFormat): string {
  const size = write(change * 100, format, { signDisplay: 'exceptZero', maximumFractionDigits: 1 })
  return format.locale === 'ja' ? `${size}pt` : `${size} pt`
}

function plain(value: number, format: ValueFormat, width: 'narrow' | 'long'): Intl.NumberFormatOptions {
  const base = unit(format, width)
  if (format.style !== 'currency') return { ...base, maximumFractionDigits: 1 }
  if (Math.abs(value) >= 100) return { ...base, maximumFractionDigits: 0 }
  return { ...base, trailingZeroDisplay: 'stripIfInteger' }
}

function unit(format: ValueFormat, width: 'narrow' | 'long'): Intl.NumberFormatOptions {
  switch (format.style) {
    case 'currency':
      return { style: 'currency', currency: format.currency ?? 'XXX', currencyDisplay: 'narrowSymbol' }
    case 'percent':
      return { style: 'percent' }
    case 'number':
      return {}
    case 'days':
    case 'hours': {
      // The narrow Japanese form is "12d"; the short one is what people write.
      const unitDisplay = format.locale === 'ja' ? 'short' : width
      return { style: 'unit', unit: format.style === 'days' ? 'day' : 'hour', unitDisplay }
    }
  }
}

function sign(options: FormatOptions): Intl.NumberFormatOptions {
  return options.signed ? { signDisplay: 'exceptZero' } : { signDisplay: 'negative' }
}

function digits(options: FormatOptions): Intl.NumberFormatOptions {
  return options.digits === undefined ? {} : { maximumFractionDigits: options.digits }
}

function write(value: number, format: ValueFormat, options: Intl.NumberFormatOptions): string {
  // A minus sign, as long as the plus sign beside it: Intl writes a hyphen.
  const text = formatter(format.locale, options).format(value).replace('-', '−')
  // Japanese data has the full-width yen sign, and a space before 日 that nobody types.
  return format.locale === 'ja' ? text.replace('￥', '¥').replaceAll(' ', '') : text
}

const formatters = new Map<string, Intl.NumberFormat>()

/** Building a NumberFormat costs more than drawing the label it makes. */
function formatter(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale + JSON.stringify(options)
  const known = formatters.get(key) ?? new Intl.NumberFormat(locale, options)
  formatters.set(key, known)
  return known
}
