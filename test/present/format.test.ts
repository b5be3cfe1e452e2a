import { describe, expect, it } from 'vitest'
import type { Locale, Unit } from '../../src/define/words.ts'
import { arrow, formatChange, formatPercentChange, formatValue } from '../../src/present/format.ts'

const style = (locale: Locale, currency = 'JPY') => ({ locale, currency })

describe('a value', () => {
  it.each<[number | null, Unit, 'full' | 'short', string, string]>([
    [1_234_567, 'money', 'full', '¥1,234,567', '¥1,234,567'],
    [1_234_567, 'money', 'short', '¥1.23M', '¥123万'],
    [16_480_000, 'money', 'short', '¥16.5M', '¥1,650万'],
    [123_456_789, 'money', 'short', '¥123M', '¥1.23億'],
    [0, 'money', 'short', '¥0', '¥0'],
    [-50_000, 'money', 'full', '−¥50,000', '−¥50,000'],
    [1_500, 'money_per_day', 'full', '¥1,500 a day', '¥1,500／日'],
    [0.2345, 'percent', 'full', '23.5%', '23.5%'],
    [1, 'percent', 'full', '100.0%', '100.0%'],
    [12_345, 'count', 'full', '12,345', '12,345'],
    [12_345, 'count', 'short', '12,345', '12,345'],
    [3.14, 'multiple', 'full', '3.1×', '3.1×'],
    [46.6, 'score', 'full', '47', '47'],
    [1, 'days', 'full', '1 day', '1日'],
    [0, 'days', 'full', '0 days', '0日'],
    [1.04, 'days', 'full', '1 day', '1日'],
    [12.34, 'days', 'full', '12.3 days', '12.3日'],
    [123.4, 'days', 'full', '123 days', '123日'],
    [7.25, 'hours', 'full', '7.3 h', '7.3時間'],
    [90, 'minutes', 'full', '90 min', '90分'],
    [null, 'money', 'full', '–', '–'],
    [null, 'percent', 'short', '–', '–'],
  ])('%s %s (%s) reads %s, and %s', (value, unit, length, english, japanese) => {
    expect(formatValue(value, unit, style('en'), length)).toBe(english)
    expect(formatValue(value, unit, style('ja'), length)).toBe(japanese)
  })

  it('in other currencies', () => {
    expect(formatValue(1_234_567, 'money', style('en', 'USD'))).toBe('$1,234,567')
    expect(formatValue(1_234_567, 'money', style('ja', 'EUR'), 'short')).toBe('€123万')
  })
})

describe('a change', () => {
  it.each<[number, Unit, string, string]>([
    [0.012, 'percent', '+1.2 pt', '+1.2pt'],
    [-0.5, 'percent', '−50.0 pt', '−50.0pt'],
    [1_500_000, 'money', '+¥1.5M', '+¥150万'],
    [-2, 'days', '−2 days', '−2日'],
    [0, 'count', '±0', '±0'],
    [0.2, 'score', '+0.2', '+0.2'],
    [-12.6, 'score', '−13', '−13'],
    [0.25, 'multiple', '+0.3×', '+0.3×'],
    // What is rounded away has no direction.
    [-0.0004, 'percent', '±0.0 pt', '±0.0pt'],
  ])('of %d %s', (change, unit, english, japanese) => {
    expect(formatChange(change, unit, style('en'))).toBe(english)
    expect(formatChange(change, unit, style('ja'))).toBe(japanese)
  })

  it.each([
    [0.46, '+46%'],
    [-0.052, '−5.2%'],
    [0, '±0%'],
    [1.5, '+150%'],
  ])('in percent: %d', (change, text) => {
    expect(formatPercentChange(change, style('en'))).toBe(text)
  })

  it('has a direction that needs no colour', () => {
    expect([1, -1, 0].map(arrow)).toEqual(['▲', '▼', '＝'])
  })
})
