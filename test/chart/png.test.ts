import { expect, test } from 'vitest'
import { encodePng } from '../../src/chart/png.ts'
import { pictureOf } from './pixels.ts'

test('a PNG of ours holds the pixels that went in, transparent ones too', async () => {
  const pixels = Uint8Array.from([
    255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 0, 0, 0, 0, 1, 2, 3, 255, 255, 255, 255, 255,
  ])
  const picture = await pictureOf(encodePng(pixels, 3, 2))
  expect([picture.width, picture.height]).toEqual([3, 2])
  const rows = [0, 1].map((y) => [0, 1, 2].map((x) => picture.at(x, y)))
  expect(rows).toEqual([
    ['#ff0000ff', '#00ff00ff', '#0000ffff'],
    ['#00000000', '#010203ff', '#ffffffff'],
  ])
})
