import type { Account } from '../accounts.ts'
import type { Day } from '../days.ts'
import { traits } from '../market.ts'
import type { Random } from '../random.ts'
import type { World } from '../world.ts'
import type { Episode } from './customer.ts'

export type Fate = 'stays' | 'leaves' | 'pauses'

interface Prospect {
  readonly account: Account
  readonly months: number
  /** Yen a year paid so far. */
  readonly annual: number
}

/** How a term ends. Those who pay more than is usual for their segment leave less often. */
export function fateOf(world: World, random: Random, { account, months, annual }: Prospect): Fate {
  const { churn, dealSize } = traits[account.segment]
  const loyalty = Math.min(1.3, Math.max(0.35, Math.sqrt((1.2 * dealSize) / annual)))
  const rate = churn * loyalty * (months === 24 ? 1.4 : 1)
  if (world.quota(`churn ${account.segment}`).take(rate) > 0) return 'leaves'
  return random.chance(0.006) ? 'pauses' : 'stays'
}

/** The share of those who leave that can be seen to go; the others are bought up, or their budget is cut overnight. */
const foreseeable = 0.75

/** Most who leave decline in the two to four months before they say so. */
export function lastMonths(world: World, random: Random, decided: Day): Episode[] {
  if (world.quota('foreseeable').take(foreseeable) === 0) return []
  const onset = decided - random.int(65, 105)
  return [
    { onset, perFourWeeks: random.between(0.42, 0.56), floor: 0.02, strain: random.between(0.85, 1), recovers: null },
  ]
}

/** The share of rough patches that look like the end and are not. */
const scares = 0.09

/** Rough patches that pass: a champion leaves, a project is shelved, and some months later they are back. */
export function roughPatches(world: World, random: Random, from: Day): Episode[] {
  const patches: Episode[] = []
  let day = from + 90 + wait(random)
  while (day < world.horizon) {
    const recovers = day + random.int(100, 150)
    const scare = world.quota('scares').take(scares) > 0
    const depth = scare
      ? { perFourWeeks: random.between(0.5, 0.62), floor: 0.03, strain: random.between(0.75, 1) }
      : { perFourWeeks: random.between(0.72, 0.85), floor: 0.35, strain: random.between(0.25, 0.55) }
    patches.push({ onset: day, ...depth, recovers })
    day = recovers + 120 + wait(random)
  }
  return patches
}

const patchesAYear = 0.7
const wait = (random: Random): number => Math.round(Math.min(5000, (-365 / patchesAYear) * Math.log(1 - random.next())))

/** The decline of a customer that the README names. */
export function plantedEpisode(world: World, account: Account): Episode[] {
  const fall = account.planted?.decline
  if (fall === undefined) return []
  const { perFourWeeks } = fall
  return [{ onset: world.today + fall.onset, perFourWeeks, floor: 0.01, strain: 1, recovers: null }]
}
