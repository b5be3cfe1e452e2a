import { beforeAll, describe, expect, test } from 'vitest'
import { registerFonts } from '../../src/chart/fonts.ts'
import { measure, shorten, wrap } from '../../src/chart/text.ts'
import { fonts } from '../../src/chart/theme.ts'

beforeAll(() => registerFonts())
const font = fonts.label
const width = (text: string) => measure(text, font) + 1

describe('text in pixels', () => {
  test('is left alone where it fits, and cut where it does not', () => {
    expect(shorten('提案・見積', width('提案・見積'), font)).toBe('提案・見積')
    expect(shorten('提案・見積', width('提案・…'), font)).toBe('提案・…')
    expect(shorten('提案', 1, font)).toBe('…')
  })

  test('loses emoji, for which there are no glyphs', () => {
    expect(shorten('受注🎉', 500, font)).toBe('受注')
  })

  test.each([
    ['between words', 'Closed and won', 'Closed and', ['Closed and', 'won']],
    ['between Japanese words', '最終交渉', '最終', ['最終', '交渉']],
    ['not before a unit', '2026年11月', '2026年1', ['2026年', '11月']],
    ['not before a closing mark', '見積(済)と提案', '見積(済)', ['見積(済)', 'と提案']],
    ['the second line is cut', 'One two three four', 'One two', ['One two', 'three…']],
    ['a word that is too long for any line', 'Antidisestablishmentarianism', 'Antidis…', ['Antidis…']],
  ])('wraps: %s', (_, text, fits, lines) => {
    expect(wrap(text, width(fits), font)).toEqual(lines)
  })
})
