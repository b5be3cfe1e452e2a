import { describe, expect, it } from 'vitest'
import { takeSelectors } from '../../src/present/grammar.ts'
import { valueName, valueNamed } from '../../src/present/value-names.ts'

describe('values that the contract names are read and typed in both languages, others are left alone', () => {
  it.each([
    ['type', 'renewal', 'renewal', '更新'],
    ['type', 'cross_sell', 'cross-sell', 'クロスセル'],
    ['sourced_by', 'cs', 'customer success', 'カスタマーサクセス'],
    ['segment', 'new', 'new', 'new'],
    ['type', 'pilot', 'pilot', 'pilot'],
  ])('%s %s', (dimension, value, english, japanese) => {
    expect(valueName(dimension, value, 'en')).toBe(english)
    expect(valueName(dimension, value, 'ja')).toBe(japanese)
    expect([english, japanese, value].map((typed) => valueNamed(dimension, typed))).toEqual([value, value, value])
  })

  it('種別別 is by type, and 種別=更新 its renewals', () => {
    expect(takeSelectors(['種別別'], 'ja').by).toEqual(['type'])
    expect(takeSelectors(['セグメント別地域別'], 'ja').by).toEqual(['segment', 'region'])
    expect(takeSelectors(['where', '種別=更新,新規'], 'ja').where).toEqual([
      { dimension: 'type', values: ['renewal', 'new'], typed: true },
    ])
  })
})
