/** The frames of RFC 6455 as Socket Mode needs them: no extensions, masked from the client, bare from the server. */
export const opcode = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const

export interface Frame {
  readonly opcode: number
  /** Whether the message ends here. */
  readonly last: boolean
  readonly payload: Buffer
}

/** Far beyond any acknowledgement: a view holds 250 kB. */
const mostBytes = 1_000_000

/** What a client may not send; the connection ends. */
export class ProtocolError extends Error {}

/** A whole frame from the server. */
export function frame(code: number, payload: Buffer): Buffer {
  const { length } = payload
  const head =
    length < 126
      ? Buffer.from([0x80 | code, length])
      : length < 65_536
        ? Buffer.from([0x80 | code, 126, length >> 8, length & 0xff])
        : Buffer.concat([Buffer.from([0x80 | code, 127]), bigEndian(length)])
  return Buffer.concat([head, payload])
}

function bigEndian(length: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(length))
  return bytes
}

/** Cuts what arrives, in whatever pieces, into frames. Throws a ProtocolError. */
export function createFrameReader(): (chunk: Buffer) => Frame[] {
  let rest: Buffer = Buffer.alloc(0)
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    const frames: Frame[] = []
    for (let found = firstFrame(rest); found; found = firstFrame(rest)) {
      frames.push(found.frame)
      rest = rest.subarray(found.bytes)
    }
    return frames
  }
}

function firstFrame(bytes: Buffer): { frame: Frame; bytes: number } | undefined {
  if (bytes.length < 2) return undefined
  const [first = 0, second = 0] = bytes
  if ((first & 0x70) !== 0) throw new ProtocolError('an extension that was not agreed on')
  if ((second & 0x80) === 0) throw new ProtocolError('a client’s frame without a mask')
  const short = second & 0x7f
  const wide = short === 126 ? 2 : short === 127 ? 8 : 0
  if (bytes.length < 2 + wide) return undefined
  const length = wide === 0 ? short : wide === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2))
  if (length > mostBytes) throw new ProtocolError('a frame that is too long')
  const start = 2 + wide + 4
  if (bytes.length < start + length) return undefined
  const mask = bytes.subarray(start - 4, start)
  const payload = Buffer.from(bytes.subarray(start, start + length))
  for (let i = 0; i < length; i += 1) payload[i] = (payload[i] ?? 0) ^ (mask[i % 4] ?? 0)
  return { frame: { opcode: first & 0x0f, last: (first & 0x80) !== 0, payload }, bytes: start + length }
}
