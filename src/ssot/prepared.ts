import { createHash } from 'node:crypto'

/** Texts that are remembered; past that, all are forgotten and counted anew. */
const mostTexts = 1_000

/** What takes longer, in milliseconds, has nothing to gain: a plan costs one or two. */
const quickMs = 50

export interface Names {
  /** The name to ask this text under; undefined where it is asked as it is. */
  of(text: string): string | undefined
  /** How long it took. */
  took(text: string, ms: number): void
}

/**
 * Names under which statements are prepared: of a small answer's time, parsing and planning are a third. A text gets
 * one when it is asked again, so that what is asked once does not stay on every connection. One that is slow is planned for
 * its values each time: a plan for all values guesses how much of a large relation they mean, and takes a value
 * that is given twice for two, so that the same sum over it is made twice.
 */
export function createNames(): Names {
  const known = new Map<string, { readonly name: string; quick: boolean }>()
  return {
    of(text) {
      const found = known.get(text)
      return found?.quick ? found.name : undefined
    },
    took(text, ms) {
      const found = known.get(text)
      if (found) {
        found.quick = ms <= quickMs
        return
      }
      if (known.size >= mostTexts) known.clear()
      known.set(text, { name: createHash('sha1').update(text).digest('hex'), quick: ms <= quickMs })
    },
  }
}

/** A relation changed under it, or (behind a pooler that shares sessions) it is not there, or there already. */
const outdated = new Set(['0A000', '26000', '42P05'])

/** A prepared statement is no longer what it was: it has to be asked without its name. */
export const isOutdated = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && outdated.has(error.code)
