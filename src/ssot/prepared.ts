import { createHash } from 'node:crypto'

/** Texts that are remembered; past that, all are forgotten and counted anew. */
const mostTexts = 1_000

/**
 * Names under which statements are prepared: of a small answer's time, parsing and planning are a third. A text gets
 * one when it is asked again, so that what is asked once does not stay on every connection.
 */
export function createNames(): (text: string) => string | undefined {
  const names = new Map<string, string | undefined>()
  return (text) => {
    if (!names.has(text)) {
      if (names.size >= mostTexts) names.clear()
      names.set(text, undefined)
      return undefined
    }
    const name = names.get(text) ?? createHash('sha1').update(text).digest('hex')
    names.set(text, name)
    return name
  }
}

/** A relation changed under it, or (behind a pooler that shares sessions) it is not there, or there already. */
const outdated = new Set(['0A000', '26000', '42P05'])

/** A prepared statement is no longer what it was: it has to be asked without its name. */
export const isOutdated = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && outdated.has(error.code)
