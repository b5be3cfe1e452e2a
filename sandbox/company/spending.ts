import type { Campaign } from './campaigns.ts'
import { addMonths, type Day, isoDate, isWorking, monthOf, monthStart, workingFrom } from './days.ts'
import { born, type Life } from './life.ts'
import { demand } from './market.ts'
import type { World } from './world.ts'

interface Cost {
  readonly day: Day
  readonly department: 'marketing' | 'sales' | 'cs'
  readonly kind: 'program' | 'people' | 'tools'
  readonly campaign?: string
  readonly channel?: string
  readonly amount: number
}

/** Yen a month. */
const payroll = { marketing: 5_800_000, sales: 56_000_000, cs: 7_400_000 }
const tools = { marketing: 1_300_000, sales: 2_900_000, cs: 900_000 }
/** Yen a day, spent whether a campaign runs or not. */
const always = { paid_search: 92_000, social: 36_000 }

/** What marketing, sales and customer success cost; each cost is booked the morning after its day. */
export function costLives(world: World, campaigns: readonly Campaign[]): Life<'costs'>[] {
  const costs = [...monthly(world), ...daily(world), ...ofCampaigns(campaigns)]
  return costs
    .filter(({ day }) => day >= monthStart(world.first) && day < world.horizon)
    .sort((a, b) => a.day - b.day)
    .map(({ day, department, kind, campaign, channel, amount }, index) =>
      born(world.time.at(day + 1, 4), {
        id: `cst-${String(index + 1).padStart(5, '0')}`,
        day: isoDate(day),
        department,
        kind,
        campaign_id: campaign ?? null,
        channel: channel ?? null,
        amount: Math.round(amount),
        currency: 'JPY',
      }),
    )
}

function* monthly(world: World): Generator<Cost> {
  const random = world.random.fork('payroll')
  for (let month = monthStart(world.first); month < world.horizon; month = addMonths(month, 1)) {
    // Staff grew by a tenth a year; bonuses are paid in June and December.
    const growth = 1.1 ** ((month - world.today) / 365)
    const bonus = monthOf(month) === 6 || monthOf(month) === 12 ? 1.5 : 1
    for (const department of ['marketing', 'sales', 'cs'] as const) {
      const people = payroll[department] * growth * bonus * random.between(0.98, 1.02)
      yield { day: month + 24, department, kind: 'people', amount: people }
      yield { day: month, department, kind: 'tools', amount: tools[department] * growth }
    }
    yield { day: month + 14, department: 'sales', kind: 'program', amount: random.between(1.6, 3.2) * 1e6 * growth }
  }
}

function* daily(world: World): Generator<Cost> {
  const random = world.random.fork('advertising')
  for (let day = world.first; day < world.horizon; day++) {
    for (const [channel, amount] of Object.entries(always)) {
      const spent = amount * demand(world, day) * (isWorking(day) ? 1 : 0.45) * random.between(0.8, 1.2)
      yield { day, department: 'marketing', kind: 'program', channel, amount: spent }
    }
  }
}

/** A campaign is paid for in four parts, the first being the largest. */
function* ofCampaigns(campaigns: readonly Campaign[]): Generator<Cost> {
  for (const { id, channel, from, to, budget } of campaigns) {
    for (const [part, share] of [0.45, 0.25, 0.2, 0.1].entries()) {
      const day = workingFrom(from + Math.floor(((to - from) * part) / 4))
      yield { day, department: 'marketing', kind: 'program', campaign: id, channel, amount: budget * share }
    }
  }
}
