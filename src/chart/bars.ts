/** Amounts side by side, such as the pipeline by stage. */
import type { ChartConfiguration, ChartDataset } from 'chart.js'
import type { BarsSpec } from '../blocks/chart.ts'
import { compactValue } from '../blocks/chart-format.ts'
import { categoryAxis, periodLabels, rowLabels, tooWide, uncutLabels, valueAxis } from './axes.ts'
import { barValues, totalsOf } from './bar-values.ts'
import { baseOptions, card, type Drawing, emptyNotice, legendName, themeOf } from './drawing.ts'
import { FIGURE_HEIGHT, heightFor, PLOT_WIDTH, ROW_LABEL_WIDTH, roomFor, rowHeight } from './rows.ts'
import { widest } from './text.ts'
import { fonts, HEIGHTS, seriesColour } from './theme.ts'

interface Layout {
  lying: boolean
  height: number
  labels: (string | string[])[]
  /** Whether each bar carries its figure; otherwise the axis has to say it. */
  figures: boolean
  room: number
}

export function barsDrawing(spec: BarsSpec): Drawing {
  const theme = themeOf(spec)
  const values = spec.series.flatMap((one) => one.values).filter((value) => value !== null)
  const ends = spec.stacked ? [...values, ...totalsOf(spec)] : values
  const layout = layoutOf(spec, ends)
  const tight = !layout.lying && widest(layout.labels.flat(), fonts.axis) > PLOT_WIDTH / spec.categories.length
  const names = categoryAxis(layout.labels, theme, layout.lying ? 'label' : 'axis', tight ? 'inner' : 'center')
  const show = !layout.figures && values.length > 0
  const amounts = valueAxis({ format: spec.format, theme, values: ends, fromZero: true, show, room: layout.room })
  const stacked = spec.stacked === true
  const config: ChartConfiguration<'bar'> = {
    type: 'bar',
    data: { labels: spec.categories, datasets: spec.series.map((_, index) => dataset(spec, index)) },
    options: {
      ...baseOptions(spec, spec.series.length > 1),
      indexAxis: layout.lying ? 'y' : 'x',
      scales: layout.lying
        ? { x: { ...amounts, stacked }, y: { ...names, stacked } }
        : { x: { ...names, stacked }, y: { ...amounts, stacked } },
    } as NonNullable<ChartConfiguration<'bar'>['options']>,
    plugins: [card(theme), barValues(spec, theme, layout.figures), emptyNotice(spec, values.length === 0)],
  }
  return { height: layout.height, config: config as ChartConfiguration }
}

function dataset(spec: BarsSpec, index: number): ChartDataset<'bar'> {
  const colour = seriesColour(themeOf(spec), index)
  return {
    label: legendName(spec.series[index]?.name ?? ''),
    data: spec.series[index]?.values ?? [],
    backgroundColor: colour,
    borderRadius: spec.stacked ? 2 : 6,
    borderSkipped: false,
    maxBarThickness: 96,
    categoryPercentage: 0.8,
    barPercentage: 0.9,
    pointStyle: 'rectRounded',
  } as ChartDataset<'bar'>
}

function layoutOf(spec: BarsSpec, ends: readonly number[]): Layout {
  const slot = PLOT_WIDTH / spec.categories.length
  const figures = ends.map((value) => compactValue(value, spec.format))
  const bars = spec.stacked ? 1 : spec.series.length
  const standing = uncutLabels(spec.categories, slot)
  const readable = !tooWide(figures, bars > 1 ? (slot * 0.8) / bars : slot)
  if (spec.horizontal ?? !(standing && readable)) return lyingLayout(spec, bars, figures)
  return {
    lying: false,
    height: HEIGHTS[0],
    labels: standing ?? periodLabels(spec.categories, slot),
    figures: readable,
    room: 0.14,
  }
}

function lyingLayout(spec: BarsSpec, bars: number, figures: readonly string[]): Layout {
  const legend = spec.series.length > 1
  const rows = spec.categories.length
  const height = heightFor(rows * bars, bars > 1 ? 36 : 46, legend)
  const row = rowHeight(height, rows, legend)
  const labels = rowLabels(spec.categories, row, ROW_LABEL_WIDTH)
  const length = PLOT_WIDTH - widest(labels.flat(), fonts.label)
  const roomy = (row * 0.72) / bars >= FIGURE_HEIGHT * 0.8
  return { lying: true, height, labels, figures: roomy, room: roomFor(widest(figures, fonts.value), length) }
}
