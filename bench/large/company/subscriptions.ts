import type { Random } from '../../../sandbox/company/random.ts'
import type { Row } from '../row.ts'
import { accountId, openedAt } from './accounts.ts'
import { type Day, dayOf, dayText, hourOf, idOf, type World } from './world.ts'

/** A span of constant MRR of one product. */
interface Span {
  readonly product: string
  readonly from: Day
  /** Exclusive; null while nobody knows of an end. */
  readonly to: Day | null
  readonly mrr: number
  /** Which term it ends with. */
  readonly termEnds: Day
  /** Another span of the product takes over at its end. */
  readonly goesOn: boolean
}

/** Whether an account ever bought anything, and so uses the product and writes tickets. */
export const isCustomer = (world: World, account: number): boolean => world.random(`customer ${account}`).chance(0.78)

/** What an account has subscribed to, product by product. */
function spansOf(world: World, account: number): Span[] {
  if (!isCustomer(world, account)) return []
  const random = world.random(`subscriptions ${account}`)
  const opened = dayOf(openedAt(world, account))
  const begin = opened + Math.floor((world.today - opened) * random.next() * 0.8)
  const core = productSpans(world, random, 'Core', begin, random.lognormal(60_000, 0.8))
  if (!random.chance(0.36)) return core
  const later = begin + Math.floor((world.today - begin) * random.next())
  return [...core, ...productSpans(world, random, 'Analytics', later, random.lognormal(25_000, 0.6))]
}

/** Year by year a subscription goes on, changes its price, ends, or pauses and comes back. */
function productSpans(world: World, random: Random, product: string, begin: Day, price: number): Span[] {
  const spans: Span[] = []
  let from = begin
  let mrr = Math.round(price / 100) * 100
  for (let end = begin + 365; ; end += 365) {
    // An end or a new price is known two months ahead.
    if (end > world.today + 60) return [...spans, { product, from, to: null, mrr, termEnds: end, goesOn: false }]
    if (random.chance(0.11)) {
      spans.push({ product, from, to: end, mrr, termEnds: end, goesOn: false })
      if (!random.chance(0.15)) return spans
      end += random.int(40, 300)
      if (end > world.today) return spans
      from = end
    } else if (random.chance(0.35)) {
      spans.push({ product, from, to: end, mrr, termEnds: end, goesOn: true })
      from = end
      mrr = Math.round((mrr * random.between(0.75, 1.45)) / 100) * 100
    }
  }
}

export function* subscriptions(world: World): Generator<Row<'subscriptions'>> {
  let serial = 0
  for (let account = 0; account < world.size.accounts; account += 1) {
    const random = world.random(`terms ${account}`)
    for (const { product, from, to, mrr, termEnds, goesOn } of spansOf(world, account)) {
      const renews = random.chance(0.3)
      yield {
        id: idOf('sub', serial++),
        account_id: accountId(account),
        product,
        started_on: dayText(from),
        ended_on: to === null ? null : dayText(to),
        mrr,
        term_ends_on: random.chance(0.95) ? dayText(termEnds) : null,
        auto_renew: renews && (to === null || goesOn),
        end_known_at: to === null ? null : new Date(hourOf(Math.min(to - 61, world.today - 1), 10)).toISOString(),
      }
    }
  }
}

/** Invoiced every three months while a span runs; one invoice in a hundred is credited. */
export function* revenue(world: World): Generator<Row<'revenue'>> {
  let serial = 0
  for (let account = 0; account < world.size.accounts; account += 1) {
    const random = world.random(`revenue ${account}`)
    for (const { product, from, to, mrr } of spansOf(world, account)) {
      const until = Math.min(to ?? world.today, world.today)
      for (let day = from; day < until; day += 91) {
        const amount = random.chance(0.01) ? -mrr : mrr * 3
        yield {
          id: idOf('rev', serial++),
          account_id: accountId(account),
          product,
          recognized_on: dayText(day),
          amount,
        }
      }
    }
  }
}
