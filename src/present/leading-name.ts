import { foldName, nearest } from '../nearest.ts'

/** What a name of a KPI, a report or a rule stands for, and how many of the words it took. */
export interface LeadingName<T> {
  readonly value: T
  readonly used: number
}

/** What the words begin with the name of, the longest name first; of `least` to `most` words, as people write them. */
export function leadingName<T>(
  words: readonly string[],
  names: ReadonlyMap<string, T>,
  most: number,
  least = 1,
): LeadingName<T> | undefined {
  const known = new Map([...names].map(([name, value]) => [foldName(name), value]))
  for (let used = Math.min(words.length, most); used >= least; used -= 1) {
    const value = known.get(foldName(words.slice(0, used).join(' ')))
    if (value !== undefined) return { value, used }
  }
  return undefined
}

/** What the words may have been meant to begin with, and the words that were: for those that begin with no name. */
export function nearestLeading<T>(
  words: readonly string[],
  names: ReadonlyMap<string, T>,
  most: number,
): { readonly value: T; readonly text: string } | undefined {
  for (let used = Math.min(words.length, most); used > 0; used -= 1) {
    const text = words.slice(0, used).join(' ')
    const value = names.get(nearest(text, names.keys()) ?? '')
    if (value !== undefined) return { value, text }
  }
  return undefined
}
