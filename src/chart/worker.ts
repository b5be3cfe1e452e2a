/** Entry of the worker threads: one spec in, one PNG out. */
import type { ChartSpec } from '../blocks/chart.ts'
import { draw } from './draw.ts'

export default function drawOne(spec: ChartSpec): Uint8Array {
  return draw(spec)
}
