import { crc32, deflateSync } from 'node:zlib'
import { createCanvas, loadImage } from 'canvas'

/** A byte names a colour: so many are kept, the most frequent ones, and every other pixel gets the nearest of them. */
const mostColours = 256

/** The same PNG with a palette: a third of the size, since a page has few colours but for the edges of its letters. */
export async function indexed(png: Buffer): Promise<Buffer> {
  const { width, height, colours } = await pixelsOf(png)
  const palette = frequent(colours)
  const places = new Map(palette.map((colour, place) => [colour, place]))
  // Each row begins with its filter: none.
  const rows = Buffer.alloc((width + 1) * height)
  colours.forEach((colour, i) => {
    const place = places.get(colour) ?? nearest(palette, colour)
    places.set(colour, place)
    rows[i + Math.floor(i / width) + 1] = place
  })
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  // 8 bits a pixel, which name a colour of the palette.
  header.set([8, 3], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(channels))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** Each pixel as 0xrrggbb, row by row. */
async function pixelsOf(png: Buffer) {
  const image = await loadImage(png)
  const { width, height } = image
  const pen = createCanvas(width, height).getContext('2d')
  pen.drawImage(image, 0, 0)
  const { buffer } = pen.getImageData(0, 0, width, height).data
  const bytes = new DataView(buffer)
  return {
    width,
    height,
    colours: Uint32Array.from({ length: width * height }, (_, i) => bytes.getUint32(i * 4) >>> 8),
  }
}

function frequent(colours: Uint32Array): number[] {
  const counts = new Map<number, number>()
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1)
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, mostColours)
    .map(([colour]) => colour)
}

const channels = (colour: number) => [colour >> 16, (colour >> 8) & 255, colour & 255] as const

function nearest(palette: readonly number[], colour: number): number {
  const [red, green, blue] = channels(colour)
  const distances = palette.map((each) => {
    const [r, g, b] = channels(each)
    return (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2
  })
  return distances.indexOf(Math.min(...distances))
}

/** A part of a PNG (ISO/IEC 15948, 5.3): its length, its name and what is in it, and a checksum of both. */
function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body])
  const numbers = Buffer.alloc(8)
  numbers.writeUInt32BE(body.length)
  numbers.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([numbers.subarray(0, 4), named, numbers.subarray(4)])
}
