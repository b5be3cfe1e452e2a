import { describe, expect, it } from 'vitest'
import type { Reading } from '../../src/define/reading.ts'
import { compare, interval } from '../../src/insight/comparison.ts'
import bookings from '../../src/metrics/bookings.ts'
import pipelineHealth from '../../src/metrics/pipeline-health.ts'
import salesCycle from '../../src/metrics/sales-cycle.ts'
import winRate from '../../src/metrics/win-rate.ts'

const reading = (
  value: number | null,
  numerator: number | null = null,
  denominator: number | null = null,
): Reading => ({
  metric: '',
  from: '2026-01-01',
  to: '2026-02-01',
  asOf: '2026-02-01T00:00:00Z',
  by: {},
  keys: [],
  value,
  numerator,
  denominator,
  n: denominator ?? 0,
  closed: true,
  mature: true,
  reason: value === null ? 'no_data' : null,
  leftOut: [],
  beside: [],
  notes: [],
})
const rate = (won: number, closed: number): Reading => reading(won / closed, won, closed)

describe('the change between two readings', () => {
  it('is told in percent and in absolute terms', () => {
    expect(compare(bookings, reading(150), reading(100))).toMatchObject({
      absolute: 50,
      relative: 0.5,
      better: true,
      largerThanChance: null,
    })
  })

  it('has no percentage on a base of 0 or less', () => {
    expect(compare(bookings, reading(150), reading(0))).toMatchObject({ absolute: 150, relative: null, better: true })
    expect(compare(bookings, reading(150), reading(-50))).toMatchObject({ absolute: 200, relative: null })
  })

  it('is none of a period that has not begun', () => {
    expect(compare(bookings, { ...reading(0), ahead: true }, reading(100))).toBeUndefined()
  })

  it('is better in the direction of the KPI, and neither where nothing changed', () => {
    expect(compare(salesCycle, reading(30), reading(40))?.better).toBe(true)
    expect(compare(salesCycle, reading(50), reading(40))?.better).toBe(false)
    expect(compare(salesCycle, reading(40), reading(40))?.better).toBeNull()
  })

  it('of a ratio of counts says whether chance explains it', () => {
    // 60 % against 40 % of 100 each: p = 0.005; of 10 each: p = 0.37.
    expect(compare(winRate, rate(60, 100), rate(40, 100))?.largerThanChance).toBe(true)
    expect(compare(winRate, rate(6, 10), rate(4, 10))?.largerThanChance).toBe(false)
  })

  it('is none where either has no value, or where the past cannot be told fairly', () => {
    expect(compare(winRate, reading(null), rate(1, 2))).toBeUndefined()
    expect(compare(winRate, rate(1, 2), reading(null))).toBeUndefined()
    expect(compare(pipelineHealth, reading(0.5), reading(0.6))).toBeUndefined()
  })
})

describe('the interval of a reading', () => {
  it('is told of ratios of counts only', () => {
    const { low = 0, high = 0 } = interval(winRate, rate(81, 263)) ?? {}
    expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.2553', '0.3662'])
    expect(interval(bookings, reading(100))).toBeNull()
    expect(interval(pipelineHealth, reading(0.5, 50, 100))).toBeNull()
    expect(interval(winRate, reading(null, 0, 0))).toBeNull()
  })
})
