import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** A text that only the holder of a key can read. */
export interface Sealed {
  /** Which key: the first 16 hexadecimal digits of its SHA-256. */
  readonly keyId: string
  /** 12 bytes of nonce, 16 of tag, then the ciphertext. */
  readonly bytes: Buffer
}

/** Seals texts with the first key, and opens what any of them has sealed. */
export interface Seal {
  /** Of the key that seals. */
  readonly keyId: string
  /** `about` is not kept, and has to be said again to open: so that a sealed text is worth nothing beside another row. */
  close(text: string, about: string): Sealed
  /** Throws a SealError for a key that is not there, another `about`, and bytes that were changed. */
  open(sealed: Sealed, about: string): string
}

/** Something sealed cannot be opened; the message says what is missing. */
export class SealError extends Error {
  override readonly name = 'SealError'
}

const cipher = 'aes-256-gcm'
const nonceLength = 12
const tagLength = 16

/** Keys are 32 bytes in base64, the newest first. A nonce is 96 random bits: safe for far more texts than there are workspaces. */
export function createSeal(keys: readonly string[]): Seal {
  const known = new Map(keys.map((text) => Buffer.from(text, 'base64')).map((key) => [keyIdOf(key), key]))
  const [first] = known
  if (!first) throw new SealError('there is no key to encrypt with')
  const [keyId, newest] = first
  return {
    keyId,
    close(text, about) {
      const nonce = randomBytes(nonceLength)
      const work = createCipheriv(cipher, newest, nonce, { authTagLength: tagLength }).setAAD(Buffer.from(about))
      const hidden = Buffer.concat([work.update(text, 'utf8'), work.final()])
      return { keyId, bytes: Buffer.concat([nonce, work.getAuthTag(), hidden]) }
    },
    open(sealed, about) {
      const key = known.get(sealed.keyId)
      if (!key) throw new SealError(`REVOPS_ENCRYPTION_KEY lacks the key ${sealed.keyId}, which encrypted this`)
      const nonce = sealed.bytes.subarray(0, nonceLength)
      const tag = sealed.bytes.subarray(nonceLength, nonceLength + tagLength)
      try {
        const work = createDecipheriv(cipher, key, nonce, { authTagLength: tagLength })
        work.setAAD(Buffer.from(about)).setAuthTag(tag)
        const hidden = sealed.bytes.subarray(nonceLength + tagLength)
        return Buffer.concat([work.update(hidden), work.final()]).toString('utf8')
      } catch (error) {
        throw new SealError('it was changed since it was encrypted, or belongs to another row', { cause: error })
      }
    },
  }
}

const keyIdOf = (key: Buffer): string => createHash('sha256').update(key).digest('hex').slice(0, 16)
