/** How charts of bars are laid out: standing or lying, in a picture of which height. */
import { fonts, HEIGHTS, PADDING, WIDTH } from './theme.ts'

/** Title, legend and padding take this much of the height. */
const AROUND = { plain: 160, legend: 210 } as const

export const PLOT_WIDTH = WIDTH - 2 * PADDING
/** Names of rows take at most this much of the width. */
export const ROW_LABEL_WIDTH = 290

/** The smallest picture in which `rows` rows are at least `row` pixels high each, or the tallest there is. */
export function heightFor(rows: number, row: number, legend = false): number {
  const around = legend ? AROUND.legend : AROUND.plain
  return HEIGHTS.find((height) => height - around >= rows * row) ?? HEIGHTS[2]
}

/** Pixels that a row gets in a picture of that height. */
export function rowHeight(height: number, rows: number, legend = false): number {
  return (height - (legend ? AROUND.legend : AROUND.plain)) / rows
}

/** A figure needs this much beside (or on) its bar. */
export const FIGURE_HEIGHT = fonts.value.size * 1.1

/** Share of the axis to keep free so that a text of `width` fits beyond the longest bar of a plot `length` long. */
export function roomFor(width: number, length: number): number {
  const free = Math.min(width + 20, length * 0.45)
  return free / (length - free)
}
