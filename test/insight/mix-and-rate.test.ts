import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mixAndRate } from '../../src/insight/mix-and-rate.ts'

const side = (numerator: number, denominator: number) => ({ numerator, denominator })

describe('mix and rate', () => {
  it('by hand: a segment that converts worse, and one that shrank', () => {
    // Before: SMB 20 of 100 (20 %), Enterprise 50 of 100 (50 %): 70 of 200 = 35 %. After: SMB 15 of 150 (10 %), Enterprise
    // 25 of 50 (50 %): 40 of 200 = 20 %. Middle 27.5 %.
    const [smb, enterprise] = mixAndRate([
      { key: 'SMB', before: side(20, 100), after: side(15, 150) },
      { key: 'Enterprise', before: side(50, 100), after: side(25, 50) },
    ])
    // SMB: shares 50 % → 75 %: rate (0.5 + 0.75) ÷ 2 × (0.1 − 0.2) = −6.25 pt; mix 0.25 × (0.15 − 0.275) = −3.125 pt.
    expect(smb?.rate).toBeCloseTo(-0.0625, 12)
    expect(smb?.mix).toBeCloseTo(-0.03125, 12)
    // Enterprise: rate 0, mix −0.25 × (0.5 − 0.275) = −5.625 pt. Together −15 pt.
    expect(enterprise?.rate).toBe(0)
    expect(enterprise?.mix).toBeCloseTo(-0.05625, 12)
  })

  it('a segment that is new, or gone, has only mix', () => {
    const drivers = mixAndRate([
      { key: 'old', before: side(5, 10), after: side(0, 0) },
      { key: 'kept', before: side(2, 10), after: side(2, 10) },
      { key: 'new', before: side(0, 0), after: side(9, 10) },
    ])
    expect(drivers.map(({ rate }) => rate)).toEqual([0, 0, 0])
    expect(drivers.reduce((sum, { mix }) => sum + mix, 0)).toBeCloseTo(11 / 20 - 7 / 20, 12)
  })

  it('says nothing where either whole is over 0', () => {
    expect(mixAndRate([{ key: 'a', before: side(0, 0), after: side(1, 2) }])).toEqual([])
    expect(mixAndRate([])).toEqual([])
  })

  it('sums to the change, whatever the segments', () => {
    const count = fc.integer({ min: 0, max: 5_000 })
    const segment = fc.record({ n0: count, d0: count, n1: count, d1: count })
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 12 }), fc.constantFrom(1, 100), (segments, scale) => {
        // A numerator needs something to be divided by: figures of an empty group are 0 on both sides.
        const given = segments.map(({ n0, d0, n1, d1 }, key) => ({
          key,
          before: side(d0 === 0 ? 0 : n0, d0),
          after: side(d1 === 0 ? 0 : n1, d1),
        }))
        const ratio = (when: 'before' | 'after') => {
          const sums = given.reduce(
            (all, each) => side(all.numerator + each[when].numerator, all.denominator + each[when].denominator),
            side(0, 0),
          )
          return sums.denominator === 0 ? null : (scale * sums.numerator) / sums.denominator
        }
        const [before, after] = [ratio('before'), ratio('after')]
        const drivers = mixAndRate(given, scale)
        if (before === null || after === null) return drivers.length === 0
        const sum = drivers.reduce((all, { mix, rate }) => all + mix + rate, 0)
        return Math.abs(sum - (after - before)) < 1e-9 * Math.max(1, Math.abs(before), Math.abs(after))
      }),
    )
  })
})
