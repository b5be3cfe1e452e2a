/** How many reach each step, and which share of the step before they are. */
import type { Chart, ChartConfiguration, Plugin } from 'chart.js'
import type { FunnelSpec } from '../blocks/chart.ts'
import { compactValue } from '../blocks/chart-format.ts'
import { categoryAxis, rowLabels, valueAxis } from './axes.ts'
import { barAt, beyond } from './bar-values.ts'
import { baseOptions, card, contextOf, type Drawing, emptyNotice, themeOf } from './drawing.ts'
import { labelsOn } from './labels.ts'
import { heightFor, PLOT_WIDTH, ROW_LABEL_WIDTH, roomFor, rowHeight } from './rows.ts'
import { widest } from './text.ts'
import { css, fonts, seriesColour, type Theme } from './theme.ts'

export function funnelDrawing(spec: FunnelSpec): Drawing {
  const theme = themeOf(spec)
  const rated = spec.steps.some((step) => step.rate !== undefined)
  const rows = spec.steps.length
  const height = heightFor(rows, rated ? 62 : 46)
  const values = spec.steps.map((step) => step.value)
  const labels = rowLabels(
    spec.steps.map((step) => step.label),
    rowHeight(height, rows),
    ROW_LABEL_WIDTH,
  )
  const figures = values.map((value) => compactValue(value, spec.format))
  const length = PLOT_WIDTH - widest(labels.flat(), fonts.label)
  const room = roomFor(widest(figures, fonts.value), length)
  const config: ChartConfiguration<'bar'> = {
    type: 'bar',
    data: {
      labels: spec.steps.map((step) => step.label),
      datasets: [
        {
          data: values,
          backgroundColor: seriesColour(theme, 0),
          borderRadius: 6,
          borderSkipped: false,
          maxBarThickness: 64,
          categoryPercentage: 1,
          barPercentage: rated ? 0.56 : 0.7,
        },
      ],
    },
    options: {
      ...baseOptions(spec, false),
      indexAxis: 'y',
      scales: {
        x: valueAxis({ format: spec.format, theme, values, fromZero: true, show: false, room }),
        y: categoryAxis(labels, theme, 'label'),
      },
    } as NonNullable<ChartConfiguration<'bar'>['options']>,
    plugins: [card(theme), figuresAndRates(spec, theme), emptyNotice(spec, false)],
  }
  return { height, config: config as ChartConfiguration }
}

function figuresAndRates(spec: FunnelSpec, theme: Theme): Plugin {
  return {
    id: 'figures-and-rates',
    afterDatasetsDraw(chart) {
      const labels = labelsOn(chart, theme)
      for (const [index, step] of spec.steps.entries()) {
        const bar = barAt(chart, 0, index)
        if (!bar) continue
        labels.write(beyond(bar, compactValue(step.value, spec.format), false))
        if (index > 0 && step.rate !== undefined) drawRate(chart, spec, theme, index, step.rate)
      }
    },
  }
}

/** In the gap above the step, with an arrow that points down into it. */
function drawRate(chart: Chart, spec: FunnelSpec, theme: Theme, index: number, rate: number | null): void {
  const above = barAt(chart, 0, index - 1)
  const bar = barAt(chart, 0, index)
  if (!above || !bar) return
  const y = (above.y + above.height / 2 + bar.y - bar.height / 2) / 2
  const x = bar.base + 18
  const ctx = contextOf(chart)
  ctx.save()
  ctx.fillStyle = theme.muted
  ctx.beginPath()
  ctx.moveTo(x - 9, y - 6)
  ctx.lineTo(x + 9, y - 6)
  ctx.lineTo(x, y + 7)
  ctx.closePath()
  ctx.fill()
  ctx.font = css(fonts.axis)
  ctx.textBaseline = 'middle'
  const text = rate === null ? '–' : compactValue(rate, { style: 'percent', locale: spec.format.locale })
  ctx.fillText(text, x + 18, y)
  ctx.restore()
}
