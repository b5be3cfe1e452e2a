import type { Words } from '../../define/words.ts'

/** One line of what `revops ssot connect` reports. */
export interface Finding {
  readonly level: 'ok' | 'note' | 'warning' | 'error'
  readonly words: Words
}

export const finding = (level: Finding['level'], en: string, ja: string): Finding => ({ level, words: { en, ja } })

/** Names in a row, as a sentence has them. */
export const listed = (names: readonly string[]): string => names.join(', ')
