/** Labels written on a picture, none over another. */
import type { Chart } from 'chart.js'
import { contextOf } from './drawing.ts'
import { measure } from './text.ts'
import { css, type Font, fonts, type Theme } from './theme.ts'

export interface Label {
  text: string
  /** Pixels; where the text is relative to it depends on `align` and `baseline`. */
  x: number
  y: number
  align?: 'left' | 'center' | 'right'
  baseline?: 'top' | 'middle' | 'bottom'
  colour?: string
  font?: Font
}

/** In pixels. */
export interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

const GAP = 4
/** Labels stay this far inside the card. */
const MARGIN = 14

export interface Labels {
  /** Writes at the first of these places that is free; false when none is, and nothing is written. */
  write(...places: Label[]): boolean
  /** Whether all of these could be written, each where it says. */
  allFit(labels: readonly Label[]): boolean
}

/** `avoid` is what labels had better not cover, though they may where every place would. */
export function labelsOn(chart: Chart, theme: Theme, avoid: readonly Box[] = []): Labels {
  const taken: Box[] = []
  const bounds = { left: MARGIN, right: chart.width - MARGIN }
  return {
    write(...places) {
      const inner = places.map((place) => inside(place, bounds))
      const free = inner.filter((label) => !taken.some((other) => overlap(boxOf(label), other)))
      const label = free.find((one) => !avoid.some((other) => overlap(boxOf(one), other))) ?? free[0]
      if (!label) return false
      taken.push(boxOf(label))
      paint(chart, label, theme)
      return true
    },
    allFit(labels) {
      const boxes = labels.map((label) => boxOf(inside(label, bounds)))
      return boxes.every((box, index) => ![...taken, ...boxes.slice(index + 1)].some((other) => overlap(box, other)))
    },
  }
}

/** Moved sideways rather than cut off by the edge of the card. */
function inside(label: Label, bounds: { left: number; right: number }): Label {
  const { left, right } = boxOf(label)
  const shift = left < bounds.left ? bounds.left - left : right > bounds.right ? bounds.right - right : 0
  return { ...label, x: label.x + shift }
}

function boxOf({ text, x, y, align = 'center', baseline = 'middle', font = fonts.value }: Label): Box {
  const width = measure(text, font)
  // Figures have no descenders, and less above them than the line they stand in.
  const height = font.size * 0.9
  const left = align === 'left' ? x : align === 'right' ? x - width : x - width / 2
  const top = baseline === 'top' ? y : baseline === 'bottom' ? y - height : y - height / 2
  return { left, right: left + width, top, bottom: top + height }
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right + GAP && b.left < a.right + GAP && a.top < b.bottom && b.top < a.bottom
}

function paint(chart: Chart, label: Label, theme: Theme): void {
  const { text, x, y, align = 'center', baseline = 'middle', colour = theme.text, font = fonts.value } = label
  const ctx = contextOf(chart)
  // Bottom-aligned text leaves room for descenders, which figures do not have.
  const drop = baseline === 'bottom' ? 5 : baseline === 'top' ? -2 : 0
  ctx.save()
  ctx.font = css(font)
  ctx.textAlign = align
  ctx.textBaseline = baseline
  // A rim in the colour of the card keeps figures legible over lines.
  ctx.lineJoin = 'round'
  ctx.lineWidth = 7
  ctx.strokeStyle = theme.card
  ctx.strokeText(text, x, y + drop)
  ctx.fillStyle = colour
  ctx.fillText(text, x, y + drop)
  ctx.restore()
}
