/** Where the lines of a trend run, as small boxes that labels can keep clear of. */
import type { Chart } from 'chart.js'
import type { TrendSpec } from '../blocks/chart.ts'
import type { Box } from './labels.ts'

const PIECES = 10
/** Half the thickness of a line. */
const HALF = 3

export function linePaths(chart: Chart, spec: TrendSpec): Box[] {
  return spec.series.flatMap(({ values, style }, series) => {
    if (style === 'bar') return []
    const points = values.map((value, index) => {
      const element = chart.getDatasetMeta(series).data[index]
      return value === null || !element ? undefined : { x: element.x, y: element.y }
    })
    return points.flatMap((from, index) => {
      const to = points[index + 1]
      return from && to ? between(from, to) : []
    })
  })
}

type Point = { x: number; y: number }

function between(from: Point, to: Point): Box[] {
  return Array.from({ length: PIECES }, (_, piece) => {
    const at = (share: number) => ({ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share })
    const [a, b] = [at(piece / PIECES), at((piece + 1) / PIECES)]
    return { left: a.x, right: b.x, top: Math.min(a.y, b.y) - HALF, bottom: Math.max(a.y, b.y) + HALF }
  })
}
