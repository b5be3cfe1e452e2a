/** What a test can see of a PNG. */
import { createCanvas, loadImage } from 'canvas'

export interface Picture {
  width: number
  height: number
  /** `#rrggbbaa` at that pixel. */
  at(x: number, y: number): string
  /** How many pixels have exactly that colour (`#rrggbb`, opaque). */
  count(colour: string): number
  /** How many different colours there are. */
  colours(): number
}

export async function pictureOf(png: Uint8Array): Promise<Picture> {
  const image = await loadImage(Buffer.from(png))
  const { width, height } = image
  const context = createCanvas(width, height).getContext('2d')
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, width, height)
  // One number a pixel, as the bytes stand in memory on a little-endian machine: alpha, blue, green, red.
  const pixels = new Uint32Array(data.buffer, data.byteOffset, width * height)
  const counts = new Map<number, number>()
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1)
  return {
    width,
    height,
    at: (x, y) => `#${Buffer.from(data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)).toString('hex')}`,
    count: (colour) => counts.get(Buffer.from(`${colour.slice(1)}ff`, 'hex').readUInt32LE()) ?? 0,
    colours: () => counts.size,
  }
}
