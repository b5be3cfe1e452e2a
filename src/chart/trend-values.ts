/** The words and figures on a trend: levels, the last value, the extremes, then as many as there is room for. */
import type { Chart, Plugin } from 'chart.js'
import type { TrendSpec } from '../blocks/chart.ts'
import { compactValue } from '../blocks/chart-format.ts'
import { type Box, type Label, labelsOn } from './labels.ts'
import { linePaths } from './line-paths.ts'
import { measure } from './text.ts'
import { fonts, seriesColour, type Theme } from './theme.ts'
import { highlightPlaces, levelPlaces, levelsOf } from './trend-marks.ts'

interface Point {
  series: number
  index: number
  value: number
}

/** Past this many points, more figures would hide the line that they belong to. */
const ALL_UP_TO = 14

export function trendValues(spec: TrendSpec, theme: Theme): Plugin {
  return {
    id: 'trend-values',
    afterDatasetsDraw(chart) {
      const levels = levelsOf(spec, theme)
      const labels = labelsOn(chart, theme, [
        ...linePaths(chart, spec),
        ...levels.map(({ value }) => across(chart, value)),
      ])
      for (const level of levels) labels.write(...levelPlaces(chart, level))
      labels.write(...highlightPlaces(chart, spec, theme))
      const all = inOrder(spec).map((point) => ({ ...point, places: places(chart, spec, point, theme) }))
      // Figures on bars stand side by side: all of them have room, or only those that matter are written.
      const bars = all.flatMap((point) => (spec.series[point.series]?.style === 'bar' ? point.places : []))
      const shown = labels.allFit(bars) ? all : all.filter((point) => point.matters)
      for (const point of shown) labels.write(...point.places)
      for (const gap of gapsOf(spec)) labels.write(gapLabel(chart, theme, gap))
    },
  }
}

/** A missing bar would be read as 0; a missing point leaves a gap in its line that says enough. */
function gapsOf(spec: TrendSpec): number[] {
  if (spec.series.length > 1 || spec.series[0]?.style !== 'bar') return []
  const values = spec.series[0].values
  if (values.every((value) => value === null)) return []
  return values.flatMap((value, index) => (value === null ? [index] : []))
}

function gapLabel(chart: Chart, theme: Theme, index: number): Label {
  const x = chart.scales.x?.getPixelForValue(index) ?? 0
  return { text: '–', x, y: (chart.scales.y?.getPixelForValue(0) ?? 0) - 8, baseline: 'bottom', colour: theme.muted }
}

/** Series that get figures: a dashed one is there for comparison only. */
function drawn(spec: TrendSpec) {
  return spec.series.filter((one) => one.style !== 'dashed')
}

/** Whether figures stand to the right of each line's end, for which there has to be room. */
export function figuresAtEnds(spec: TrendSpec): boolean {
  return drawn(spec).length > 1 && drawn(spec).every((one) => one.style !== 'bar')
}

function across(chart: Chart, value: number): Box {
  const y = chart.scales.y?.getPixelForValue(value) ?? 0
  return { left: chart.chartArea.left, right: chart.chartArea.right, top: y - 2, bottom: y + 2 }
}

function places(chart: Chart, spec: TrendSpec, { series, index, value }: Point, theme: Theme): Label[] {
  const element = chart.getDatasetMeta(series).data[index]
  const { x, y } = element ?? { x: 0, y: 0 }
  const one = spec.series[series]
  const text = compactValue(value, spec.format)
  if (one?.style === 'bar') return [onBar(chart, series, { text, x, y, colour: theme.text }, value < 0)]
  const colour = drawn(spec).length > 1 ? seriesColour(theme, series) : theme.text
  if (figuresAtEnds(spec)) {
    const end = { text, x: x + 16, align: 'left', colour } as const
    return [0, -14, 14, -28, 28, -42, 42].map((shift) => ({ ...end, y: y + shift }))
  }
  const over: Label = { text, x, y: y - 14, baseline: 'bottom', colour }
  const under: Label = { text, x, y: y + 14, baseline: 'top', colour }
  // On the outer side of the bend, where the line itself is not in the way.
  const before = one?.values[index - 1] ?? value
  const after = one?.values[index + 1] ?? value
  return value >= (before + after) / 2 ? [over, under] : [under, over]
}

/** Beyond the end of the bar, and of its neighbours where they are narrower than the figure. */
function onBar(chart: Chart, series: number, label: Label, negative: boolean): Label {
  const half = measure(label.text, fonts.value) / 2
  const near = chart.getDatasetMeta(series).data.filter((bar) => Math.abs(bar.x - label.x) < half)
  const ends = near.map((bar) => bar.y).filter(Number.isFinite)
  if (negative) return { ...label, y: Math.max(label.y, ...ends) + 8, baseline: 'top' }
  return { ...label, y: Math.min(label.y, ...ends) - 8, baseline: 'bottom' }
}

function inOrder(spec: TrendSpec): (Point & { matters: boolean })[] {
  const points = spec.series.flatMap(({ values, style }, series) =>
    values.flatMap((value, index) => (value === null || style === 'dashed' ? [] : [{ series, index, value }])),
  )
  const first = importantFirst(spec, points)
  const rest = drawn(spec).length === 1 && spec.categories.length <= ALL_UP_TO ? points.toReversed() : []
  const important = new Set(first)
  return [...new Set([...first, ...rest])].map((point) => ({ ...point, matters: important.has(point) }))
}

/** The last of each series; of a single one also the highest and the lowest. */
function importantFirst(spec: TrendSpec, points: Point[]): Point[] {
  const lasts = spec.series.flatMap((_, series) => points.filter((point) => point.series === series).slice(-1))
  if (drawn(spec).length > 1) return lasts
  const byValue = points.toSorted((a, b) => a.value - b.value)
  return [...lasts, byValue.at(-1), byValue[0]].filter((point) => point !== undefined)
}
