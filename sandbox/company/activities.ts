import { type Customer, distress } from './customers/customer.ts'
import { type Day, type Instant, workingUntil } from './days.ts'
import type { Deal } from './deals/deal.ts'
import type { Lead } from './leads.ts'
import { born, type Life } from './life.ts'
import { traits } from './market.ts'
import { holderAt } from './people.ts'
import type { Random } from './random.ts'
import type { World } from './world.ts'

export interface Activity {
  readonly at: Instant
  readonly kind: string
  readonly user: string
  readonly account?: string | undefined
  readonly deal?: Deal
  readonly lead?: string
}

const aDay = 86_400_000
const kinds = { email: 48, call: 23, meeting: 19, task: 6, note: 4 }
/** What is left to do about somebody who does not answer. */
const desk = { task: 6, note: 4 }

const unanswered = (random: Random, customer: Customer, day: Day): boolean =>
  random.chance(1.6 * distress(customer, day))

/** Work on deals: every few days at first, less and less when one drags on. Of customers who drift away it hears little. */
export function* dealActivities(
  world: World,
  deals: readonly Deal[],
  customers: readonly Customer[],
): Generator<Activity> {
  const customerOf = new Map(customers.map((customer) => [customer.account, customer]))
  for (const deal of deals) {
    const random = world.random.fork(`work ${deal.id}`)
    const { account, created, closed } = deal
    let at = world.time.settle(random, created + random.between(0.05, 2) * aDay)
    while (at < closed && at < world.time.start(world.horizon)) {
      const user = holderAt(world, account.owner, at)
      const customer = customerOf.get(account)
      const answers = customer === undefined || !unanswered(random, customer, world.time.day(at))
      yield { at, kind: random.weighted(answers ? kinds : desk), user, account: account.id, deal }
      const age = (at - created) / aDay
      const every = (deal.type === 'renewal' ? 9 : 5.5) * (1 + age / 110)
      at = world.time.settle(random, at + every * random.between(0.35, 1.75) * aDay)
    }
  }
}

/** Customer success keeps in touch, by segment; customers who drift away hardly answer any more. */
export function* customerActivities(world: World, customers: readonly Customer[]): Generator<Activity> {
  for (const customer of customers) {
    const { account, spans } = customer
    const random = world.random.fork(`care ${account.id}`)
    const contact = (at: Instant, kind: string): Activity => {
      const user = holderAt(world, account.csm ?? account.owner, at)
      return { at, kind, user, account: account.id }
    }
    const ends = spans.at(-1)?.to ?? world.horizon
    const silence = account.planted?.decline ? world.today + account.planted.decline.lastContact : ends
    const every = traits[account.segment].contactEvery * (account.csm === null ? 1.4 : 1)
    let day = Math.max(account.customerSince ?? world.first, world.first) + random.int(1, 9)
    while (day < Math.min(silence, ends, world.horizon)) {
      if (!unanswered(random, customer, day))
        yield contact(world.time.at(workingUntil(day), random.between(9, 18)), random.weighted(kinds))
      day += Math.max(1, Math.round(every * random.between(0.45, 1.55)))
    }
    if (silence < ends) yield contact(world.time.at(silence, 15), 'meeting')
  }
}

/** The first touch of a lead and what follows it. */
export function* leadActivities(world: World, leads: readonly Lead[]): Generator<Activity> {
  for (const lead of leads) {
    if (lead.touched === undefined || lead.owner === undefined) continue
    const random = world.random.fork(`touch ${lead.id}`)
    yield { at: lead.touched, kind: random.chance(0.6) ? 'email' : 'call', user: lead.owner, lead: lead.id }
    if (lead.sql !== undefined) yield { at: lead.sql, kind: 'call', user: lead.owner, lead: lead.id }
  }
}

/** Rows in order of time, up to the horizon. */
export function activityLives(world: World, activities: readonly Activity[]): Life<'activities'>[] {
  const end = world.time.start(world.horizon + 1)
  return activities
    .filter(({ at }) => at < end)
    .sort((a, b) => a.at - b.at)
    .map(({ at, kind, user, account, deal, lead }, index) =>
      born(at, {
        id: `act-${String(index + 1).padStart(6, '0')}`,
        kind,
        at,
        user_id: user,
        account_id: account ?? null,
        opportunity_id: deal?.id ?? null,
        lead_id: lead ?? null,
      }),
    )
}

/** The moments at which each deal was worked on. */
export function workedOn(activities: readonly Activity[]): Map<Deal, Instant[]> {
  const worked = new Map<Deal, Instant[]>()
  for (const { deal, at } of activities) {
    if (deal === undefined) continue
    const moments = worked.get(deal)
    if (moments) moments.push(at)
    else worked.set(deal, [at])
  }
  return worked
}
