import { expect, test } from 'vitest'
import { createFrameReader, frame, opcode, ProtocolError } from '../../../../sandbox/server/socket/frames.ts'

const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex')
/** A masked frame whose mask is all zeros, so that the payload stands in it as it is. */
const masked = (head: string, payload: Buffer): Buffer => Buffer.concat([bytes(head), Buffer.alloc(4), payload])

// The examples of RFC 6455, 5.7.
test.each([
  ['a short text', opcode.text, Buffer.from('Hello'), '81 05'],
  ['nothing', opcode.text, Buffer.alloc(0), '81 00'],
  ['256 bytes', opcode.binary, Buffer.alloc(256), '82 7e 0100'],
  ['64 KiB', opcode.binary, Buffer.alloc(65_536), '82 7f 0000000000010000'],
])('%s is framed without a mask', (_, code, payload, head) => {
  expect(frame(code, payload).equals(Buffer.concat([bytes(head), payload]))).toBe(true)
})

test('a masked text is read, in one piece or byte by byte', () => {
  const hello = bytes('81 85 37fa213d 7f9f4d5158')
  const whole = { opcode: opcode.text, last: true, payload: Buffer.from('Hello') }
  expect(createFrameReader()(hello)).toEqual([whole])
  const read = createFrameReader()
  expect([...hello].flatMap((byte) => read(Buffer.from([byte])))).toEqual([whole])
})

test('two frames in one piece are two, and a fragment says that more follows', () => {
  const read = createFrameReader()
  const found = read(Buffer.concat([masked('01 83', Buffer.from('Hel')), masked('80 82', Buffer.from('lo'))]))
  expect(found.map(({ opcode: code, last, payload }) => [code, last, payload.toString()])).toEqual([
    [opcode.text, false, 'Hel'],
    [opcode.continuation, true, 'lo'],
  ])
})

test.each([
  ['16 bits', '81 fe 0100', 256],
  ['64 bits', '81 ff 0000000000010000', 65_536],
])('a length of %s is read', (_, head, length) => {
  const payload = Buffer.alloc(length, 'x')
  expect(createFrameReader()(masked(head, payload)).map((each) => each.payload.equals(payload))).toEqual([true])
})

test.each([
  ['without a mask', bytes('81 05 48656c6c6f')],
  ['of an extension', bytes('c1 85 37fa213d 7f9f4d5158')],
  ['of a gigabyte', bytes('81 ff 0000000040000000')],
])('a frame %s is refused', (_, given) => {
  expect(() => createFrameReader()(given)).toThrow(ProtocolError)
})
