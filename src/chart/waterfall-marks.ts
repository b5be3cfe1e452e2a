/** What a waterfall has besides its bars: figures, the lines that carry a level on, and breaks in its totals. */
import type { Chart, Plugin } from 'chart.js'
import type { WaterfallSpec } from '../blocks/chart.ts'
import { type Bar, barAt, beyond } from './bar-values.ts'
import { contextOf } from './drawing.ts'
import { labelsOn } from './labels.ts'
import type { Theme } from './theme.ts'
import { figureOf, spans } from './waterfall-steps.ts'

/** Chart.js orders the ends of a floating bar by size; these are in the order of time. */
function stepAt(chart: Chart, spec: WaterfallSpec, floor: number | undefined, index: number): Bar | undefined {
  const span = spans(spec.steps)[index]
  const bar = barAt(chart, 0, index)
  if (!bar || !span) return undefined
  const axis = chart.scales[bar.lying ? 'x' : 'y']
  const [from, to] = span.map((value) => axis?.getPixelForValue(Math.max(value, floor ?? value)) ?? 0)
  const [base, end] = [from ?? 0, to ?? 0]
  return bar.lying ? { ...bar, base, x: end } : { ...bar, base, y: end }
}

/** Above what grew, below what shrank. */
export function stepFigures(spec: WaterfallSpec, theme: Theme, floor: number | undefined): Plugin {
  return {
    id: 'step-figures',
    afterDatasetsDraw(chart) {
      const labels = labelsOn(chart, theme)
      for (const [index, step] of spec.steps.entries()) {
        const bar = stepAt(chart, spec, floor, index)
        if (!bar) continue
        const colour = step.kind === 'total' || step.value === 0 ? theme.text : step.value < 0 ? theme.down : theme.up
        labels.write({ ...beyond(bar, figureOf(step, spec), step.value < 0), colour })
      }
    },
  }
}

/** From the end of each step to the start of the next. */
export function connectors(spec: WaterfallSpec, theme: Theme, floor: number | undefined): Plugin {
  return {
    id: 'connectors',
    beforeDatasetsDraw(chart) {
      const ctx = contextOf(chart)
      ctx.save()
      ctx.strokeStyle = theme.neutral
      ctx.lineWidth = 2
      ctx.setLineDash([4, 5])
      for (const index of spec.steps.keys()) {
        const bar = stepAt(chart, spec, floor, index)
        const next = stepAt(chart, spec, floor, index + 1)
        if (!bar || !next) continue
        ctx.beginPath()
        ctx.moveTo(bar.x, bar.y)
        if (bar.lying) ctx.lineTo(bar.x, next.y)
        else ctx.lineTo(next.x, bar.y)
        ctx.stroke()
      }
      ctx.restore()
    },
  }
}

/** A slanting gap near the foot of every total whose foot is not at zero. */
export function brokenTotals(spec: WaterfallSpec, theme: Theme, floor: number | undefined): Plugin {
  return {
    id: 'broken-totals',
    afterDatasetsDraw(chart) {
      if (floor === undefined) return
      const ctx = contextOf(chart)
      ctx.save()
      ctx.strokeStyle = theme.card
      ctx.lineWidth = 7
      for (const [index, step] of spec.steps.entries()) {
        const bar = stepAt(chart, spec, floor, index)
        if (!bar || step.kind !== 'total') continue
        for (const away of [26, 40]) {
          ctx.beginPath()
          if (bar.lying) {
            ctx.moveTo(bar.base + away + 8, bar.y - bar.height / 2 - 4)
            ctx.lineTo(bar.base + away - 8, bar.y + bar.height / 2 + 4)
          } else {
            ctx.moveTo(bar.x - bar.width / 2 - 4, bar.base - away + 8)
            ctx.lineTo(bar.x + bar.width / 2 + 4, bar.base - away - 8)
          }
          ctx.stroke()
        }
      }
      ctx.restore()
    },
  }
}
