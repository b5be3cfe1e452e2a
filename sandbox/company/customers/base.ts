import type { Account, AccountBook } from '../accounts.ts'
import { addMonths, type Day, workingFrom } from '../days.ts'
import { bunched } from '../deals/closing.ts'
import type { Deal } from '../deals/deal.ts'
import { play } from '../deals/play.ts'
import { coreProduct, regionWeights, traits } from '../market.ts'
import { awkward, decaying } from '../planted.ts'
import type { World } from '../world.ts'
import type { Customer } from './customer.ts'
import { liveAsCustomer } from './live.ts'

export interface Lived {
  readonly customers: Customer[]
  readonly deals: Deal[]
}

const customersBefore = 180

/** Those who already paid when the CRM was brought in, the planted ones first. */
export function customersOfOld(world: World, book: AccountBook): Lived {
  const random = world.random.fork('customers of old')
  const result: Lived = { customers: [], deals: [] }
  for (const planted of [...decaying, ...awkward]) {
    const from = addMonths(world.today + planted.termEnds, -48)
    const account = book.open({ ...planted, planted }, world.time.at(from - 40, 11))
    begin(world, result, account, from, planted.arr / 12)
  }
  for (let index = 0; index < customersBefore; index++) {
    const segment = random.weighted({ SMB: 46, 'Mid-Market': 36, Enterprise: 18 })
    const from = workingFrom(world.first - random.int(20, 800))
    const account = book.open(
      { segment, region: random.weighted(regionWeights) },
      world.time.at(from - random.int(30, 90), 11),
    )
    const annual = Math.min(4 * traits[segment].dealSize, random.lognormal(traits[segment].dealSize * 1.1, 0.5))
    begin(world, result, account, from, annual / 12)
  }
  result.deals.push(...awkwardDeals(world, result.customers))
  return result
}

/** Whoever signs a first deal begins to pay some days or weeks later. */
export function customersWon(world: World, deals: readonly Deal[]): Lived {
  const result: Lived = { customers: [], deals: [] }
  for (const deal of [...deals].sort((a, b) => a.closed - b.closed)) {
    const { account, closed } = deal
    if (!deal.won || account.customerSince !== undefined) continue
    const from = world.time.day(closed) + world.random.fork(`start ${account.id}`).int(2, 28)
    if (from < world.end) begin(world, result, account, from, deal.finalAmount / 12)
  }
  return result
}

function begin(world: World, into: Lived, account: Account, from: Day, mrr: number): void {
  account.customerSince = from
  const { customer, deals } = liveAsCustomer(world, account, { from, mrr })
  into.customers.push(customer)
  into.deals.push(...deals)
}

/** An open deal for each customer with an awkward name, so that the name turns up in answers about the pipeline. */
const awkwardDeals = (world: World, customers: readonly Customer[]): Deal[] =>
  customers
    .filter(({ account }) => account.planted && !account.planted.decline)
    .map(({ account }) => {
      const random = world.random.fork(`awkward ${account.id}`)
      const day = workingFrom(world.today - 40)
      const plan = {
        account,
        type: 'expansion' as const,
        created: world.time.working(random, day),
        sourcedBy: 'cs' as const,
        source: 'outbound',
        campaign: null,
        product: coreProduct,
        amount: 0.3 * (account.planted?.arr ?? 0),
        won: false,
        closeDay: bunched(random, day, world.horizon + 20, false),
      }
      return play(world, random, plan, 90)
    })
