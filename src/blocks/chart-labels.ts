/** Labels cut to length, and columns of text that line up when half of it is Japanese. */

const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' })

/** At most `max` UTF-16 units, which is never fewer than Slack counts; ends with … when something was cut off. */
export function charactersUpTo(text: string, max: number): string {
  if (text.length <= max) return text
  let kept = ''
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length > max - 1) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}

/** Cut to length, and still all different: the second of two equal labels ends with 2, and so on. */
export function uniqueLabels(labels: readonly string[], max: number): string[] {
  const seen = new Set<string>()
  return labels.map((label) => {
    let candidate = charactersUpTo(label, max)
    for (let copy = 2; seen.has(candidate); copy++) {
      const suffix = ` ${copy}`
      candidate = charactersUpTo(label, max - suffix.length) + suffix
    }
    seen.add(candidate)
    return candidate
  })
}

// East Asian Wide and Fullwidth (Unicode Standard Annex 11), as far as names and words of people go.
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u

/** Columns that the text takes in a fixed-width font: a full-width character takes two. */
export function displayWidth(text: string): number {
  let width = 0
  for (const { segment } of graphemes.segment(text)) width += WIDE.test(segment) ? 2 : 1
  return width
}

/** The text, cut to `max` columns. */
export function columnsUpTo(text: string, max: number): string {
  if (displayWidth(text) <= max) return text
  let kept = ''
  let width = 0
  for (const { segment } of graphemes.segment(text)) {
    width += displayWidth(segment)
    if (width > max - 1) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}

/** The text with spaces after it (or before it, when `right`), `width` columns in all. */
export function pad(text: string, width: number, right = false): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)))
  return right ? space + text : text + space
}
