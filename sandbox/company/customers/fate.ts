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

/** Most who leave use the product less and less for months before. */
export const lastMonths = (random: Random, ends: Day): Episode => ({
  onset: ends - random.int(105, 165),
  perFourWeeks: random.between(0.48, 0.66),
  floor: 0.02,
  recovers: null,
})

/** Rough patches that pass: a champion leaves, a project is shelved, and some months later they are back. */
export function roughPatches(world: World, random: Random, from: Day): Episode[] {
  const patches: Episode[] = []
  let day = from + 90 + wait(random)
  while (day < world.horizon) {
    const recovers = day + random.int(100, 150)
    patches.push({ onset: day, perFourWeeks: random.between(0.5, 0.66), floor: 0.03, recovers })
    day = recovers + 120 + wait(random)
  }
  return patches
}

const patchesAYear = 0.46
const wait = (random: Random): number => Math.round(Math.min(5000, (-365 / patchesAYear) * Math.log(1 - random.next())))

/** The decline of a customer that the README names. */
export function plantedEpisode(world: World, account: Account): Episode[] {
  const fall = account.planted?.decline
  if (fall === undefined) return []
  return [{ onset: world.today + fall.onset, perFourWeeks: fall.perFourWeeks, floor: 0.01, recovers: null }]
}
