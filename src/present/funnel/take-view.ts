import type { FunnelView } from './figures.ts'

const views: ReadonlyMap<string, FunnelView> = new Map([
  ['cohort', 'cohort'],
  ['コホート', 'cohort'],
  ['period', 'period'],
  ['期間', 'period'],
])

export const viewWords: readonly string[] = [...views.keys()]

/** Takes `cohort` or `period` out of a command's words; the cohort by default. */
export function takeView(words: readonly string[]): { view: FunnelView; rest: readonly string[] } {
  const view = words.map((word) => views.get(word.toLowerCase())).find((each) => each !== undefined) ?? 'cohort'
  return { view, rest: words.filter((word) => !views.has(word.toLowerCase())) }
}
