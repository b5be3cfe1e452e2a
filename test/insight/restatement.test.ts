import { describe, expect, it } from 'vitest'
import { differs, restatement } from '../../src/insight/restatement.ts'

describe('a figure told again', () => {
  it.each([
    ['the same', 700, 700, false],
    ['a sum in another order', 0.1 + 0.2, 0.3, false],
    ['a yen of a hundred million', 100_000_000, 100_000_001, true],
    ['nothing, then something', 0, 0.01, true],
    ['nothing twice', 0, 0, false],
  ])('%s', (_, first, now, other) => {
    expect(differs(first, now)).toBe(other)
  })
})

describe('a restatement', () => {
  it.each([
    // −39 ÷ 650
    ['of 6 % of the money', 650, 611, 'money', -0.06],
    ['of exactly half a percent', 1_000, 1_005, 'money', undefined],
    ['of a little more', 1_000, 1_006, 'money', 0.006],
    ['of a row of many', 1_000, 1_001, 'count', 0.001],
    ['of a share by 0.3 %', 0.231, 0.2317, 'percent', undefined],
    // Up from −200 by 50
    ['of what was negative', -200, -150, 'money', 0.25],
    ['of what was nothing', 0, 5, 'money', Number.POSITIVE_INFINITY],
    ['of nothing', 5, 5, 'count', undefined],
  ] as const)('%s', (_, first, now, unit, change) => {
    const found = restatement(first, now, unit)
    if (change === undefined || !Number.isFinite(change)) expect(found).toBe(change)
    else expect(found).toBeCloseTo(change, 12)
  })
})
