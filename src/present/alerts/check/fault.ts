import type { Words } from '../../../define/words.ts'

/** What is wrong with one field of a rule. */
export interface Fault {
  /** Its place in the rule: `watch.by`, `watch.conditions.0.clears`. */
  readonly field: string
  /** The value, and what was expected in its place. */
  readonly words: Words
}

/** Several names, as they are written in a sentence. */
export const listed = (names: readonly string[]): string => (names.length > 0 ? names.join(', ') : '–')
