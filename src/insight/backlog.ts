import { median } from 'simple-statistics'

/** When something that piles up is unusually high. */
export interface BacklogRule {
  /** Relative excess over what is usual that fires, and the smaller one at which it is over. */
  readonly fires: number
  readonly clears: number
  /** A smaller excess is nobody's news, whatever it is in percent. */
  readonly floor: number
  /** Earlier readings there have to be. */
  readonly atLeast: number
}

interface Backlog {
  readonly enough: boolean
  readonly breached: boolean
  readonly cleared: boolean
  /** The median of the earlier readings; null without any. */
  readonly usual: number | null
}

/**
 * Holds what has piled up against its own past: to fire, it has to be that far above the median and above every earlier
 * reading. It has no test: what is open this week was mostly open the week before, so readings are not independent.
 */
export function judgeBacklog(now: number, earlier: readonly number[], rule: BacklogRule): Backlog {
  // Before the first of anything nothing was counted.
  const first = earlier.findIndex((each) => each > 0)
  const before = first < 0 ? [] : earlier.slice(first)
  if (before.length === 0) return { enough: false, breached: false, cleared: false, usual: null }
  const usual = median([...before])
  if (before.length < rule.atLeast) return { enough: false, breached: false, cleared: false, usual }
  const excess = now - usual
  const breached = excess >= usual * rule.fires && excess >= rule.floor && before.every((each) => now > each)
  return { enough: true, breached, cleared: excess < Math.max(usual * rule.clears, 1), usual }
}
