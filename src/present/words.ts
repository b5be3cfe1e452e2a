import type { Locale } from '../define/words.ts'

/** A message catalogue: the same keys in both languages, or it does not compile. */
export const bilingual = <T>(words: { en: T; ja: NoInfer<T> }): Readonly<Record<Locale, T>> => words
