import { createCanvas } from 'canvas'
import { beforeAll, expect, test } from 'vitest'
import { registerFonts } from '../../src/chart/fonts.ts'
import { css, fonts } from '../../src/chart/theme.ts'

beforeAll(() => registerFonts())

function drawn(text: string, font: string): string {
  const context = createCanvas(60, 60).getContext('2d')
  context.font = font
  context.fillText(text, 8, 44)
  return Buffer.from(context.getImageData(0, 0, 60, 60).data).toString('base64')
}

const BLANK = drawn('', css(fonts.label))
/** A code point that no font has. */
const MISSING = '\u{10fffe}'

test.each([...'髙﨑鷗①㈱¥€é億推移↑…–'])('%s is drawn, and not as the box of a missing glyph', (glyph) => {
  for (const font of [fonts.label, fonts.title]) {
    expect(drawn(glyph, css(font))).not.toBe(BLANK)
    expect(drawn(glyph, css(font))).not.toBe(drawn(MISSING, css(font)))
  }
})

test('bold is another file, not the same letters', () => {
  const bold = css(fonts.value)
  expect(drawn('受', bold)).not.toBe(drawn('受', bold.replace('bold', 'normal')))
})
