/** Characters of a line, indentation included. */
const widest = 100

/**
 * SQL as the formatter lays it out, one item of a list on each line, with short items packed onto lines and clauses of one
 * line drawn up to their keyword. Only line breaks between whole items change, so it runs as it did.
 */
export const compact = (text: string): string => drawnUp(packed(text.split('\n'))).join('\n')

/** "a," and "b," on one line while they fit; an item of several lines stays as it is. */
function packed(lines: readonly string[]): string[] {
  const kept: string[] = []
  lines.forEach((line, i) => {
    const before = kept.at(-1)
    const fits = before !== undefined && before.length + 1 + line.trim().length <= widest
    if (fits && before.endsWith(',') && sameList(before, line, lines[i + 1])) {
      kept[kept.length - 1] = `${before} ${line.trim()}`
    } else kept.push(line)
  })
  return kept
}

/** The line is one whole item, the next one of the same list. */
const sameList = (before: string, line: string, next: string | undefined): boolean =>
  indentOf(before) === indentOf(line) &&
  isWhole(before) &&
  isWhole(line) &&
  (line.endsWith(',') || next === undefined || indentOf(next) < indentOf(line))

const keyword = /^(?:select|from|where|group by|order by|having|limit|offset|values)$/

/** "from" and the only line below it on one. */
function drawnUp(lines: readonly string[]): string[] {
  const kept: string[] = []
  lines.forEach((line, i) => {
    const before = kept.at(-1)
    const next = lines[i + 1]
    const only = before !== undefined && keyword.test(before.trim()) && indentOf(line) > indentOf(before)
    const ends = before !== undefined && (next === undefined || indentOf(next) <= indentOf(before))
    if (only && ends && isWhole(line) && before.length + 1 + line.trim().length <= widest) {
      kept[kept.length - 1] = `${before} ${line.trim()}`
    } else kept.push(line)
  })
  return kept
}

const indentOf = (line: string): number => line.length - line.trimStart().length

/** Nothing that begins on the line ends on another: brackets, quoted text, a comment to the line's end. */
function isWhole(line: string): boolean {
  const bare = line.replaceAll(/'[^']*'|"[^"]*"/g, '')
  const count = (mark: string): number => bare.split(mark).length - 1
  return !/['"]|--/.test(bare) && count('(') === count(')') && count('[') === count(']')
}
