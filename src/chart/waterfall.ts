/** How one total became the next: gains and losses, each from where the one before ended. */
import type { ChartConfiguration } from 'chart.js'
import type { WaterfallSpec } from '../blocks/chart.ts'
import { categoryAxis, rowLabels, tooWide, uncutLabels, valueAxis } from './axes.ts'
import { baseOptions, card, type Drawing, emptyNotice, themeOf } from './drawing.ts'
import { heightFor, PLOT_WIDTH, ROW_LABEL_WIDTH, roomFor, rowHeight } from './rows.ts'
import { widest } from './text.ts'
import { fonts, HEIGHTS, type Theme } from './theme.ts'
import { brokenTotals, connectors, stepFigures } from './waterfall-marks.ts'
import { figureOf, floorOf, type Step, spans } from './waterfall-steps.ts'

export function waterfallDrawing(spec: WaterfallSpec): Drawing {
  const theme = themeOf(spec)
  const levels = spans(spec.steps)
  const floor = floorOf(levels.flat())
  const layout = layoutOf(spec)
  const names = categoryAxis(layout.labels, theme, layout.lying ? 'label' : 'axis')
  const bars = levels.map(([from, to]): [number, number] => [Math.max(from, floor ?? from), to])
  const axis = valueAxis({
    format: spec.format,
    theme,
    values: bars.flat(),
    fromZero: floor === undefined,
    show: false,
    room: layout.room,
  })
  // Beyond a floor the axis starts at the floor exactly, where the broken bars stand.
  const amounts = floor === undefined ? axis : { ...axis, beginAtZero: false, min: floor }
  const config: ChartConfiguration<'bar', ([number, number] | null)[]> = {
    type: 'bar',
    data: {
      labels: spec.steps.map((step) => step.label),
      datasets: [
        {
          // Chart.js draws a floating bar without length from zero instead.
          data: bars.map((bar) => (bar[0] === bar[1] ? null : bar)),
          backgroundColor: spec.steps.map((step) => colourOf(step, theme)),
          borderRadius: 4,
          borderSkipped: false,
          maxBarThickness: 110,
          categoryPercentage: 1,
          barPercentage: 0.68,
        },
      ],
    },
    options: {
      ...baseOptions(spec, false),
      indexAxis: layout.lying ? 'y' : 'x',
      scales: layout.lying ? { x: amounts, y: names } : { x: names, y: amounts },
    } as NonNullable<ChartConfiguration<'bar', ([number, number] | null)[]>['options']>,
    plugins: [
      card(theme),
      connectors(spec, theme, floor),
      brokenTotals(spec, theme, floor),
      stepFigures(spec, theme, floor),
      emptyNotice(spec, false),
    ],
  }
  return { height: layout.height, config: config as unknown as ChartConfiguration }
}

function colourOf({ value, kind }: Step, theme: Theme): string {
  if (kind === 'total') return theme.series[0] ?? theme.neutral
  return value < 0 ? theme.down : theme.up
}

function layoutOf(spec: WaterfallSpec) {
  const rows = spec.steps.length
  const slot = PLOT_WIDTH / rows
  const names = spec.steps.map((step) => step.label)
  const figures = spec.steps.map((step) => figureOf(step, spec))
  const standing = uncutLabels(names, slot)
  if (standing && !tooWide(figures, slot)) return { lying: false, height: HEIGHTS[0], labels: standing, room: 0.12 }
  const height = heightFor(rows, 46)
  const labels = rowLabels(names, rowHeight(height, rows), ROW_LABEL_WIDTH)
  const length = PLOT_WIDTH - widest(labels.flat(), fonts.label)
  return { lying: true, height, labels, room: roomFor(widest(figures, fonts.value), length) }
}
