/** Text that has to fit into pixels. */
import { createCanvas } from 'canvas'
import { css, type Font } from './theme.ts'

const scratch = createCanvas(1, 1).getContext('2d')
const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' })
const words = new Intl.Segmenter('ja', { granularity: 'word' })

/** Width in pixels. */
export function measure(text: string, font: Font): number {
  scratch.font = css(font)
  return scratch.measureText(text).width
}

export function widest(texts: readonly string[], font: Font): number {
  return Math.max(0, ...texts.map((text) => measure(text, font)))
}

/** Without what the font has no glyphs for: emoji, which would be squares. */
function drawable(text: string): string {
  return text.replace(/\p{Emoji_Presentation}\ufe0f?|\ufe0f|\u200d/gu, '').trim()
}

/** One line of at most `width` pixels; ends with … when something was cut off. */
export function shorten(text: string, width: number, font: Font): string {
  const whole = drawable(text)
  if (measure(whole, font) <= width) return whole
  const parts = [...graphemes.segment(whole)].map(({ segment }) => segment)
  // Widths grow with the text, so the longest that fits is found by halving.
  let low = 0
  let high = parts.length
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (measure(`${parts.slice(0, middle).join('').trimEnd()}…`, font) <= width) low = middle
    else high = middle - 1
  }
  return `${parts.slice(0, low).join('').trimEnd()}…`
}

/** At most `lines` lines, broken between words (Japanese ones too); the last is cut off when it is too long. */
export function wrap(text: string, width: number, font: Font, lines = 2): string[] {
  const done: string[] = []
  let rest = drawable(text)
  while (done.length < lines - 1 && measure(rest, font) > width) {
    const head = firstLine(rest, width, font)
    if (head === '') break
    done.push(head.trimEnd())
    rest = rest.slice(head.length).trimStart()
  }
  return [...done, shorten(rest, width, font)]
}

function firstLine(text: string, width: number, font: Font): string {
  let line = ''
  for (const segment of unbroken(text)) {
    if (measure((line + segment).trimEnd(), font) > width) break
    line += segment
  }
  return line
}

/** Words, with what belongs to the one before: closing marks, and the unit of a number (2026年, 3月, 12件). */
function unbroken(text: string): string[] {
  const pieces: string[] = []
  for (const { segment } of words.segment(text)) {
    const before = pieces.at(-1)
    const joins = /^[)\]}）」』】、。,.:;!?%]/u.test(segment) || /^[年月日週期件社円万億]/u.test(segment)
    const number = before !== undefined && (/\d$/u.test(before) || !/^[年月日週期件社円万億]/u.test(segment))
    if (joins && number) pieces.push(`${pieces.pop()}${segment}`)
    else pieces.push(segment)
  }
  return pieces
}
