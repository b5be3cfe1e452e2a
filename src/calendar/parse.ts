import { englishRules } from './parse/english.ts'
import { type Found, firstMatch, type InvalidPeriodKind, latestUpTo, type ParseContext } from './parse/found.ts'
import { japaneseRules } from './parse/japanese.ts'
import { readRange } from './parse/ranges.ts'
import type { Period } from './period.ts'

export type { InvalidPeriodKind, ParseContext } from './parse/found.ts'

export interface ParsedPeriod {
  readonly period: Period
  /** How many tokens it took. */
  readonly used: number
}

/** Words that look like a period which cannot be: "2026-13", "Q7", "last 0 days". */
export interface InvalidPeriod {
  readonly invalid: InvalidPeriodKind
  /** The words, as typed. */
  readonly text: string
  readonly used: number
}

// "from 1 October 2025 to 15 October 2026"
const mostTokens = 8

/**
 * Finds the period that starts at `tokens[index]`, in English (any case) or Japanese (with or without spaces), digits
 * of either width. The longest reading wins. Undefined when no period starts there; a bare number is none.
 *
 * "last quarter" is the complete one before, "last 4 quarters" the 4 complete ones before the running one, "last 28
 * days" ends yesterday. A unit without its year ("Q3", "October", 10月) is the latest that has started. A bare year
 * ("2026", "2026Q3", 2026年, 今年) is the calendar's; "FY26", 2026年度, 今年度, 今期, and everything relative in English
 * ("this year", "H1") follow the company's fiscal year. Ranges include both of their ends.
 */
export function parsePeriod(
  tokens: readonly string[],
  index: number,
  context: ParseContext,
): ParsedPeriod | InvalidPeriod | undefined {
  for (let used = Math.min(mostTokens, tokens.length - index); used > 0; used -= 1) {
    const text = tokens.slice(index, index + used).join(' ')
    const words = text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[,、\s]+/g, ' ')
      .trim()
    const answer = readWords(words, context)
    if (typeof answer === 'string') return { invalid: answer, text, used }
    if (answer !== undefined) return { period: answer, used }
  }
  return undefined
}

function readWords(text: string, context: ParseContext): Period | InvalidPeriodKind | undefined {
  const words = text.replace(/^(?:for|in|during|over) /, '').replace(/^the /, '')
  const read = (part: string) => readUnit(part, context)
  const found = read(words) ?? readRange(words, read, context) ?? readRange(words.replace(/ /g, ''), read, context)
  return typeof found === 'function' ? latestUpTo(context.today, found) : found
}

function readUnit(text: string, context: ParseContext): Found | undefined {
  const english = firstMatch(englishRules, text.replace(/^the /, ''), context)
  // 先月の受注: the particle belongs to the sentence, not to the period.
  return english ?? firstMatch(japaneseRules, text.replace(/ /g, '').replace(/の$/, ''), context)
}

/** Periods to show people as examples; every one of them parses. */
export const periodExamples: { readonly en: readonly string[]; readonly ja: readonly string[] } = {
  en: [
    'this quarter',
    'last month',
    'last 4 quarters',
    'last 28 days',
    '2026-10',
    'Q3 2026',
    'FY26 Q3',
    'ytd',
    '2026-10-01..2026-10-15',
  ],
  ja: [
    '今四半期',
    '先月',
    '直近4四半期',
    '直近28日',
    '2026年10月',
    '2026年第3四半期',
    '2026年度上期',
    '今年度',
    '2026年10月1日〜10月15日',
  ],
}
