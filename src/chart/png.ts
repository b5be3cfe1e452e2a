/**
 * Pixels as a PNG file (https://www.w3.org/TR/png-3/). Charts are flat areas: without a filter and at a low level
 * of compression they come out smaller than Skia's own files, in half the time, which is half of drawing a chart.
 */
import { crc32, deflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const CHANNELS = 4
/** Measured on a trend of 960 × 540: level 1 is 4% larger, level 6 takes three times as long for 17% less. */
const LEVEL = 3

/** `rgba` holds four bytes for each pixel, rows from the top, alpha not multiplied in. */
export function encodePng(rgba: Uint8Array | Uint8ClampedArray, width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // Eight bits a channel, colour type 6 (RGBA); compression, filter method and interlace are 0.
  header.set([8, 6], 8)
  const pixels = deflateSync(scanlines(rgba, width * CHANNELS, height), { level: LEVEL })
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}

/** Each row after a byte that says how it was filtered: 0, not at all. */
function scanlines(rgba: Uint8Array | Uint8ClampedArray, stride: number, height: number): Buffer {
  const lines = Buffer.alloc((stride + 1) * height)
  for (let row = 0; row < height; row++) {
    lines.set(rgba.subarray(row * stride, (row + 1) * stride), row * (stride + 1) + 1)
  }
  return lines
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(4)
  frame.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([frame, body, check])
}
