import { describe, expect, test } from 'vitest'
import { charactersUpTo, columnsUpTo, displayWidth, pad, uniqueLabels } from '../../src/blocks/chart-labels.ts'

describe('labels', () => {
  test.each([
    ['short enough', 'Proposal', 8, 'Proposal'],
    ['cut', 'Proposal', 5, 'Prop…'],
    ['no space before the ellipsis', 'Closed won', 8, 'Closed…'],
    ['a pair of surrogates stays whole', 'ab𠮷cd', 4, 'ab…'],
    ['a composed emoji stays whole', '👩‍💻👩‍💻', 6, '👩‍💻…'],
  ])('charactersUpTo: %s', (_, text, max, expected) => {
    expect(charactersUpTo(text, max)).toBe(expected)
    expect(charactersUpTo(text, max).length).toBeLessThanOrEqual(max)
  })

  test('stay different when they are cut', () => {
    const long = 'Enterprise customers in the north'
    const cut = uniqueLabels([long, `${long} west`, 'SMB', 'SMB'], 20)
    expect(cut).toEqual(['Enterprise customer…', 'Enterprise custom… 2', 'SMB', 'SMB 2'])
    expect(cut.every((label) => label.length <= 20)).toBe(true)
  })

  test.each([
    ['Latin', 'Won', 3],
    ['kanji', '受注率', 6],
    ['mixed', 'MRR推移', 7],
    ['half-width katakana', 'ｶﾅ', 2],
    ['full-width digits', '１２', 4],
    ['rare kanji', '𠮷髙﨑', 6],
    ['an accent written apart', 'e\u0301', 1],
  ])('displayWidth: %s', (_, text, width) => {
    expect(displayWidth(text)).toBe(width)
  })

  test('columns are counted, not characters', () => {
    expect(columnsUpTo('マーケティング', 9)).toBe('マーケテ…')
    expect(pad('受注', 6)).toBe('受注  ')
    expect(pad('受注', 6, true)).toBe('  受注')
  })
})
