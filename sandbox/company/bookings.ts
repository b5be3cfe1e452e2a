import { type Day, type Instant, quarterEnd, quarterStart } from './days.ts'
import type { Deal } from './deals/deal.ts'
import { holderAt } from './people.ts'
import type { World } from './world.ts'

export interface Quarter {
  readonly from: Day
  readonly to: Day
}

/** The quarters from 24 months before the start to the one after the horizon's. */
export function quartersOf(world: World): Quarter[] {
  const quarters: Quarter[] = []
  for (let from = quarterStart(world.today - 730); from <= quarterEnd(world.horizon); from = quarterEnd(from)) {
    quarters.push({ from, to: quarterEnd(from) })
  }
  return quarters
}

/** What each person books in the end: the wins of every owner, to come ones included. */
export class Bookings {
  readonly #wins = new Map<string, { at: Instant; amount: number }[]>()
  readonly #world: World

  constructor(world: World, deals: readonly Deal[]) {
    this.#world = world
    for (const deal of deals) {
      if (!deal.won) continue
      const owner = holderAt(world, deal.account.owner, deal.closed)
      const wins = this.#wins.get(owner) ?? []
      wins.push({ at: deal.closed, amount: deal.finalAmount })
      this.#wins.set(owner, wins)
    }
  }

  /** Booked by one owner from a day up to an instant. */
  until(owner: string, from: Day, to: Instant): number {
    const begin = this.#world.time.start(from)
    const wins = this.#wins.get(owner) ?? []
    return wins.reduce((sum, { at, amount }) => sum + (at >= begin && at < to ? amount : 0), 0)
  }

  in(owner: string, quarter: Quarter): number {
    return this.until(owner, quarter.from, this.#world.time.start(quarter.to))
  }
}
