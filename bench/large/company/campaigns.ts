import type { Random } from '../../../sandbox/company/random.ts'
import type { Row } from '../row.ts'
import { type Day, dayOf, dayText, type Instant, idOf, type World } from './world.ts'

const channels = ['Search', 'Social', 'Events', 'Webinars', 'E-mail', 'Partners']

const campaignDays = 75

const campaignId = (index: number): string => idOf('cmp', index)

/** Campaigns follow each other over the years: the day that one begins. */
const beginOf = ({ size, firstDay, today }: World, index: number): Day =>
  firstDay + Math.floor(((today - firstDay) * index) / size.campaigns)

/** One of the campaigns that ran at an instant; null before the first. */
export function campaignAt(world: World, random: Random, at: Instant): string | null {
  const { size, firstDay, today } = world
  const perDay = size.campaigns / (today - firstDay)
  const latest = Math.floor((dayOf(at) - firstDay) * perDay)
  const index = latest - random.int(0, Math.floor(campaignDays * perDay))
  return index < 0 || index >= size.campaigns ? null : campaignId(index)
}

export function* campaigns(world: World): Generator<Row<'campaigns'>> {
  for (let index = 0; index < world.size.campaigns; index += 1) {
    const begin = beginOf(world, index)
    const channel = channels[index % channels.length] ?? null
    yield {
      id: campaignId(index),
      name: `Campaign ${index}`,
      channel,
      started_on: dayText(begin),
      ended_on: dayText(begin + campaignDays),
    }
  }
}

/** A cost each week a campaign runs, and people and tools of the departments by the month. */
export function* costs(world: World): Generator<Row<'costs'>> {
  const { size, firstDay, today } = world
  const random = world.random('costs')
  let serial = 0
  const cost = (day: Day, rest: Row<'costs'>): Row<'costs'> => ({
    id: idOf('cost', serial++),
    day: dayText(day),
    ...rest,
  })
  for (let index = 0; index < size.campaigns; index += 1) {
    const begin = beginOf(world, index)
    const channel = channels[index % channels.length] ?? null
    for (let day = begin; day < begin + campaignDays && day <= today; day += 7) {
      const amount = Math.round(random.lognormal(size.opportunities * 0.6, 0.5))
      yield cost(day, { department: 'marketing', kind: 'program', campaign_id: campaignId(index), channel, amount })
    }
  }
  for (let day = firstDay; day <= today; day += 30) {
    for (const department of ['marketing', 'sales', 'cs']) {
      const people = Math.round(size.reps * random.between(280_000, 340_000))
      yield cost(day, { department, kind: 'people', amount: people })
      yield cost(day, { department, kind: 'tools', amount: Math.round(people * 0.08) })
    }
  }
}

export function* traffic(world: World): Generator<Row<'web_traffic'>> {
  const random = world.random('traffic')
  for (let day = world.firstDay; day <= world.today; day += 1) {
    for (const channel of channels) {
      const sessions = random.int(200, 2_000)
      const engaged = random.chance(0.98) ? Math.round(sessions * random.between(0.4, 0.7)) : null
      yield { day: dayText(day), channel, sessions, engaged_sessions: engaged }
    }
  }
}
