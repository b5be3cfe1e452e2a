import { rankSumP } from './statistics.ts'

export interface Drop {
  readonly enough: boolean
  readonly breached: boolean
  readonly cleared: boolean
  /** Relative change, negative for a fall; null without a baseline. */
  readonly change: number | null
  readonly p: number | null
}

/** When something takes so much longer that it is worth a word. */
export interface SlowdownRule {
  readonly fires: number
  readonly clears: number
  /** Smaller differences in days are nobody's news, whatever they are in percent. */
  readonly floorDays: number
  readonly atLeast: { readonly now: number; readonly before: number }
  readonly confidence: number
}

export interface DurationSample {
  readonly median: number | null
  readonly n: number
}

/** Holds a median duration against its own past, by a rank-sum test. */
export function judgeSlowdown(
  now: DurationSample,
  before: DurationSample,
  ranks: { readonly rankSum: number; readonly tieTerm: number },
  rule: SlowdownRule,
): Drop {
  const enough = now.n >= rule.atLeast.now && before.n >= rule.atLeast.before
  if (!enough || now.median === null || before.median === null || before.median <= 0) {
    return { enough: false, breached: false, cleared: false, change: null, p: null }
  }
  const change = now.median / before.median - 1
  const p = rankSumP({ ...ranks, n1: now.n, n2: before.n })
  const significant = p !== null && p <= 1 - rule.confidence
  const longer = now.median - before.median
  return {
    enough,
    breached: change >= rule.fires && longer >= rule.floorDays && significant,
    cleared: change < rule.clears,
    change,
    p,
  }
}
