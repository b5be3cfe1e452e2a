/** The figures on bars: beyond the end of each, or of the whole stack, whose parts are written inside. */
import type { Chart, Plugin } from 'chart.js'
import type { BarsSpec } from '../blocks/chart.ts'
import { compactValue } from '../blocks/chart-format.ts'
import { contextOf } from './drawing.ts'
import { type Label, type Labels, labelsOn } from './labels.ts'
import { measure } from './text.ts'
import { css, fonts, seriesColour, type Theme } from './theme.ts'

export function barValues(spec: BarsSpec, theme: Theme, figures: boolean): Plugin {
  return {
    id: 'bar-values',
    afterDatasetsDraw(chart) {
      if (!figures) return
      const labels = labelsOn(chart, theme)
      for (const series of spec.series.keys()) {
        for (const index of spec.categories.keys()) {
          if (spec.stacked) writeInside(chart, spec, theme, series, index)
          else writeBeyond(chart, spec, theme, labels, series, index)
        }
      }
      if (spec.stacked) writeTotals(chart, spec, theme, labels)
    },
  }
}

/** Of each category; categories without any value have none. */
export function totalsOf(spec: BarsSpec): number[] {
  return spec.categories.flatMap((_, index) => {
    const total = totalAt(spec, index)
    return total === null ? [] : [total]
  })
}

function totalAt(spec: BarsSpec, index: number): number | null {
  const parts = spec.series.map((one) => one.values[index] ?? null).filter((value) => value !== null)
  return parts.length > 0 ? parts.reduce((sum, value) => sum + value, 0) : null
}

export interface Bar {
  /** Middle of the end away from the baseline, and the baseline's own coordinate. */
  x: number
  y: number
  base: number
  width: number
  height: number
  lying: boolean
}

export function barAt(chart: Chart, series: number, index: number): Bar | undefined {
  const element = chart.getDatasetMeta(series).data[index]
  if (!element) return undefined
  const lying = chart.options.indexAxis === 'y'
  const wanted = ['x', 'y', 'base', 'width', 'height'] as unknown as ['x', 'y']
  const { x, y, base, width, height } = element.getProps(wanted, true) as unknown as Omit<Bar, 'lying'>
  const zero = chart.scales[lying ? 'x' : 'y']?.getPixelForValue(0) ?? 0
  const flat = (value: number) => (Number.isFinite(value) ? value : zero)
  return lying
    ? { x: flat(x), y, base: flat(base), width, height, lying }
    : { x, y: flat(y), base: flat(base), width, height, lying }
}

/** Where a text goes that stands beyond the end of a bar. */
export function beyond(bar: Bar, text: string, negative: boolean): Label {
  const { x, y } = bar
  if (bar.lying) return negative ? { text, x: x - 10, y, align: 'right' } : { text, x: x + 10, y, align: 'left' }
  return negative ? { text, x, y: y + 6, baseline: 'top' } : { text, x, y: y - 6, baseline: 'bottom' }
}

/** No data is not 0, and does not look like it. */
function noData(bar: Bar, theme: Theme): Label {
  return { ...beyond(bar, '–', false), colour: theme.muted }
}

function writeBeyond(chart: Chart, spec: BarsSpec, theme: Theme, labels: Labels, series: number, index: number): void {
  const value = spec.series[series]?.values[index] ?? null
  const bar = barAt(chart, series, index)
  if (!bar) return
  if (value === null) labels.write(noData(bar, theme))
  else labels.write(beyond(bar, compactValue(value, spec.format), value < 0))
}

function writeInside(chart: Chart, spec: BarsSpec, theme: Theme, series: number, index: number): void {
  const value = spec.series[series]?.values[index] ?? null
  const bar = barAt(chart, series, index)
  if (!bar || value === null || value === 0) return
  const text = compactValue(value, spec.format)
  const font = fonts.axis
  const long = bar.lying ? Math.abs(bar.x - bar.base) : bar.width
  const high = bar.lying ? bar.height : Math.abs(bar.y - bar.base)
  if (measure(text, font) + 12 > long || font.size * 1.15 > high) return
  const ctx = contextOf(chart)
  ctx.save()
  ctx.font = css(font)
  ctx.fillStyle = inkOn(seriesColour(theme, series))
  ctx.textAlign = 'center'
  ctx.textBaseline = 'middle'
  const [x, y] = bar.lying ? [(bar.x + bar.base) / 2, bar.y] : [bar.x, (bar.y + bar.base) / 2]
  ctx.fillText(text, x, y)
  ctx.restore()
}

/** Black or white, whichever is easier to read there (relative luminance of WCAG 2, without its gamma). */
function inkOn(colour: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => Number.parseInt(colour.slice(from, from + 2), 16))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 140 ? '#14191f' : '#ffffff'
}

function writeTotals(chart: Chart, spec: BarsSpec, theme: Theme, labels: Labels): void {
  for (const index of spec.categories.keys()) {
    const total = totalAt(spec, index)
    const bars = [...spec.series.keys()].map((series) => barAt(chart, series, index)).filter((bar) => bar !== undefined)
    const [first] = bars
    if (!first) continue
    if (total === null) {
      labels.write(noData(first, theme))
      continue
    }
    const negative = total < 0
    const reach = (bar: Bar) => (bar.lying ? bar.x : -bar.y) * (negative ? -1 : 1)
    const outer = bars.reduce((best, bar) => (reach(bar) > reach(best) ? bar : best))
    labels.write(beyond(outer, compactValue(total, spec.format), negative))
  }
}
