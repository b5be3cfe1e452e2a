import { describe, expect, it } from 'vitest'
import { bottleneck, type StepEvidence } from '../../src/insight/bottleneck.ts'

const steady = (step: string): StepEvidence<string> => ({
  step,
  now: { successes: 50, n: 100 },
  base: { successes: 200, n: 400 },
  winsFromNext: 0.25,
})

describe('the bottleneck', () => {
  it('is nothing where no step fell by more than chance explains', () => {
    // 45 of 100 against 200 of 400: p = 0.37.
    const fell = { ...steady('b'), now: { successes: 45, n: 100 } }
    expect(bottleneck([steady('a'), fell], 1_000)).toBeUndefined()
    expect(bottleneck([], 1_000)).toBeUndefined()
  })

  it('costs the rows lost × their chance to be won × the average deal', () => {
    const fell = { ...steady('b'), now: { successes: 20, n: 100 } }
    // 30 of 100 fewer moved on; a quarter of those would have been won, at 1,000 each.
    const found = bottleneck([steady('a'), fell], 1_000)
    expect(found).toMatchObject({ step: 'b', kind: 'conversion', now: 0.2, base: 0.5 })
    expect(found?.lost).toBeCloseTo(30)
    expect(found?.cost).toBeCloseTo(7_500)
  })

  it('is the step that costs the most, not the one that fell the most', () => {
    const early = { ...steady('early'), now: { successes: 20, n: 100 }, winsFromNext: 0.05 }
    const late = { ...steady('late'), now: { successes: 30, n: 100 }, winsFromNext: 0.8 }
    // 30 × 5 % = 1.5 wins against 20 × 80 % = 16.
    expect(bottleneck([early, late], 1_000)?.step).toBe('late')
  })

  it('a step that got better is none', () => {
    expect(bottleneck([{ ...steady('a'), now: { successes: 90, n: 100 } }], 1_000)).toBeUndefined()
  })

  it('counts all the tests that were made: one in twenty of many is chance', () => {
    // 38 of 100 against 50 %: p = 0.03, which one step alone would be named for, and one of ten is not.
    const fell = { ...steady('x'), now: { successes: 38, n: 100 } }
    expect(bottleneck([fell], 1_000)?.step).toBe('x')
    expect(bottleneck([fell, ...Array.from({ length: 9 }, (_, i) => steady(`s${i}`))], 1_000)).toBeUndefined()
  })

  it('a step that takes longer loses what would have moved on in the same time', () => {
    // All 30 present ones took longer than all 100 before: ranks 101 … 130, sum 3,465.
    const time = { medianNow: 20, medianBase: 10, nNow: 30, nBase: 100, rankSum: 3_465, tieTerm: 0 }
    const found = bottleneck([{ ...steady('slow'), time }], 1_000)
    expect(found).toMatchObject({ step: 'slow', kind: 'time', now: 20, base: 10 })
    // 30 × (1 − 10 ÷ 20) = 15.
    expect(found?.lost).toBeCloseTo(15)
    expect(found?.cost).toBeCloseTo(3_750)
  })

  it('names the step without money where there is none', () => {
    const fell = { ...steady('b'), now: { successes: 20, n: 100 } }
    expect(bottleneck([fell], null)).toMatchObject({ step: 'b', cost: null })
    expect(bottleneck([{ ...fell, winsFromNext: null }], 1_000)).toMatchObject({ cost: null })
  })
})
