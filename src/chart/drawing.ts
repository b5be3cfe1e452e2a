/** What every chart starts from: the card, the title, the legend. */

import type { SKRSContext2D } from 'canvas'
import type { Chart, ChartConfiguration, ChartOptions, Plugin } from 'chart.js'
import type { ChartSpec } from '../blocks/chart.ts'
import { shorten, wrap } from './text.ts'
import { BOTTOM, chartFont, css, fonts, PADDING, type Theme, themes, WIDTH } from './theme.ts'

export interface Drawing {
  /** In pixels: one of `HEIGHTS`. */
  height: number
  config: ChartConfiguration
}

export function themeOf(spec: ChartSpec): Theme {
  return themes[spec.theme ?? 'light']
}

/** Words that are part of the picture. */
export const WORDS = {
  en: { none: 'No data', soFar: 'so far' },
  ja: { none: 'データなし', soFar: '途中' },
} as const

/** The canvas context with the type it has here: Chart.js only knows the browser's. */
export function contextOf(chart: Chart): SKRSContext2D {
  return chart.ctx as unknown as SKRSContext2D
}

const INNER = WIDTH - 2 * PADDING
const LEGEND_NAME = 260

/** Options for `options`, to be spread before the chart's own scales. */
export function baseOptions(spec: ChartSpec, legend: boolean): ChartOptions {
  const theme = themeOf(spec)
  return {
    layout: { padding: { top: PADDING, left: PADDING, right: PADDING, bottom: BOTTOM } },
    events: [],
    plugins: {
      tooltip: { enabled: false },
      title: {
        display: true,
        text: wrap(spec.title, INNER, fonts.title),
        align: 'start',
        color: theme.text,
        font: chartFont(fonts.title),
        padding: { top: 0, bottom: legend ? 14 : 26 },
      },
      subtitle: legendGap(legend),
      legend: {
        display: legend,
        align: 'start',
        labels: {
          color: theme.text,
          font: chartFont(fonts.label),
          usePointStyle: true,
          boxWidth: 22,
          boxHeight: 14,
          padding: 18,
          sort: (a, b) => (a.datasetIndex ?? 0) - (b.datasetIndex ?? 0),
        },
      },
    },
  }
}

/** Nothing but the distance between the legend and the chart, which a legend cannot keep itself. */
function legendGap(display: boolean) {
  return { display, text: ' ', font: { size: 1 }, padding: { top: 0, bottom: 18 }, weight: 1 }
}

export function legendName(name: string): string {
  return shorten(name, LEGEND_NAME, fonts.label)
}

/** A ground of our own, so that the picture is legible whatever theme Slack is in. */
export function card(theme: Theme): Plugin {
  return {
    id: 'card',
    beforeDraw(chart) {
      const ctx = contextOf(chart)
      ctx.save()
      ctx.fillStyle = theme.card
      ctx.strokeStyle = theme.border
      ctx.lineWidth = 2
      ctx.beginPath()
      ctx.roundRect(1, 1, chart.width - 2, chart.height - 2, 20)
      ctx.fill()
      ctx.stroke()
      ctx.restore()
    },
  }
}

/** Says so in the middle of a chart that has nothing to show. */
export function emptyNotice(spec: ChartSpec, empty: boolean): Plugin {
  return {
    id: 'empty-notice',
    afterDraw(chart) {
      if (!empty) return
      const ctx = contextOf(chart)
      const { left, right, top, bottom } = chart.chartArea
      ctx.save()
      ctx.font = css(fonts.title)
      ctx.fillStyle = themeOf(spec).muted
      ctx.textAlign = 'center'
      ctx.textBaseline = 'middle'
      ctx.fillText(WORDS[spec.format.locale].none, (left + right) / 2, (top + bottom) / 2)
      ctx.restore()
    },
  }
}
