import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createSeal, SealError } from '../../src/state/seal.ts'

const key = () => randomBytes(32).toString('base64')
const [old, newest] = [key(), key()]
const text = 'xoxb-token 漢字'

describe('a seal', () => {
  it('opens what it closed, and shows nothing of it', () => {
    const seal = createSeal([newest])
    const sealed = seal.close(text, 'T1')
    expect(seal.open(sealed, 'T1')).toBe(text)
    expect(sealed.bytes.includes('xoxb')).toBe(false)
    // 12 bytes of nonce and 16 of tag before a ciphertext as long as the text.
    expect(sealed.bytes).toHaveLength(12 + 16 + Buffer.byteLength(text))
  })

  it('never seals the same text the same way', () => {
    const seal = createSeal([newest])
    const nonces = Array.from({ length: 100 }, () => seal.close(text, 'T1').bytes.subarray(0, 12).toString('hex'))
    expect(new Set(nonces).size).toBe(100)
  })

  it('seals with the first key and opens with any', () => {
    const before = createSeal([old]).close(text, 'T1')
    const seal = createSeal([newest, old])
    expect(seal.open(before, 'T1')).toBe(text)
    expect(seal.close(text, 'T1').keyId).toBe(createSeal([newest]).keyId)
    expect(seal.keyId).not.toBe(before.keyId)
  })

  const sealed = createSeal([newest]).close(text, 'T1')
  const flipped = (at: number): Buffer => {
    const bytes = Buffer.from(sealed.bytes)
    bytes[at] = (bytes[at] ?? 0) ^ 1
    return bytes
  }
  it.each([
    ['beside another row', sealed, 'T2', [newest]],
    ['without its key', sealed, 'T1', [old]],
    ['under another key that is said to be its own', { ...sealed, keyId: createSeal([old]).keyId }, 'T1', [old]],
    ['with another nonce', { ...sealed, bytes: flipped(0) }, 'T1', [newest]],
    ['with another tag', { ...sealed, bytes: flipped(12) }, 'T1', [newest]],
    ['with another text', { ...sealed, bytes: flipped(28) }, 'T1', [newest]],
    ['cut short', { ...sealed, bytes: sealed.bytes.subarray(0, 20) }, 'T1', [newest]],
    ['empty', { ...sealed, bytes: Buffer.alloc(0) }, 'T1', [newest]],
  ])('does not open %s', (_, given, about, keys) => {
    expect(() => createSeal(keys).open(given, about)).toThrow(SealError)
  })

  it('names the key that is missing, and no key', () => {
    const told = () => createSeal([old]).open(sealed, 'T1')
    expect(told).toThrow(sealed.keyId)
    expect(told).not.toThrow(newest)
  })
})
