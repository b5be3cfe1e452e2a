import type { Account } from '../accounts.ts'
import { addMonths, type Day, workingFrom } from '../days.ts'
import type { Deal } from '../deals/deal.ts'
import { coreProduct, traits } from '../market.ts'
import type { Random } from '../random.ts'
import type { World } from '../world.ts'
import type { Customer } from './customer.ts'
import { type Fate, fateOf, lastMonths, plantedEpisode, roughPatches } from './fate.ts'
import { Lines } from './lines.ts'
import { growthDeals, renewalDeal } from './upkeep.ts'

/** How a customer begins: a won deal, or a contract from before the company had this CRM. */
export interface Beginning {
  readonly from: Day
  /** Yen a month. */
  readonly mrr: number
}

interface Term {
  readonly from: Day
  readonly to: Day
  /** Null for month-to-month contracts, here followed in steps of a year. */
  readonly ends: Day | null
  readonly autoRenew: boolean
  /** Before the CRM: no deals and no surprises. */
  readonly silent: boolean
}

/**
 * A customer's life, term by term: growth deals within a term, and at its end a renewal (with or without a deal), less,
 * a pause or the end. Stops at the first term that begins past the simulated time.
 */
export function liveAsCustomer(
  world: World,
  account: Account,
  beginning: Beginning,
): { customer: Customer; deals: Deal[] } {
  const random = world.random.fork(`customer ${account.id}`)
  const since = Math.max(beginning.from, world.first - 60)
  const troubles = account.planted ? plantedEpisode(world, account) : roughPatches(world, random.fork('rough'), since)
  const customer: Customer = { account, spans: [], episodes: troubles }
  const deals: Deal[] = []
  const lines = new Lines()
  lines.add({ day: beginning.from, product: coreProduct, mrr: beginning.mrr })
  const monthly = !account.planted && account.segment === 'SMB' && random.chance(0.18)
  const habit = account.planted ? account.planted.autoRenew : random.chance(traits[account.segment].autoRenew)
  let from = beginning.from
  while (from < world.end) {
    const months = !account.planted && account.segment === 'Enterprise' && random.chance(0.3) ? 24 : 12
    const to = addMonths(from, months)
    const silent = to < world.first + 45
    const term: Term = { from, to, ends: monthly ? null : to, autoRenew: monthly || habit, silent }
    const fate =
      silent || account.planted ? 'stays' : fateOf(world, random, { account, months, annual: lines.annual() })
    if (!account.planted && !silent) {
      const lastCall = fate === 'stays' ? to - 30 : to - 200
      deals.push(...growthDeals(world, random, { account, lines, from: from + 75, to: lastCall }))
    }
    const spans = lines.term(from, to, term.ends, term.autoRenew)
    customer.spans.push(...spans)
    const next = endTerm(world, random, { customer, lines, term, spans, fate }, deals)
    if (next === undefined) break
    from = next
  }
  return { customer, deals }
}

interface Ending {
  readonly customer: Customer
  readonly lines: Lines
  readonly term: Term
  readonly spans: Customer['spans']
  readonly fate: Fate
}

/** Renews or ends what runs to the end of a term. Returns the first day of the next one, if there is one. */
function endTerm(world: World, random: Random, ending: Ending, deals: Deal[]): Day | undefined {
  const { customer, lines, term, fate, spans } = ending
  const { account } = customer
  const last = spans.filter((span) => span.to === term.to)
  // Of those that roll over by themselves, only larger ones are talked about beforehand.
  const talks = !term.autoRenew || (account.segment !== 'SMB' && random.chance(0.35))
  const renewed = fate !== 'leaves'
  if (renewed) lines.scale(priceChange(random, account, term.silent))
  // What lies past the simulated time is nobody's business yet.
  const near = term.to - 140 < world.end
  const deal =
    near && !term.silent && term.ends !== null && talks && !(account.planted?.decline && term.to > world.today)
      ? renewalDeal(world, random, { account, amount: lines.annual(), ends: term.to, won: renewed })
      : undefined
  if (deal) deals.push(deal)
  if (fate === 'stays') {
    for (const span of last) if (deal) span.renewedAt = deal.closed
    return term.to
  }
  const notice = deal?.won === false ? deal.closed : world.time.working(random, term.to - random.int(20, 50))
  if (fate === 'leaves') customer.episodes.push(...lastMonths(world, random, world.time.day(notice)))
  if (!near) return undefined
  for (const span of last) span.noticeAt = notice
  return fate === 'pauses' ? workingFrom(term.to + random.int(40, 90)) : undefined
}

/** Most prices rise a little, a few customers renew for less. */
function priceChange(random: Random, account: Account, silent: boolean): number {
  if (account.planted || silent) return 1
  return random.chance(0.16) ? random.between(0.6, 0.9) : random.between(1, 1.05)
}
