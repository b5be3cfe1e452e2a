import { type Day, isoDate, monthOf, yearOf } from './days.ts'
import { type Change, type Life, lived } from './life.ts'
import type { World } from './world.ts'

export interface Campaign {
  readonly id: string
  readonly name: string
  readonly channel: string
  readonly from: Day
  /** Exclusive. */
  readonly to: Day
  /** Yen spent on it in all. */
  readonly budget: number
}

const kinds = [
  ['webinar', 'Webinar: one definition of pipeline', 45, 1_600_000],
  ['paid_search', 'Search: revenue analytics', 95, 6_500_000],
  ['event', 'Booth: SaaS Expo', 40, 8_500_000],
  ['social', 'Social: customer stories', 80, 3_200_000],
  ['webinar', 'ウェビナー：解約を防ぐ', 45, 1_400_000],
  ['organic_search', 'Guide: RevOps in 90 days', 85, 1_200_000],
  ['event', 'Roundtable: CFO dinner', 40, 4_200_000],
] as const

/** A campaign starts about every month; one runs at nearly any time for each channel that has any. */
export function createCampaigns(world: World): Campaign[] {
  const random = world.random.fork('campaigns')
  const campaigns: Campaign[] = []
  for (let day = world.first - 60; day < world.end; day += random.int(31, 36)) {
    const kind = kinds[campaigns.length % kinds.length]
    if (kind === undefined) break
    const [channel, title, days, budget] = kind
    const half = `${yearOf(day)} ${monthOf(day) <= 6 ? 'H1' : 'H2'}`
    campaigns.push({
      id: `cmp-${String(campaigns.length + 1).padStart(2, '0')}`,
      name: `${title} (${half}, no. ${Math.floor(campaigns.length / kinds.length) + 1})`,
      channel,
      from: day,
      to: day + days + random.int(-5, 25),
      budget: Math.round(budget * random.between(0.7, 1.35)),
    })
  }
  return campaigns
}

/** The campaign of a channel that runs on a day, the newest if several do. */
export const runningCampaign = (campaigns: readonly Campaign[], channel: string, day: Day): Campaign | undefined =>
  campaigns.findLast((each) => each.channel === channel && each.from <= day && day < each.to)

export const campaignLives = (world: World, campaigns: readonly Campaign[]): Life<'campaigns'>[] =>
  campaigns.map(({ id, name, channel, from, to }) => {
    const birth = { id, name, channel, started_on: isoDate(from), ended_on: null }
    const changes: Change<'campaigns'>[] = [
      { at: world.time.start(from), set: birth },
      { at: world.time.start(to), set: { ended_on: isoDate(to) } },
    ]
    return lived(changes)
  })
