import type { Temporal } from 'temporal-polyfill'
import type { Grain } from '../period.ts'

/** Which days a schedule falls on. */
export type DayRule =
  | { readonly on: 'daily' }
  | { readonly on: 'business days' }
  /** ISO weekdays, ascending: 1 = Monday .. 7. */
  | { readonly on: 'weekdays'; readonly days: readonly number[] }
  /** The `n`th day, or business day, of every such unit, from 1; -1 = its last. */
  | { readonly on: 'nth'; readonly n: number; readonly business: boolean; readonly grain: Exclude<Grain, 'day'> }

/** Once on each of its days, at a local time. */
export interface DaySchedule {
  readonly kind: 'days'
  readonly days: DayRule
  readonly time: Temporal.PlainTime
}

/** Every `every` minutes of elapsed time (a divisor of 60), where the local minute is `offset` past a multiple. */
export interface ExactSchedule {
  readonly kind: 'exact'
  readonly every: number
  readonly offset: number
}

export type ScheduleRule = DaySchedule | ExactSchedule

/** The part of a Schedule that computes. */
export interface Timer {
  next(after: Temporal.Instant): Temporal.Instant
  previous(before: Temporal.Instant): Temporal.Instant
}

/** Monday to Friday. */
export const workweek: readonly number[] = [1, 2, 3, 4, 5]

/** An `nth` rule, or undefined where no such unit has an `n`th day. */
export function nthRule(n: number, business: boolean, grain: Exclude<Grain, 'day'>): DayRule | undefined {
  return n === -1 || (n >= 1 && n <= longest[grain]) ? { on: 'nth', n, business, grain } : undefined
}

const longest: Readonly<Record<Exclude<Grain, 'day'>, number>> = {
  week: 7,
  month: 31,
  quarter: 92,
  half: 184,
  year: 366,
}

/** A rule for some weekdays, whatever their order. */
export function weekdaysRule(days: readonly number[]): DayRule {
  return { on: 'weekdays', days: [...new Set(days)].sort((a, b) => a - b) }
}

/** ISO weekdays from the first to the last, around the week's end if need be. */
export function weekdayRange(first: number, last: number): DayRule {
  const length = ((last - first + 7) % 7) + 1
  return weekdaysRule(Array.from({ length }, (_, i) => ((first - 1 + i) % 7) + 1))
}
