import { Temporal } from 'temporal-polyfill'
import type { CompanyCalendar } from '../company.ts'
import type { Period } from '../period.ts'

/** What a period's words are read against. */
export interface ParseContext {
  readonly today: Temporal.PlainDate
  /** The first day that is not over, before which "last 4 quarters" ends: `today` by default, the day after it at its end. */
  readonly unfinished?: Temporal.PlainDate | undefined
  readonly cal: CompanyCalendar
}

/** What is impossible about words that look like a period. 'range' = it ends before it starts. */
export type InvalidPeriodKind = 'month' | 'quarter' | 'half' | 'week' | 'date' | 'count' | 'range'

export type Answer = Period | InvalidPeriodKind

/** A unit named without its year ("Q3", "October"): which one is meant depends on what stands around it. */
export type Yearless = (year: number) => Answer

export type Found = Answer | Yearless

/** Named groups of a match; those that took no part are undefined. */
export type Groups = Readonly<Record<string, string | undefined>>

/** One way to write a period: the whole text must match. `read` returns undefined where it is something else after all. */
export interface Rule {
  readonly pattern: RegExp
  readonly read: (groups: Groups, context: ParseContext) => Found | undefined
}

export function firstMatch(rules: readonly Rule[], text: string, context: ParseContext): Found | undefined {
  for (const { pattern, read } of rules) {
    const match = pattern.exec(text)
    const found = match === null ? undefined : read(match.groups ?? {}, context)
    if (found !== undefined) return found
  }
  return undefined
}

// Years to try on either side of an anchor: 29 February may be eight years away (1896, 1904).
const reach = 9

/** The latest one that starts on or before `day`. Where no year has one (30 February), what is wrong with it. */
export function latestUpTo(day: Temporal.PlainDate, found: Yearless): Answer {
  // A fiscal year may be named after the next calendar year, hence one year ahead.
  return firstThat((period) => Temporal.PlainDate.compare(period.from, day) <= 0, day.year + 1, -1, found)
}

/** The first one that starts on or after `day`. */
export function firstFrom(day: Temporal.PlainDate, found: Yearless): Answer {
  return firstThat((period) => Temporal.PlainDate.compare(period.from, day) >= 0, day.year - 1, 1, found)
}

function firstThat(fits: (period: Period) => boolean, start: number, step: number, found: Yearless): Answer {
  let answer = found(start)
  for (let tried = 0; tried <= reach; tried += 1) {
    answer = found(start + step * tried)
    if (typeof answer !== 'string' && fits(answer)) return answer
  }
  return typeof answer === 'string' ? answer : 'date'
}
