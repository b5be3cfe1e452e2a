import type { Locale } from '../../define/words.ts'
import { bilingual } from '../words.ts'

/** How sure it is that a change is one: the p-value of its test in words, where there is one. */
export const chanceLine = (p: unknown, locale: Locale): string[] => (typeof p === 'number' ? [say[locale](p)] : [])

const say = bilingual({
  en: (p: number) =>
    `chance explains a change this large in ${p < 0.001 ? 'fewer than 1 in 1,000' : `${Math.round(p * 1_000)} in 1,000`} cases`,
  ja: (p) => `偶然にこの変化が起こる確率は${p < 0.001 ? '0.1%未満' : `約${(p * 100).toFixed(1)}%`}`,
})
