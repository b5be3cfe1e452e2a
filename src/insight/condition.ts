import type { Change, Condition, Level } from '../define/rule.ts'
import type { Better } from '../define/words.ts'
import { proportionP, rateP, twoProportionP } from './statistics.ts'

/** One side of a comparison. */
export interface Sample {
  readonly value: number | null
  readonly n: number
  readonly numerator: number | null
  readonly denominator: number | null
  /** Days it was gathered over; 0 for a state. */
  readonly days: number
  /** There is no value because nothing is left to be won: that is well, whatever the line. */
  readonly met?: boolean
}

/** What a KPI is, as far as a comparison has to know. */
export interface Kind {
  readonly better: Better
  /**
   * `flow`: adds up over time, so that stretches of different length compare by the day. `count`: a flow of things that
   * happen one by one, which has a test, as has a `ratio` of counts. `other`: compared as it is, without a test.
   */
  readonly figure: 'flow' | 'count' | 'ratio' | 'other'
}

/** How one condition stands. */
export interface Verdict {
  readonly enough: boolean
  readonly breached: boolean
  readonly cleared: boolean
  /** What it was held against, for as many days as the figure; null for a level. */
  readonly other: number | null
  /** Relative change and difference, positive for more; null without anything to be held against. */
  readonly change: number | null
  readonly difference: number | null
  readonly p: number | null
}

export interface Judgement {
  readonly enough: boolean
  readonly breached: boolean
  readonly cleared: boolean
  readonly verdicts: readonly Verdict[]
}

const unknown: Verdict = {
  enough: false,
  breached: false,
  cleared: false,
  other: null,
  change: null,
  difference: null,
  p: null,
}

/** One side of each condition, and a p-value where a test was made beside them. */
export interface Held {
  readonly condition: Condition
  readonly other?: Sample | undefined
  readonly p?: number | null | undefined
}

/**
 * All conditions together: it fires when each holds, it is over when one no longer nearly does. Too few rows, or nothing
 * to be held against, say nothing at all.
 */
export function judge(now: Sample, held: readonly Held[], kind: Kind, atLeast: number): Judgement {
  const verdicts = held.map((each) => verdictOf(now, each, kind))
  if (now.met) return { enough: true, breached: false, cleared: true, verdicts }
  const enough = rowsOf(now, verdicts, kind) >= atLeast && now.value !== null && verdicts.every((each) => each.enough)
  return {
    enough,
    breached: enough && verdicts.every(({ breached }) => breached),
    cleared: enough && verdicts.some(({ cleared }) => cleared),
    verdicts,
  }
}

/** A count that has fallen to nothing rests on what was to be expected. */
const rowsOf = ({ n }: Sample, verdicts: readonly Verdict[], { figure }: Kind): number =>
  figure === 'count' ? Math.max(n, ...verdicts.map(({ other }) => other ?? 0)) : n

const verdictOf = (now: Sample, held: Held, kind: Kind): Verdict =>
  held.condition.kind === 'level' ? levelOf(now, held.condition, kind) : changeOf(now, held, held.condition, kind)

function levelOf(now: Sample, level: Level, { figure }: Kind): Verdict {
  const { value } = now
  if (value === null) return unknown
  const line = 'below' in level ? level.below : level.above
  const past = 'below' in level ? value < line : value > line
  const cleared = 'below' in level ? value >= level.clears : value <= level.clears
  const { confidence } = level
  const p = confidence !== undefined && figure === 'ratio' ? proportionP(proportion(now), line) : null
  const sure = confidence === undefined || (p !== null && p <= 1 - confidence)
  return { ...unknown, enough: true, breached: past && sure, cleared: cleared && !past, p }
}

function changeOf(now: Sample, { other, p: tested }: Held, condition: Change, kind: Kind): Verdict {
  if (now.value === null || !other || other.value === null) return unknown
  const before = sameLength(now, other, kind)
  // Growth on nothing is no percentage.
  if (before <= 0) return unknown
  const difference = now.value - before
  const change = difference / before
  const worse = kind.better === 'up' ? -change : change
  const p = tested !== undefined ? tested : testOf(now, other, kind)
  const { worseBy, clears, floor = 0, confidence } = condition
  const sure = confidence === undefined || (p !== null && p <= 1 - confidence)
  return {
    enough: true,
    breached: worse >= worseBy - hair && Math.abs(difference) >= floor * (1 - hair) && sure,
    cleared: worse < clears - hair,
    other: before,
    change,
    difference,
    p,
  }
}

/** Shares that are the same on paper differ in their last bits: exactly a fifth is a fifth. */
const hair = 1e-9

/** What the other side would be over as many days. */
function sameLength(now: Sample, other: Sample, { figure }: Kind): number {
  const adds = figure === 'flow' || figure === 'count'
  const factor = adds && now.days > 0 && other.days > 0 ? now.days / other.days : 1
  return (other.value ?? 0) * factor
}

function testOf(now: Sample, other: Sample, { figure }: Kind): number | null {
  if (figure === 'ratio') return twoProportionP(proportion(now), proportion(other))
  if (figure !== 'count') return null
  return rateP({ count: now.value ?? 0, over: now.days }, { count: other.value ?? 0, over: other.days })
}

const proportion = ({ numerator, denominator }: Sample) => ({ successes: numerator ?? 0, n: denominator ?? 0 })
