import type { Grain } from '../../calendar/period.ts'

export interface TrendFound {
  readonly asked: boolean
  /** "trend 12 months": that many, the running one the last. */
  readonly count: { readonly n: number; readonly grain: Grain } | undefined
  readonly rest: readonly string[]
}

const units: readonly (readonly [RegExp, Grain])[] = [
  [/^(?:days?|日(?:間)?)$/i, 'day'],
  [/^(?:weeks?|週(?:間)?)$/i, 'week'],
  [/^(?:months?|か月|ヶ月|カ月|ヵ月|月)$/i, 'month'],
  [/^(?:quarters?|四半期)$/i, 'quarter'],
  [/^(?:years?|年)$/i, 'year'],
]

/** Takes `trend`, `trend 12 months`, 推移, 12か月推移 out of a command's words; a period beside it stays where it is. */
export function takeTrend(words: readonly string[]): TrendFound {
  const at = words.findIndex((word) => /^(?:trends?|over time|推移|トレンド)$/i.test(word))
  if (at < 0) return glued(words)
  const counted = countOf(words[at + 1], words[at + 2])
  const rest = [...words.slice(0, at), ...words.slice(at + 1 + (counted?.used ?? 0))]
  return { asked: true, count: counted, rest }
}

/** 12か月推移, written in one. */
function glued(words: readonly string[]): TrendFound {
  const at = words.findIndex((word) => /^\d+\D+(?:の)?推移$/u.test(word))
  const word = words[at]
  const counted = word === undefined ? undefined : countOf(word.replace(/(?:の)?推移$/u, ''), undefined)
  if (!counted) return { asked: false, count: undefined, rest: words }
  return { asked: true, count: counted, rest: words.filter((_, i) => i !== at) }
}

function countOf(first = '', second = ''): { n: number; grain: Grain; used: number } | undefined {
  const together = /^(\d{1,3})(\D+)$/u.exec(first)
  const [number, unit, used] = together ? [together[1], together[2], 1] : [first, second, 2]
  const grain = units.find(([pattern]) => pattern.test(unit ?? ''))?.[1]
  // More than three digits are no trend that anybody could read, nor a date that the calendar knows.
  const n = /^\d{1,3}$/.test(number ?? '') ? Number(number) : 0
  return grain && n > 0 ? { n, grain, used } : undefined
}
