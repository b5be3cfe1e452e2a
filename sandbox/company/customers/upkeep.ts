import type { Account } from '../accounts.ts'
import { type Day, isoDate, workingFrom } from '../days.ts'
import { bunched } from '../deals/closing.ts'
import type { Deal, DealPlan, DealType } from '../deals/deal.ts'
import { play } from '../deals/play.ts'
import { addOns, coreProduct, traits } from '../market.ts'
import type { Random } from '../random.ts'
import type { World } from '../world.ts'
import type { Lines } from './lines.ts'

interface Growth {
  readonly account: Account
  readonly lines: Lines
  readonly from: Day
  readonly to: Day
}

/** Expansions and cross-sells tried between two days; those won are added to what the customer pays. */
export function growthDeals(world: World, random: Random, growth: Growth): Deal[] {
  const { account, lines } = growth
  const kind = traits[account.segment]
  const deals: Deal[] = []
  const rates = { expansion: kind.expansionsAYear, cross_sell: kind.crossSellsAYear }
  const begin = Math.max(growth.from, world.first)
  const end = Math.min(growth.to, world.end)
  for (const type of ['expansion', 'cross_sell'] as const) {
    for (let day = begin + gap(random, rates[type]); day < end; day += 30 + gap(random, rates[type])) {
      const created = workingFrom(Math.round(day))
      const deal = growthDeal(world, random.fork(`${type} ${isoDate(created)}`), growth, type, created)
      deals.push(deal)
      if (!deal.won) continue
      const start = world.time.day(deal.closed) + random.int(3, 18)
      lines.add({ day: start, product: deal.product, mrr: deal.finalAmount / 12 })
    }
  }
  return deals
}

const gap = (random: Random, aYear: number): number => Math.min(2000, (-365 / aYear) * Math.log(1 - random.next()))

function growthDeal(world: World, random: Random, growth: Growth, type: DealType, created: Day): Deal {
  const { account, lines } = growth
  const kind = traits[account.segment]
  const won = random.chance(type === 'expansion' ? 0.43 : 0.33)
  const cycle = Math.min(250, random.lognormal(kind.cycle * 0.65, 0.45))
  const share = type === 'expansion' ? random.lognormal(0.37, 0.4) : random.lognormal(0.14, 0.4)
  const sourcedBy = random.weighted({ cs: 43, sales: 36, marketing: 21 })
  const plan: DealPlan = {
    account,
    type,
    created: world.time.working(random, created),
    sourcedBy,
    source: sourcedBy === 'marketing' ? random.pick(['webinar', 'event', 'organic_search']) : 'outbound',
    campaign: null,
    product: type === 'expansion' ? coreProduct : random.pick(addOns),
    amount: Math.max(120_000, Math.min(share * lines.annual(), 1.5 * kind.dealSize)),
    won,
    closeDay: bunched(random, created, Math.round(created + Math.max(6, cycle)), won),
  }
  return play(world, random, plan, kind.cycle * 0.7)
}

interface Renewal {
  readonly account: Account
  readonly amount: number
  readonly ends: Day
  readonly won: boolean
}

/** The deal about a term's end: opened months before, decided before the day itself. */
export function renewalDeal(world: World, random: Random, renewal: Renewal): Deal {
  const { account, ends, won, amount } = renewal
  const created = workingFrom(ends - random.int(100, 135))
  const closeDay = workingFrom(ends - (won ? random.int(2, 32) : random.int(16, 42)))
  const plan: DealPlan = {
    account,
    type: 'renewal',
    created: world.time.working(random, created),
    sourcedBy: random.chance(0.7) ? 'cs' : 'sales',
    source: 'renewal',
    campaign: null,
    product: coreProduct,
    amount,
    won,
    closeDay,
  }
  return play(world, random.fork(`renewal ${isoDate(ends)}`), plan, ends - created)
}
