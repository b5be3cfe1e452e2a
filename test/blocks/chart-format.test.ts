import { describe, expect, test } from 'vitest'
import type { ValueFormat } from '../../src/blocks/chart.ts'
import { compactValue, fullValue } from '../../src/blocks/chart-format.ts'

const yen: ValueFormat = { style: 'currency', currency: 'JPY', locale: 'ja' }
const dollars: ValueFormat = { style: 'currency', currency: 'USD', locale: 'en' }
const count: ValueFormat = { style: 'number', locale: 'en' }
const percent: ValueFormat = { style: 'percent', locale: 'en' }
const days: ValueFormat = { style: 'days', locale: 'en' }

describe('a number on a chart', () => {
  test.each([
    ['hundreds of millions of yen', 120_000_000, yen, '¥1.2億', '¥120,000,000'],
    ['yen below 億 keep four digits', 98_765_432, yen, '¥9,877万', '¥98,765,432'],
    ['small yen are not shortened', 9_500, yen, '¥9,500', '¥9,500'],
    ['millions of dollars', 120_000_000, dollars, '$120M', '$120,000,000'],
    ['thousands of dollars', 9_500, dollars, '$9.5K', '$9,500'],
    ['cents, where they matter', 12.5, dollars, '$12.50', '$12.50'],
    ['a loss', -1_234_567, dollars, '−$1.23M', '−$1,234,567'],
    ['never minus zero', -0, dollars, '$0', '$0'],
    ['a count below ten thousand', 4_210, count, '4,210', '4,210'],
    ['a fraction as percent', 0.2345, percent, '23.5%', '23.5%'],
    ['days', 12.34, days, '12.3d', '12.3 days'],
    ['days in Japanese', 12.34, { style: 'days', locale: 'ja' } as const, '12.3日', '12.3日'],
    ['hours in Japanese', 5, { style: 'hours', locale: 'ja' } as const, '5時間', '5時間'],
  ])('%s', (_, value, format, short, long) => {
    expect(compactValue(value, format)).toBe(short)
    expect(fullValue(value, format)).toBe(long)
  })

  test('changes carry their sign, and none is neither', () => {
    const signed = (value: number) => compactValue(value, dollars, { signed: true })
    expect([signed(2_000), signed(-2_000), signed(0)]).toEqual(['+$2K', '−$2K', '$0'])
  })

  test('changes of a percentage are points, a level stays a percentage', () => {
    const both = (value: number, format: ValueFormat) =>
      [compactValue, fullValue].map((write) => write(value, format, { signed: true }))
    expect(both(-0.044, percent)).toEqual(['−4.4 pt', '−4.4 pt'])
    expect(both(0.1, { style: 'percent', locale: 'ja' })).toEqual(['+10pt', '+10pt'])
    expect(both(0.0001, percent)).toEqual(['0 pt', '0 pt'])
    expect(compactValue(-0.044, percent)).toBe('−4.4%')
  })
})
