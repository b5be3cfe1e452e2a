import type { Row } from '../row.ts'
import { accountId, accountsAt } from './accounts.ts'
import { dealAt } from './deals.ts'
import { opportunityId } from './opportunities.ts'
import { isCustomer } from './subscriptions.ts'
import { dayMs, dayText, happened, idOf, instantText, isWeekday, type World } from './world.ts'

const usageDays = 90
const priorities = ['low', 'normal', 'normal', 'normal', 'high', 'urgent']
const kinds = ['email', 'email', 'email', 'call', 'call', 'meeting', 'task', 'note']
const hourMs = 3_600_000

/** Three in five customers' use of the product on weekdays; it lands day by day, as connectors bring it. */
export function* usage(world: World): Generator<Row<'product_usage'>> {
  const users: number[] = []
  for (let account = 0; account < world.size.accounts; account += 1) {
    if (account % 5 < 3 && isCustomer(world, account)) users.push(account)
  }
  for (let day = world.today - usageDays; day <= world.today; day += 1) {
    if (!isWeekday(day)) continue
    const random = world.random(`usage ${day}`)
    for (const account of users) {
      const seats = 5 + (account % 60)
      // Some use it more each week, some less.
      const trend = 1 + (((account % 21) - 10) / 10) * ((day - world.today) / usageDays)
      const active = Math.min(seats, Math.round(seats * trend * random.between(0.3, 0.7)))
      yield { account_id: accountId(account), day: dayText(day), active_users: active, events: active * 12, seats }
    }
  }
}

/** About one for each deal, some time in its life. */
export function* activities(world: World): Generator<Row<'activities'>> {
  for (let index = 0; index < world.size.activities; index += 1) {
    const random = world.random(`activity ${index}`)
    const deal = dealAt(world, Math.floor((index / world.size.activities) * world.size.opportunities))
    const at = Math.floor(deal.created + ((deal.closed ?? world.now - 1) - deal.created) * random.next())
    yield {
      id: idOf('act', index),
      kind: random.pick(kinds),
      at: instantText(at),
      user_id: deal.last.owner,
      account_id: accountId(deal.account),
      opportunity_id: random.chance(0.8) ? opportunityId(deal.index) : null,
    }
  }
}

export function* tickets(world: World): Generator<Row<'tickets'>> {
  const count = world.size.tickets
  for (let index = 0; index < count; index += 1) {
    const random = world.random(`ticket ${index}`)
    const share = (index + random.next()) / count
    const opened = world.at(share)
    const first = opened + Math.floor(random.lognormal(18, 1.1) * hourMs)
    const reopens = random.chance(0.1) ? 1 : 0
    const solved = random.chance(0.003) ? Infinity : first + reopens * random.int(1, 5) * dayMs
    yield {
      id: idOf('tkt', index),
      account_id: accountId(Math.floor(accountsAt(world, share) * random.next())),
      priority: random.pick(priorities),
      opened_at: instantText(opened),
      first_solved_at: happened(world, first),
      solved_at: happened(world, solved),
      reopens,
    }
  }
}

export function* surveys(world: World): Generator<Row<'survey_responses'>> {
  const count = world.size.surveys
  for (let index = 0; index < count; index += 1) {
    const random = world.random(`survey ${index}`)
    const share = (index + random.next()) / count
    const nps = random.chance(0.6)
    const happy = random.chance(0.6)
    const score = nps ? (happy ? random.int(8, 10) : random.int(0, 8)) : happy ? random.int(4, 5) : random.int(1, 4)
    yield {
      id: idOf('srv', index),
      account_id: random.chance(0.98) ? accountId(Math.floor(accountsAt(world, share) * random.next())) : null,
      kind: nps ? 'nps' : 'csat',
      score,
      answered_at: instantText(world.at(share)),
    }
  }
}
