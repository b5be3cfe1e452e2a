/** Values over time: lines or bars, with levels to keep or reach. */
import type { ChartConfiguration, ChartDataset } from 'chart.js'
import type { TrendSpec } from '../blocks/chart.ts'
import { compactValue } from '../blocks/chart-format.ts'
import { categoryAxis, nearZero, periodLabels, valueAxis, valueAxisWidth } from './axes.ts'
import { baseOptions, card, type Drawing, emptyNotice, legendName, themeOf, WORDS } from './drawing.ts'
import { widest } from './text.ts'
import { BOTTOM, fonts, HEIGHTS, PADDING, seriesColour, translucent, WIDTH } from './theme.ts'
import { highlightBand, levelLines } from './trend-marks.ts'
import { figuresAtEnds, trendValues } from './trend-values.ts'

type Series = TrendSpec['series'][number]

export function trendDrawing(spec: TrendSpec): Drawing {
  const theme = themeOf(spec)
  const values = spec.series.flatMap((one) => one.values).filter((value) => value !== null)
  const shown = shownValues(spec)
  const bars = spec.series.some((one) => one.style === 'bar')
  const axis = { format: spec.format, theme, values: shown, fromZero: bars, show: values.length > 0 }
  const wide = valueAxisWidth(axis)
  const ends = figuresAtEnds(spec) ? figureWidth(spec) : 0
  const slot = (WIDTH - 2 * PADDING - 24 - wide - ends) / spec.categories.length
  const labels = labelsOf(spec, slot)
  const tight = widest(labels.flat(), fonts.axis) > slot
  const base = baseOptions(spec, spec.series.length > 1)
  const config: ChartConfiguration<'line' | 'bar'> = {
    type: 'line',
    data: { labels: spec.categories, datasets: spec.series.map((one, index) => dataset(spec, one, index)) },
    options: {
      ...base,
      layout: { padding: { top: PADDING, left: PADDING, bottom: BOTTOM, right: PADDING + ends } },
      scales: { x: categoryAxis(labels, theme, 'axis', tight ? 'inner' : 'center'), y: valueAxis(axis) },
    },
    plugins: [
      card(theme),
      highlightBand(spec, theme),
      levelLines(spec, theme),
      trendValues(spec, theme),
      emptyNotice(spec, values.length === 0),
    ],
  }
  // A long legend takes its lines from the chart.
  const height = spec.series.length > 6 ? HEIGHTS[1] : HEIGHTS[0]
  return { height, config: config as ChartConfiguration }
}

/** Marks are on the picture whatever the values are. */
function shownValues(spec: TrendSpec): number[] {
  const marks = [spec.threshold?.value, spec.target?.value]
  return [...spec.series.flatMap((one) => one.values), ...marks].filter((value) => typeof value === 'number')
}

function figureWidth(spec: TrendSpec): number {
  const lasts = spec.series.map((one) => one.values.findLast((value) => value !== null) ?? 0)
  const figures = lasts.map((value) => compactValue(value, spec.format))
  return widest(figures, fonts.value)
}

/** The running period says that it is one, under its name. */
function labelsOf(spec: TrendSpec, slot: number): (string | string[])[] {
  const labels = periodLabels(spec.categories, slot)
  const last = labels.pop()
  if (!spec.running || last === undefined) return last === undefined ? labels : [...labels, last]
  return [...labels, [last].flat().concat(WORDS[spec.format.locale].soFar)]
}

function dataset(spec: TrendSpec, series: Series, index: number): ChartDataset<'line' | 'bar'> {
  const theme = themeOf(spec)
  const overBars = spec.series.some((one) => one.style === 'bar')
  const colour = series.style !== 'dashed' ? seriesColour(theme, index) : overBars ? theme.text : theme.neutral
  const common = { label: legendName(series.name), data: series.values, borderColor: colour }
  return series.style === 'bar' ? barDataset(spec, common, colour) : lineDataset(spec, series, common, colour)
}

type Common = { label: string; data: (number | null)[]; borderColor: string }

/** Its value will change: the period runs, or its cohort has not had its time. */
const isOpen = ({ categories, running, immature = 0 }: TrendSpec, index: number): boolean =>
  index >= categories.length - Math.max(immature, running ? 1 : 0)

function barDataset(spec: TrendSpec, common: Common, colour: string): ChartDataset<'bar'> {
  const open = (index: number) => isOpen(spec, index)
  return {
    ...common,
    type: 'bar',
    order: 1,
    pointStyle: 'rectRounded',
    backgroundColor: ({ dataIndex }: { dataIndex: number }) => (open(dataIndex) ? translucent(colour, 0.22) : colour),
    borderWidth: ({ dataIndex }: { dataIndex: number }) => (open(dataIndex) ? 3 : 0),
    borderSkipped: false,
    borderRadius: 6,
    maxBarThickness: 90,
    categoryPercentage: 0.74,
    barPercentage: 0.92,
  } as ChartDataset<'bar'>
}

function lineDataset(spec: TrendSpec, series: Series, common: Common, colour: string): ChartDataset<'line'> {
  const theme = themeOf(spec)
  const last = spec.categories.length - 1
  const dashed = series.style === 'dashed'
  // An area says "this much", which is untrue on an axis that does not start at zero.
  const filled = spec.series.length === 1 && nearZero(shownValues(spec))
  const open = (index: number) => isOpen(spec, index)
  const alone = (index: number) =>
    (series.values[index - 1] ?? null) === null && (series.values[index + 1] ?? null) === null
  const marked = (index: number) =>
    (index === last && !dashed) || (open(index) && !dashed) || alone(index) || (spec.categories.length <= 14 && !dashed)
  return {
    ...common,
    type: 'line',
    order: 0,
    borderWidth: dashed ? 3 : 5,
    borderDash: dashed ? [10, 8] : [],
    borderJoinStyle: 'round',
    borderCapStyle: 'round',
    pointStyle: dashed ? 'line' : 'circle',
    pointRadius: ({ dataIndex }: { dataIndex: number }) => (marked(dataIndex) ? (open(dataIndex) ? 9 : 7) : 0),
    pointBorderWidth: ({ dataIndex }: { dataIndex: number }) => (open(dataIndex) ? 4 : 2),
    pointBackgroundColor: ({ dataIndex }: { dataIndex: number }) => (open(dataIndex) ? theme.card : colour),
    pointBorderColor: ({ dataIndex }: { dataIndex: number }) => (open(dataIndex) || dashed ? colour : theme.card),
    // Colour without a context is what the legend shows.
    backgroundColor: filled ? translucent(colour, 0.1) : colour,
    fill: filled ? 'origin' : false,
    segment: {
      borderDash: ({ p1DataIndex }: { p1DataIndex: number }) => (open(p1DataIndex) && !dashed ? [4, 12] : undefined),
    },
  } as ChartDataset<'line'>
}
