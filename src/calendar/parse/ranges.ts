import { Temporal } from 'temporal-polyfill'
import type { CompanyCalendar } from '../company.ts'
import type { Period } from '../period.ts'
import { spanBetween, split } from '../periods.ts'
import { type Answer, type Found, firstFrom, latestUpTo, type ParseContext } from './found.ts'

/** Reads the words of one end of a range. */
export type ReadUnit = (text: string) => Found | undefined

const separator =
  /^(?:from |between )?(?<left>.+?) ?(?:\.{2,3}|[–—~〜]|から|(?<=[日月年])-| to | until | through | thru | - | and ) ?(?<right>.+?)(?:まで)?$/
const since = /^(?:since (?<after>.+)|(?<before>.+?)(?:以降|以来))$/

/**
 * A range of two units, both of them included, as people write it: "2026-10-01..2026-10-15" ends with the 15th, and
 * "Q1 to Q3" with the last day of Q3. "since X" runs from X to today, today included. Days make a span; months,
 * quarters and other units of one kind stay such units, so that they compare with as many units before.
 */
export function readRange(text: string, read: ReadUnit, context: ParseContext): Answer | undefined {
  const open = since.exec(text)?.groups
  if (open !== undefined) return readSince(read(open.after ?? open.before ?? ''), context)
  const match = separator.exec(text)?.groups
  if (match === undefined) return undefined
  const { left = '', right = '' } = match
  if (/ and /.test(text) && !text.startsWith('between ')) return undefined
  const start = read(left)
  if (start === undefined) return undefined
  const end = dayOfSameMonth(right, settle(start, context)) ?? read(right)
  return end === undefined ? undefined : between(start, end, context)
}

function readSince(found: Found | undefined, context: ParseContext): Answer | undefined {
  if (found === undefined) return undefined
  const start = settle(found, context)
  if (typeof start === 'string') return start
  return spanOrRange(start.from, context.today.add({ days: 1 }))
}

/** "2026-10-01..15", 10月1日〜15日. */
function dayOfSameMonth(right: string, start: Answer): Answer | undefined {
  const day = /^(\d{1,2})日?$/.exec(right)?.[1]
  if (day === undefined || typeof start === 'string' || start.grain !== 'day') return undefined
  const from = start.from.with({ day: Math.max(1, Number(day)) })
  return from.day === Number(day) ? { ...start, from, to: from.add({ days: 1 }) } : 'date'
}

function between(left: Found, right: Found, context: ParseContext): Answer {
  if (typeof left === 'string') return left
  if (typeof right === 'string') return right
  // The end that names its year says which year the other is in: "1 Oct to 15 Oct 2026", 2026年10月〜12月.
  const start =
    typeof left === 'function' && typeof right !== 'function' ? latestUpTo(right.from, left) : settle(left, context)
  if (typeof start === 'string') return start
  const end = typeof right === 'function' ? firstFrom(start.from, right) : right
  return typeof end === 'string' ? end : join(start, end, context.cal)
}

function settle(found: Found, { today }: ParseContext): Answer {
  return typeof found === 'function' ? latestUpTo(today, found) : found
}

function join(start: Period, end: Period, cal: CompanyCalendar): Answer {
  if (Temporal.PlainDate.compare(end.from, start.from) < 0) return 'range'
  const { grain, fiscal } = start
  const oneKind = grain === end.grain && fiscal === end.fiscal
  if (!oneKind || grain === 'day' || grain === 'span') return spanOrRange(start.from, end.to)
  const whole = { ...start, to: end.to }
  return { ...whole, count: split(whole, grain, cal).length }
}

function spanOrRange(from: Temporal.PlainDate, to: Temporal.PlainDate): Answer {
  return Temporal.PlainDate.compare(from, to) < 0 ? spanBetween(from, to) : 'range'
}
