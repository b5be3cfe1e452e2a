import { errorFunction } from 'simple-statistics'

/** The two-sided 95 % quantile of the normal distribution. */
const z95 = 1.959963984540054

/** Wilson's score interval of a proportion (Wilson 1927), which stays inside 0..1 and holds for few rows. */
export function wilson(successes: number, n: number, z = z95): { low: number; high: number } | null {
  if (n <= 0) return null
  const p = successes / n
  const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n)
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}

/** Two-sided p-value of the pooled two-proportion z-test; null where either side is empty. */
export function twoProportionP(
  a: { successes: number; n: number },
  b: { successes: number; n: number },
): number | null {
  if (a.n <= 0 || b.n <= 0) return null
  const pooled = (a.successes + b.successes) / (a.n + b.n)
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / a.n + 1 / b.n))
  if (error === 0) return 1
  return twoSided((a.successes / a.n - b.successes / b.n) / error)
}

/** Two-sided p-value that a proportion is `line` (score test); null where there is nothing to go by. */
export function proportionP({ successes, n }: { successes: number; n: number }, line: number): number | null {
  if (n <= 0 || line <= 0 || line >= 1) return null
  return twoSided((successes / n - line) / Math.sqrt((line * (1 - line)) / n))
}

/**
 * Two-sided p-value that two means are the same, by the normal approximation of Welch's test (1947); null where either
 * side has fewer than two rows.
 */
export function meanP(a: MeanSample, b: MeanSample): number | null {
  if (a.n < 2 || b.n < 2) return null
  const error = Math.sqrt(varianceOf(a) / a.n + varianceOf(b) / b.n)
  if (error === 0) return a.mean === b.mean ? 1 : 0
  return twoSided((a.mean - b.mean) / error)
}

export interface MeanSample {
  readonly mean: number
  readonly meanOfSquares: number
  readonly n: number
}

/** Of a sample, hence n − 1. */
const varianceOf = ({ mean, meanOfSquares, n }: MeanSample): number =>
  (Math.max(0, meanOfSquares - mean * mean) * n) / (n - 1)

/**
 * Two-sided p-value that two Poisson counts have the same rate, by the normal approximation of the conditional binomial
 * (Przyborowski & Wilenski 1940): given the sum, the first is binomial with its part of the time. Null where nothing was
 * counted, or over no time.
 */
export function rateP(a: { count: number; over: number }, b: { count: number; over: number }): number | null {
  const sum = a.count + b.count
  if (sum <= 0 || a.over <= 0 || b.over <= 0) return null
  const part = a.over / (a.over + b.over)
  return twoSided((a.count - sum * part) / Math.sqrt(sum * part * (1 - part)))
}

/**
 * Two-sided p-value of the rank-sum test (Wilcoxon–Mann–Whitney) by the normal approximation with tie correction.
 * `rankSum` is the sum of the mid-ranks of the first sample; `tieTerm` is Σ(t³ − t) over groups of equal values.
 */
export function rankSumP(sample: { rankSum: number; n1: number; n2: number; tieTerm: number }): number | null {
  const { rankSum, n1, n2, tieTerm } = sample
  if (n1 <= 0 || n2 <= 0) return null
  const n = n1 + n2
  const u = rankSum - (n1 * (n1 + 1)) / 2
  const variance = ((n1 * n2) / 12) * (n + 1 - tieTerm / (n * (n - 1)))
  return variance > 0 ? twoSided((u - (n1 * n2) / 2) / Math.sqrt(variance)) : 1
}

/** 2·(1 − Φ(|z|)). */
const twoSided = (z: number): number => Math.min(1, 1 - errorFunction(Math.abs(z) / Math.SQRT2))
