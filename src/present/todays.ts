import type { Locale } from '../define/words.ts'
import type { Filter } from '../query/question.ts'
import { bilingual } from './words.ts'

/** What people and accounts are today, whatever the period (METRICS rule 5). */
const todays = new Set(['team', 'manager', 'segment', 'region', 'industry'])

/** That an answer broken down or filtered by one of these goes by how they are today; nothing for any other. */
export function todaysNote(
  { by, where }: { readonly by: readonly string[]; readonly where: readonly Filter[] },
  locale: Locale,
): string[] {
  const used = [...by, ...where.map(({ dimension }) => dimension)]
  return used.some((name) => todays.has(name)) ? [words[locale]] : []
}

const words = bilingual({
  en: 'teams, managers and segments are today’s',
  ja: 'チーム・マネージャー・セグメントは現時点のもの',
})
