import { type Instant, workingFrom } from '../days.ts'
import { born, type Life } from '../life.ts'
import type { Random } from '../random.ts'
import type { World } from '../world.ts'
import { type Customer, distress, mrrOn } from './customer.ts'
import { type Ticket, weekdayFrom } from './support.ts'

interface Answer {
  readonly account: string | null
  readonly kind: 'nps' | 'csat'
  readonly score: number
  readonly at: Instant
}

/** NPS every five months or so from each customer, CSAT after some solved tickets. */
export function surveyLives(
  world: World,
  customers: readonly Customer[],
  tickets: readonly Ticket[],
): Life<'survey_responses'>[] {
  const byAccount = new Map(customers.map((customer) => [customer.account.id, customer]))
  const answers = [
    ...customers.flatMap((customer) => [...promoterScores(world, customer)]),
    ...satisfaction(world, byAccount, tickets),
  ]
  return answers
    .sort((a, b) => a.at - b.at)
    .map(({ account, kind, score, at }, index) =>
      born(at, { id: `srv-${String(index + 1).padStart(5, '0')}`, account_id: account, kind, score, answered_at: at }),
    )
}

function* promoterScores(world: World, customer: Customer): Generator<Answer> {
  const { account } = customer
  const random = world.random.fork(`nps ${account.id}`)
  const decline = account.planted?.decline
  const taste = Math.min(9.6, Math.max(6.3, random.normal(8.8, 0.75)))
  const until = decline ? world.today - 160 : world.horizon
  const first = Math.max(account.customerSince ?? world.first, world.first)
  for (let day = first + random.int(40, 160); day < until; day += random.int(130, 220)) {
    if (mrrOn(customer, day) === 0) continue
    const anonymous = random.chance(0.02)
    const mood = distress(customer, day)
    const score = clamp(Math.round(random.normal(taste - 4.2 * mood, 1.15)), 0, 10)
    yield {
      account: anonymous ? null : account.id,
      kind: 'nps',
      score,
      at: world.time.working(random, workingFrom(day)),
    }
  }
  // Who sees usage fall asks how things are.
  for (const { onset, strain } of decline ? [] : customer.episodes) {
    const day = onset + random.int(25, 55)
    const asked = day > first && day < until && mrrOn(customer, day) > 0 && random.chance(0.85)
    const score = clamp(Math.round(random.normal(8.2 - 6.2 * strain, 1.5)), 0, 10)
    if (asked) yield { account: account.id, kind: 'nps', score, at: world.time.working(random, day) }
  }
  for (const { day, score } of decline?.nps ?? []) {
    yield { account: account.id, kind: 'nps', score, at: world.time.at(weekdayFrom(world.today + day), 16.5) }
  }
}

function* satisfaction(
  world: World,
  customers: ReadonlyMap<string, Customer>,
  tickets: readonly Ticket[],
): Generator<Answer> {
  const random: Random = world.random.fork('csat')
  for (const ticket of tickets) {
    const customer = customers.get(ticket.account)
    const solved = ticket.again?.[1] ?? ticket.solved
    if (!random.chance(0.18) || solved === null || customer === undefined || customer.account.planted?.decline) continue
    const at = solved + random.int(600, 60_000) * 1000
    const mood = distress(customer, world.time.day(at))
    yield {
      account: ticket.account,
      kind: 'csat',
      score: clamp(Math.round(random.normal(4.5 - 1.2 * mood, 0.7)), 1, 5),
      at,
    }
  }
}

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value))
