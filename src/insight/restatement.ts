import type { Unit } from '../define/words.ts'

/** Differences of less are sums added up in another order. */
const rounding = 1e-9

/** Whether a figure is another than the one first told, by more than rounding. */
export const differs = (first: number, now: number): boolean =>
  Math.abs(now - first) > rounding * Math.max(Math.abs(first), Math.abs(now))

/** What is worth telling without being asked: more than half a percent, or a row of a count. */
const worthTelling = 0.005

/**
 * How much a figure was restated by, as a fraction of what was first told (infinite for one that was 0); undefined where
 * that is not worth telling.
 */
export function restatement(first: number, now: number, unit: Unit): number | undefined {
  if (!differs(first, now)) return undefined
  const change = first === 0 ? Math.sign(now) * Number.POSITIVE_INFINITY : (now - first) / Math.abs(first)
  const told = Math.abs(change) > worthTelling || (unit === 'count' && Math.abs(now - first) >= 1)
  return told ? change : undefined
}
