/** The two kinds of axis: values, and names of categories. */
import type { Scale, ScaleOptionsByType } from 'chart.js'
import type { ValueFormat } from '../blocks/chart.ts'
import { compactValue } from '../blocks/chart-format.ts'
import { measure, shorten, widest, wrap } from './text.ts'
import { chartFont, fonts, type Theme } from './theme.ts'

export interface ValueAxis {
  format: ValueFormat
  theme: Theme
  /** Every value on it; marks too. */
  values: readonly number[]
  /** Bars are read by their length, so they start at zero; a line may be looked at more closely. */
  fromZero: boolean
  /** Fraction of the axis kept free beyond the values, for what is written there. */
  room?: number
  show: boolean
}

export function valueAxis({ format, theme, values, fromZero, room = 0.14, show }: ValueAxis) {
  const whole = format.style === 'percent' && values.every((value) => value <= 1)
  return {
    beginAtZero: fromZero || nearZero(values),
    grace: `${Math.round(room * 100)}%`,
    border: { display: false },
    grid: {
      display: true,
      drawTicks: false,
      lineWidth: 2,
      // The zero line is the one that bars stand on.
      color: (context: { tick?: { value: number } }) => {
        if (context.tick?.value === 0 && values.length > 0) return theme.neutral
        return show ? theme.grid : 'transparent'
      },
    },
    // A share has no 120%, though the room above it would have a line there.
    afterBuildTicks: (axis: Scale) => {
      if (whole) axis.ticks = axis.ticks.filter((tick) => tick.value <= 1.0001)
    },
    ticks: {
      display: show,
      maxTicksLimit: 5,
      color: theme.muted,
      font: chartFont(fonts.axis),
      padding: 12,
      callback: (value: string | number, _index: number, ticks: { value: number }[]) =>
        tickText(Number(value), ticks, format),
    },
  }
}

/** Values whose spread is small beside their level would be a flat line on an axis from zero. */
export function nearZero(values: readonly number[]): boolean {
  const low = Math.min(...values)
  const high = Math.max(...values)
  if (low === high) return true
  return low >= 0 ? low < 0.6 * high : high <= 0 && high > 0.6 * low
}

function tickText(value: number, ticks: { value: number }[], format: ValueFormat): string {
  const short = ticks.map((tick) => compactValue(tick.value, format))
  if (new Set(short).size === short.length) return compactValue(value, format)
  return compactValue(value, format, { digits: 2 })
}

/** Space that the value axis takes, in pixels: near enough to plan what fits beside it. */
export function valueAxisWidth({ format, values }: Pick<ValueAxis, 'format' | 'values'>): number {
  return widest(
    values.map((value) => compactValue(value, format)),
    fonts.axis,
  )
}

/** Names below a slot each, in up to two lines; undefined when some would have to be cut. */
export function uncutLabels(labels: readonly string[], slot: number): string[][] | undefined {
  const lines = labels.map((label) => wrap(label, slot - 12, fonts.axis))
  return lines.some((line, index) => line.at(-1)?.endsWith('…') && !labels[index]?.endsWith('…')) ? undefined : lines
}

/**
 * Names of periods below a slot each. Where they do not shorten, every second, third … is left out, counted back from
 * the last, which is the one that people look for.
 */
export function periodLabels(labels: readonly string[], slot: number): (string | string[])[] {
  const whole = uncutLabels(labels, slot)
  if (whole && labels.length <= 13) return whole
  const short = labels.map((label) => shorten(label, 170, fonts.axis))
  const width = widest(short, fonts.axis)
  // Names wider than their slots stand further in at the ends, so the second to last has to give way.
  const needed = width > slot ? 1.5 * width - slot / 2 : width
  const step = Math.max(1, Math.ceil((needed + 26) / slot))
  return short.map((label, index) => ((labels.length - 1 - index) % step === 0 ? label : ''))
}

/** Names beside a row each. */
export function rowLabels(labels: readonly string[], row: number, width: number): (string | string[])[] {
  const lines = row >= fonts.label.size * 2.6 ? 2 : 1
  return labels.map((label) => wrap(label, width, fonts.label, lines))
}

/** `inner` keeps a long first or last name inside the picture, at the price of standing beside its place. */
export function categoryAxis(
  labels: readonly (string | string[])[],
  theme: Theme,
  font: 'axis' | 'label' = 'axis',
  align: 'center' | 'inner' = 'center',
) {
  const ticks: Partial<ScaleOptionsByType<'category'>['ticks']> = {
    autoSkip: false,
    align,
    maxRotation: 0,
    color: theme.text,
    font: chartFont(fonts[font]),
    padding: 10,
    callback: (_value, index) => labels[index] ?? '',
  }
  return { offset: true, border: { display: false }, grid: { display: false }, ticks }
}

/** Whether the label is wider than its slot. */
export function tooWide(texts: readonly string[], slot: number): boolean {
  return texts.some((text) => measure(text, fonts.value) > slot)
}
