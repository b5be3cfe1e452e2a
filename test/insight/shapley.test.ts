import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shapley } from '../../src/insight/shapley.ts'

const product = (before: readonly number[], after: readonly number[]) => (renewed: ReadonlySet<number>) =>
  before.reduce((result, value, i) => result * (renewed.has(i) ? (after[i] ?? 0) : value), 1)

describe('what each part contributed', () => {
  it('by hand: a product of two', () => {
    // 2 × 3 = 6 becomes 4 × 5 = 20. First: (4×3 − 2×3 + 4×5 − 2×5) ÷ 2 = (6 + 10) ÷ 2 = 8; second: (2×5 − 2×3 + 4×5 − 4×3) ÷ 2 = 6.
    expect([...(shapley([0, 1], product([2, 3], [4, 5])) ?? [])]).toEqual([
      [0, 8],
      [1, 6],
    ])
  })

  it('a part that did not change contributed nothing', () => {
    expect(shapley([0, 1], product([2, 3], [2, 6]))?.get(0)).toBe(0)
  })

  it('is undefined where some mixture has no value', () => {
    expect(shapley([0, 1], (renewed) => (renewed.size === 1 ? null : 1))).toBeUndefined()
    expect(shapley([0], (renewed) => 1 / (1 - renewed.size))).toBeUndefined()
  })

  it('sums to the change, whatever the formula', () => {
    const value = fc.double({ min: -50, max: 50, noNaN: true })
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 5 }), (pairs) => {
        const [before, after] = [pairs.map(([was]) => was), pairs.map(([, is]) => is)]
        const parts = pairs.map((_, i) => i)
        const formula = (renewed: ReadonlySet<number>) =>
          Math.sin(product(before, after)(renewed)) +
          parts.reduce((sum, i) => sum + ((renewed.has(i) ? after : before)[i] ?? 0) ** 2, 0)
        const effects = [...(shapley(parts, formula)?.values() ?? [])]
        const change = formula(new Set(parts)) - formula(new Set())
        return Math.abs(effects.reduce((sum, each) => sum + each, 0) - change) < 1e-6
      }),
    )
  })
})
