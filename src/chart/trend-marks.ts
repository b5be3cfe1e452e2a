/** What is drawn behind and across a trend: shaded periods, a threshold, a target. */
import type { Chart, Plugin } from 'chart.js'
import type { TrendSpec } from '../blocks/chart.ts'
import { contextOf } from './drawing.ts'
import type { Label } from './labels.ts'
import { measure, shorten } from './text.ts'
import { fonts, type Theme } from './theme.ts'

/** Under the lines, from half a slot before the first shaded period to half a slot after the last. */
export function highlightBand(spec: TrendSpec, theme: Theme): Plugin {
  return {
    id: 'highlight-band',
    beforeDatasetsDraw(chart) {
      const { highlight } = spec
      const axis = chart.scales.x
      if (!highlight || !axis) return
      const { top, bottom, left, right } = chart.chartArea
      const half = (right - left) / spec.categories.length / 2
      const from = axis.getPixelForValue(highlight.from) - half
      const to = axis.getPixelForValue(highlight.to) + half
      const ctx = contextOf(chart)
      ctx.save()
      ctx.fillStyle = theme.band
      ctx.fillRect(from, top, to - from, bottom - top)
      ctx.restore()
    },
  }
}

/** Dashed; their names are written with the other labels. */
export function levelLines(spec: TrendSpec, theme: Theme): Plugin {
  return {
    id: 'level-lines',
    beforeDatasetsDraw(chart) {
      const ctx = contextOf(chart)
      const { left, right } = chart.chartArea
      ctx.save()
      ctx.lineWidth = 3
      ctx.setLineDash([14, 8])
      for (const level of levelsOf(spec, theme)) {
        const y = chart.scales.y?.getPixelForValue(level.value) ?? 0
        ctx.strokeStyle = level.colour
        ctx.beginPath()
        ctx.moveTo(left, y)
        ctx.lineTo(right, y)
        ctx.stroke()
      }
      ctx.restore()
    },
  }
}

interface Level {
  value: number
  label: string
  colour: string
}

export function levelsOf({ threshold, target }: TrendSpec, theme: Theme): Level[] {
  const levels: Level[] = []
  if (threshold) levels.push({ ...threshold, colour: theme.threshold })
  if (target) levels.push({ ...target, colour: theme.target })
  return levels
}

/** Where the name of a level may stand: on the line or under it, at either end or between. */
export function levelPlaces(chart: Chart, level: Level): Label[] {
  const { left, right } = chart.chartArea
  const y = chart.scales.y?.getPixelForValue(level.value) ?? 0
  const font = fonts.axis
  const text = shorten(level.label, (right - left) * 0.6, font)
  const width = measure(text, font)
  const places: Label[] = []
  for (const share of [0, 1, 0.25, 0.5, 0.75]) {
    const x = left + 6 + (right - left - 12 - width) * share
    const label = { text, x, align: 'left', colour: level.colour, font } as const
    places.push({ ...label, y: y - 6, baseline: 'bottom' }, { ...label, y: y + 8, baseline: 'top' })
  }
  return places
}

/** The name of the shaded periods, within them at the top or at the bottom. */
export function highlightPlaces(chart: Chart, { highlight, categories }: TrendSpec, theme: Theme): Label[] {
  const axis = chart.scales.x
  if (!highlight?.label || !axis) return []
  const { top, bottom, left, right } = chart.chartArea
  const font = fonts.axis
  const text = shorten(highlight.label, 320, font)
  const from = axis.getPixelForValue(highlight.from) - (right - left) / categories.length / 2
  const x = Math.min(from + 8, right - measure(text, font) - 4)
  const label = { text, x, align: 'left', colour: theme.muted, font } as const
  return [
    { ...label, y: top + 8, baseline: 'top' },
    { ...label, y: bottom - 8, baseline: 'bottom' },
  ]
}
