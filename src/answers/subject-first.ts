import { parsePeriod } from '../calendar/parse.ts'
import type { Context } from '../define/context.ts'

/** What it takes to tell a period. */
interface Present extends Pick<Context, 'today'> {
  readonly company: Pick<Context['company'], 'calendar'>
}

/**
 * The words with what they ask for first, and when and by what behind it: 今四半期の受注率 and 今四半期 受注率 ask for
 * 受注率 今四半期, and `last quarter bookings` for `bookings last quarter`.
 */
export function subjectFirst(tokens: readonly string[], context: Present): readonly string[] {
  const [first = '', ...rest] = tokens
  const words = [...parted(first, context), ...rest]
  let start = 0
  for (let used = asideAt(words, 0, context); used > 0; used = asideAt(words, start, context)) start += used
  return start === words.length ? tokens : [...words.slice(start), ...words.slice(0, start)]
}

/** Characters that a period or a breakdown has at most, as Japanese writes it in one word. */
const longestAside = 40

/** 先四半期のセグメント別の受注率, 受注率をセグメント別に: what Japanese writes without a blank, by its particles. */
function parted(word: string, context: Present): readonly string[] {
  for (const { index } of word.slice(0, longestAside).matchAll(/の(?=.)/gu)) {
    const before = word.slice(0, index)
    if (asideAt([before], 0, context) > 0) return [before, ...parted(word.slice(index + 1), context)]
  }
  const [, subject, breakdown] = /^(.+?)[をは](.+別)[にで]?$/u.exec(word) ?? []
  return subject !== undefined && breakdown !== undefined ? [subject, breakdown] : [word]
}

/** How many words from here say when, or by what; 0 when they are about something else. */
function asideAt(words: readonly string[], index: number, context: Present): number {
  if (/.別$/u.test(words[index] ?? '')) return 1
  const found = parsePeriod(words, index, { ...context, cal: context.company.calendar })
  return found && !('invalid' in found) ? found.used : 0
}
