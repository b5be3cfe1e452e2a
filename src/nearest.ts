/** The known name nearest to what was typed, if it is near enough to be what was meant; of equals, the one as long. */
export function nearest(typed: string, known: Iterable<string>): string | undefined {
  const wanted = foldName(typed)
  const most = slips(wanted.length)
  let best: { name: string; distance: number; off: number } | undefined
  for (const name of known) {
    const folded = foldName(name)
    if (isAddress(wanted) && isAddress(folded) && !isSimilarAddress(wanted, folded)) continue
    const begins = wanted.length >= 3 && folded.startsWith(wanted)
    if (!begins && Math.abs(folded.length - wanted.length) > most) continue
    const distance = begins ? 1 : editDistance(wanted, folded)
    const off = Math.abs(folded.length - wanted.length)
    if (!best || distance < best.distance || (distance === best.distance && off < best.off))
      best = { name, distance, off }
  }
  return best && best.distance <= most ? best.name : undefined
}

const isAddress = (text: string): boolean => /.@./.test(text)

/** What stands before the @ says who it is; what stands behind is alike for all, and must not make two people alike. */
function isSimilarAddress(typed: string, known: string): boolean {
  const [[one = '', oneHost = ''], [other = '', otherHost = '']] = [typed.split('@'), known.split('@')]
  return editDistance(one, other) <= slips(one.length) && editDistance(oneHost, otherHost) <= slips(oneHost.length)
}

/** One slip in a word of two to four letters, two in a short word, a third of a long one. */
const slips = (length: number): number => (length < 5 ? Math.min(1, length - 1) : Math.max(2, Math.floor(length / 3)))

/** Names are the same whatever their case, width, kana, blanks, hyphens and underscores. */
export const foldName = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '')
    // Hiragana as katakana, 96 code points further on.
    .replaceAll(/[ぁ-ゖ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60))

/** Levenshtein's distance, with a swap of neighbours counted once (optimal string alignment). */
function editDistance(a: string, b: string): number {
  const rows: number[][] = Array.from({ length: a.length + 1 }, (_, i) => [i])
  const at = (i: number, j: number): number => rows[i]?.[j] ?? j
  for (let j = 0; j <= b.length; j++) (rows[0] as number[])[j] = j
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1
      const plain = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + change)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      ;(rows[i] as number[])[j] = swapped ? Math.min(plain, at(i - 2, j - 2) + 1) : plain
    }
  }
  return at(a.length, b.length)
}
