import { describe, expect, it } from 'vitest'
import { median, percentile } from '../../bench/statistics.ts'

describe('percentile', () => {
  it.each([
    // The nearest rank: the smallest value that at least that share does not exceed.
    { values: [7], share: 0.99, is: 7 },
    { values: [3, 1, 2], share: 0.5, is: 2 },
    { values: [4, 3, 2, 1], share: 0.5, is: 2 },
    { values: [4, 3, 2, 1], share: 1, is: 4 },
    { values: [1, 2], share: 0, is: 1 },
    { values: Array.from({ length: 200 }, (_, i) => i + 1), share: 0.99, is: 198 },
  ])('of $values.length values at $share is $is', ({ values, share, is }) => {
    expect(percentile(values, share)).toBe(is)
  })

  it('of nothing is an error, and the values stay in their order', () => {
    expect(() => percentile([], 0.5)).toThrow('nothing was measured')
    const values = [2, 1]
    percentile(values, 0.5)
    expect(values).toEqual([2, 1])
  })
})

describe('median', () => {
  it.each([
    { values: [5], is: 5 },
    { values: [9, 1, 5], is: 5 },
    { values: [1, 2, 10, 20], is: 6 },
    { values: [2, 2], is: 2 },
  ])('of $values is $is', ({ values, is }) => {
    expect(median(values)).toBe(is)
  })
})
