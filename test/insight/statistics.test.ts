import { describe, expect, it } from 'vitest'
import { meanP, proportionP, rankSumP, twoProportionP, wilson } from '../../src/insight/statistics.ts'

describe('Wilson’s interval', () => {
  // Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3 (without correction).
  it.each([
    { successes: 81, n: 263, low: 0.2553, high: 0.3662 },
    { successes: 15, n: 148, low: 0.0624, high: 0.1605 },
    { successes: 0, n: 20, low: 0, high: 0.1611 },
    { successes: 1, n: 29, low: 0.0061, high: 0.1718 },
  ])('of $successes of $n is $low to $high', ({ successes, n, low, high }) => {
    const interval = wilson(successes, n)
    expect(interval?.low).toBeCloseTo(low, 4)
    expect(interval?.high).toBeCloseTo(high, 4)
  })

  it('is symmetrical, stays inside 0 to 1, and is none of nothing', () => {
    const [few, rest] = [wilson(3, 10), wilson(7, 10)]
    expect(few?.low).toBeCloseTo(1 - (rest?.high ?? 0), 12)
    expect(wilson(20, 20)?.high).toBe(1)
    expect(wilson(0, 1)).toEqual({ low: 0, high: expect.closeTo(0.7935, 4) })
    expect(wilson(0, 0)).toBeNull()
  })
})

describe('the two-proportion test', () => {
  // z = (p1 − p2) ÷ √(p (1 − p) (1/n1 + 1/n2)), p-values from a table of the normal distribution.
  it.each([
    // p = 0.5; z = 0.2 ÷ √(0.25 × 0.02) = 2.8284: p = 0.00468.
    { a: [60, 100], b: [40, 100], p: 0.0046777 },
    // p = 0.35; z = 0.1 ÷ √(0.2275 × 0.05) = 0.93761: p = 0.34844.
    { a: [12, 40], b: [16, 40], p: 0.3484463 },
    { a: [30, 100], b: [15, 50], p: 1 },
    // p = 0.12; z = 0.05 ÷ √(0.1056 × 0.0016667) = 3.76889: p = 0.000164.
    { a: [150, 1500], b: [150, 1000], p: 0.000164 },
  ])('of $a and $b is $p', ({ a: [x1 = 0, n1 = 0], b: [x2 = 0, n2 = 0], p }) => {
    const [a, b] = [
      { successes: x1, n: n1 },
      { successes: x2, n: n2 },
    ]
    expect(twoProportionP(a, b)).toBeCloseTo(p, 5)
    expect(twoProportionP(b, a)).toBeCloseTo(p, 5)
  })

  it('says nothing of an empty side, and finds nothing where all are alike', () => {
    expect(twoProportionP({ successes: 0, n: 0 }, { successes: 1, n: 2 })).toBeNull()
    expect(twoProportionP({ successes: 0, n: 5 }, { successes: 0, n: 9 })).toBe(1)
    expect(twoProportionP({ successes: 5, n: 5 }, { successes: 9, n: 9 })).toBe(1)
  })

  it('is a probability also far out', () => {
    const p = twoProportionP({ successes: 990, n: 1000 }, { successes: 10, n: 1000 })
    expect(p).toBeGreaterThanOrEqual(0)
    expect(p).toBeLessThan(1e-9)
  })
})

/** The sample as the test wants it, from the values themselves. */
function ranks(first: readonly number[], second: readonly number[]) {
  const all = [...first, ...second].sort((a, b) => a - b)
  const rank = (value: number): number => (all.indexOf(value) + 1 + all.lastIndexOf(value) + 1) / 2
  const ties = [...new Set(all)].map((value) => all.filter((each) => each === value).length)
  return {
    rankSum: first.reduce((sum, value) => sum + rank(value), 0),
    n1: first.length,
    n2: second.length,
    tieTerm: ties.reduce((sum, t) => sum + t ** 3 - t, 0),
  }
}

/** The share of all ways to deal the values into two hands that are at least as uneven: the exact test. */
function exact(first: readonly number[], second: readonly number[]): number {
  const all = [...first, ...second]
  const centre = (first.length * (all.length + 1)) / 2
  const distance = Math.abs(ranks(first, second).rankSum - centre)
  let [extreme, total] = [0, 0]
  const walk = (at: number, chosen: readonly number[]): void => {
    if (chosen.length === first.length) {
      const hand = chosen.map((i) => all[i] ?? 0)
      const others = all.filter((_, i) => !chosen.includes(i))
      total += 1
      if (Math.abs(ranks(hand, others).rankSum - centre) >= distance - 1e-9) extreme += 1
      return
    }
    for (let i = at; i < all.length; i += 1) walk(i + 1, [...chosen, i])
  }
  walk(0, [])
  return extreme / total
}

describe('the rank-sum test', () => {
  it('is that of the textbook', () => {
    // 1…5 against 6…10: U = 0, mean 12.5, variance 25 × 11 ÷ 12 = 22.917; z = −2.6112, p = 0.00902.
    expect(rankSumP(ranks([1, 2, 3, 4, 5], [6, 7, 8, 9, 10]))).toBeCloseTo(0.0090235, 5)
    // Ranks 1.5 1.5 3.5 | 3.5 5 6: rank sum 6.5, U = 0.5; variance 9 ÷ 12 × (7 − 12 ÷ 30) = 4.95; z = −1.79787, p = 0.0722.
    expect(rankSumP(ranks([1, 1, 2], [2, 3, 4]))).toBeCloseTo(0.0721979, 5)
  })

  it.each([
    [
      [12, 15, 9, 22, 31, 18, 14, 11],
      [25, 33, 29, 41, 19, 27, 38, 30],
    ],
    [
      [3, 3, 5, 8, 8, 9, 12],
      [3, 4, 8, 8, 10, 11, 13, 14],
    ],
    [
      [1, 15, 3, 12, 5, 9, 7, 10],
      [2, 8, 16, 6, 11, 4, 14, 13],
    ],
  ])('comes near the exact one for %j and %j', (first, second) => {
    expect(Math.abs((rankSumP(ranks(first, second)) ?? 2) - exact(first, second))).toBeLessThan(0.06)
  })

  it('says nothing of an empty side, and finds nothing where all are alike', () => {
    expect(rankSumP(ranks([], [1, 2]))).toBeNull()
    expect(rankSumP(ranks([4, 4, 4], [4, 4]))).toBe(1)
    expect(rankSumP(ranks([1, 2, 3], [1, 2, 3]))).toBeCloseTo(1, 6)
  })
})

describe('one proportion against a line', () => {
  it('by the error of the line', () => {
    // √(0.8 × 0.2 ÷ 100) = 0.04, so 72 % lies two errors below 80 %: 2·(1 − Φ(2)) = 0.0455.
    expect(proportionP({ successes: 72, n: 100 }, 0.8)).toBeCloseTo(0.0455, 4)
    expect(proportionP({ successes: 80, n: 100 }, 0.8)).toBeCloseTo(1, 6)
  })
  it('says nothing of no rows, and of a line that nothing can pass', () => {
    expect(proportionP({ successes: 0, n: 0 }, 0.8)).toBeNull()
    expect(proportionP({ successes: 1, n: 2 }, 1)).toBeNull()
  })
})

describe('two means', () => {
  it('by the variances of both', () => {
    // Variances (0.7 − 0.04) and (0.7 − 0.09) × 1,000 ÷ 999; the error is √(0.6607 ÷ 1,000 + 0.6106 ÷ 1,000) = 0.03566,
    // z = 0.1 ÷ 0.03566 = 2.805, 2·(1 − Φ(2.805)) = 0.0050.
    const side = (mean: number) => ({ mean, meanOfSquares: 0.7, n: 1_000 })
    expect(meanP(side(0.2), side(0.3))).toBeCloseTo(0.005, 4)
  })
  it('says nothing of one row, and is sure where nothing varies', () => {
    const constant = (mean: number, n = 5) => ({ mean, meanOfSquares: mean * mean, n })
    expect(meanP(constant(1, 1), constant(2))).toBeNull()
    expect(meanP(constant(1), constant(1))).toBe(1)
    expect(meanP(constant(1), constant(2))).toBe(0)
  })
})
