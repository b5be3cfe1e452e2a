/**
 * A chart spec as Slack's own chart, the only picture that an ephemeral message can carry:
 * https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
 * Pies are not used: shares are read off bars more exactly.
 */
import type { BarsSpec, ChartSpec, FunnelSpec, TrendSpec, ValueFormat } from './chart.ts'
import { charactersUpTo, uniqueLabels } from './chart-labels.ts'
import { limits } from './limits.ts'
import type { ChartPoint, ChartSeries, DataVisualizationBlock } from './types-visualization.ts'

/** Slack has documented 6 and 12 as the most series; past 6 nobody tells the colours apart anyway. */
const MOST_SERIES = 6

const WORDS = {
  en: { soFar: 'so far', days: 'days', hours: 'hours' },
  ja: { soFar: '途中', days: '日', hours: '時間' },
} as const

interface Table {
  type: 'line' | 'bar'
  categories: string[]
  series: { name: string; values: (number | null)[] }[]
}

/**
 * Undefined when the block cannot say it: too many series or points, a gap in the middle (a point has to have a
 * number, and 0 would be a lie), nothing to draw, or a waterfall (bars cannot float).
 */
export function nativeChart(spec: ChartSpec): DataVisualizationBlock | undefined {
  const table = tableOf(spec)
  const trimmed = table && withoutEmptyEnds(table)
  if (!trimmed || trimmed.categories.length === 0) return undefined
  if (trimmed.categories.length > limits.chart.points || trimmed.series.length > MOST_SERIES) return undefined

  const categories = uniqueLabels(trimmed.categories, limits.chart.label)
  const names = uniqueLabels(
    trimmed.series.map((one) => one.name),
    limits.chart.label,
  )
  const series: ChartSeries[] = []
  for (const [index, { values }] of trimmed.series.entries()) {
    const data: ChartPoint[] = []
    for (const [position, label] of categories.entries()) {
      const value = values[position]
      if (value === null || value === undefined) return undefined
      data.push({ label, value: axisValue(value, spec.format) })
    }
    series.push({ name: names[index] ?? '', data })
  }
  const unit = axisUnit(spec.format)
  return {
    type: 'data_visualization',
    title: charactersUpTo(spec.title, limits.chart.title),
    chart: { type: trimmed.type, series, axis_config: { categories, ...(unit && { y_label: unit }) } },
  }
}

function tableOf(spec: ChartSpec): Table | undefined {
  switch (spec.kind) {
    case 'trend':
      return trendTable(spec)
    case 'bars':
      return barsTable(spec)
    case 'funnel':
      return funnelTable(spec)
    case 'waterfall':
      return undefined
  }
}

function trendTable(spec: TrendSpec): Table {
  const type = spec.series.every((one) => one.style === 'bar') ? 'bar' : 'line'
  const lines = [spec.threshold, spec.target].filter((line) => line !== undefined)
  // A level line exists only as one more series.
  const levels = lines.map((line) => ({ name: line.label, values: spec.categories.map(() => line.value) }))
  const soFar = WORDS[spec.format.locale].soFar
  const categories = spec.categories.map((name, index) => {
    if (!spec.running || index !== spec.categories.length - 1) return name
    const note = ` (${soFar})`
    return charactersUpTo(name, limits.chart.label - note.length) + note
  })
  return withLevels({ type, categories, series: spec.series }, levels)
}

/** Levels join after the empty ends are cut, or they would keep an empty period alive. */
function withLevels(table: Table, levels: Table['series']): Table {
  const kept = withoutEmptyEnds(table)
  const series = levels.map(({ name, values }) => ({ name, values: values.slice(0, kept.categories.length) }))
  return { ...kept, series: [...kept.series, ...series] }
}

function barsTable(spec: BarsSpec): Table {
  return { type: 'bar', categories: spec.categories, series: spec.series }
}

function funnelTable(spec: FunnelSpec): Table {
  const values = spec.steps.map((step) => step.value)
  return { type: 'bar', categories: spec.steps.map((step) => step.label), series: [{ name: spec.title, values }] }
}

function withoutEmptyEnds(table: Table): Table {
  const filled = table.categories.map((_, index) => table.series.some((one) => (one.values[index] ?? null) !== null))
  const from = filled.indexOf(true)
  const to = from < 0 ? from : filled.lastIndexOf(true) + 1
  const cut = <T>(list: T[]) => list.slice(Math.max(from, 0), Math.max(to, 0))
  const series = table.series.map((one) => ({ name: one.name, values: cut(one.values) }))
  return { ...table, categories: cut(table.categories), series }
}

/** Percentages are drawn as 0–100, and nobody reads the digits that float arithmetic adds. */
function axisValue(value: number, format: ValueFormat): number {
  const scaled = format.style === 'percent' ? value * 100 : value
  return Math.round(scaled * 100) / 100
}

function axisUnit(format: ValueFormat): string | undefined {
  if (format.style === 'percent') return '%'
  if (format.style === 'currency') return format.currency
  if (format.style === 'number') return undefined
  return WORDS[format.locale][format.style]
}
