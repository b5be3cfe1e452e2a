import { describe, expect, it } from 'vitest'
import type { Reading } from '../../../src/define/reading.ts'
import type { Unit } from '../../../src/define/words.ts'
import type { Comparison } from '../../../src/insight/comparison.ts'
import { chanceText, changeCell, changeText } from '../../../src/present/kpi/change.ts'

const style = { locale: 'en', currency: 'JPY' } as const
const before: Reading = {
  ...{ metric: 'm', from: '2026-07-01', to: '2026-10-01', asOf: '2026-10-01T00:00:00Z', by: {}, keys: [], n: 1 },
  ...{ value: 0.35, numerator: null, denominator: null, closed: true, mature: true, reason: null },
  ...{ notes: [], beside: [], leftOut: [] },
}

/** A change from `previous` to so much more, in a share of rows enough to be sure of it. */
const changed = (previous: number, absolute: number): Comparison => ({
  ...{ previous: { ...before, value: previous }, absolute, relative: absolute / previous },
  ...{ largerThanChance: true, better: true },
})

describe('a change that rounds to nothing is none: no arrow, no zero, nothing said of chance', () => {
  it.each<[string, number, number, Unit, string, string, boolean]>([
    ['less than half of a tenth of a point', 0.35, 0.0004, 'percent', '＝ unchanged vs Q3 (35.0%)', '＝', false],
    ['the same downwards', 0.35, -0.0004, 'percent', '＝ unchanged vs Q3 (35.0%)', '＝', false],
    ['a twentieth of a point', 0.35, 0.0006, 'percent', '▲ +0.1 pt vs Q3 (35.0%)', '▲ +0.1 pt', true],
    ['minutes of a day', 12, 0.04, 'days', '＝ unchanged vs Q3 (12 days)', '＝', false],
    ['a hundredth of a percent of a sum', 100_000, 20, 'money', '▲ +¥20 vs Q3 (¥100K)', '▲ +¥20', true],
  ])('%s', (_, previous, absolute, unit, text, cell, told) => {
    const comparison = changed(previous, absolute)
    expect(changeText(comparison, unit, style, 'Q3')).toBe(text)
    expect(changeCell(comparison, unit, style)).toBe(cell)
    expect(chanceText(comparison, unit, style) !== undefined).toBe(told)
  })
})
