import type { Metric } from '../define/metric.ts'
import type { Reading } from '../define/reading.ts'
import { twoProportionP, wilson } from './statistics.ts'

export interface Comparison {
  readonly previous: Reading
  readonly absolute: number
  /** Null on a base of 0 or less. */
  readonly relative: number | null
  /** Ratios of counts only: whether the change is larger than chance explains at 95 %. */
  readonly largerThanChance: boolean | null
  readonly better: boolean | null
}

/** The change between two readings of one metric; undefined where either has no value or the period has not begun. */
export function compare(metric: Metric, current: Reading, previous: Reading): Comparison | undefined {
  if (metric.comparable === false || current.ahead || current.value === null || previous.value === null)
    return undefined
  const absolute = current.value - previous.value
  const relative = previous.value > 0 ? current.value / previous.value - 1 : null
  const better = absolute === 0 ? null : absolute > 0 === (metric.better === 'up')
  return { previous, absolute, relative, largerThanChance: significance(metric, current, previous), better }
}

function significance(metric: Metric, current: Reading, previous: Reading): boolean | null {
  if (metric.kind !== 'ratio' || !metric.counts) return null
  const p = twoProportionP(proportion(current), proportion(previous))
  return p === null ? null : p < 0.05
}

const proportion = (reading: Reading): { successes: number; n: number } => ({
  successes: reading.numerator ?? 0,
  n: reading.denominator ?? 0,
})

/** The 95 % interval of a ratio of counts. */
export function interval(metric: Metric, reading: Reading): { low: number; high: number } | null {
  if (metric.kind !== 'ratio' || !metric.counts || reading.value === null) return null
  return wilson(reading.numerator ?? 0, reading.denominator ?? 0)
}

/** The reading of the same group among others: by its keys, for two people may read the same. */
export const sameGroup = (reading: Pick<Reading, 'keys'>, others: readonly Reading[]): Reading | undefined => {
  const wanted = JSON.stringify(reading.keys)
  return others.find(({ keys }) => JSON.stringify(keys) === wanted)
}
