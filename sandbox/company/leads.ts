import { repFor } from './accounts.ts'
import { type Campaign, runningCampaign } from './campaigns.ts'
import { type Day, type Instant, isWorking } from './days.ts'
import { demand, industries, type Region, regionWeights, type Segment } from './market.ts'
import { mqlDrop } from './planted.ts'
import { Quota, type Random } from './random.ts'
import type { World } from './world.ts'

export interface Lead {
  readonly id: string
  readonly source: Source
  readonly campaign: string | null
  readonly segment: Segment
  readonly region: Region
  readonly industry: string
  readonly created: Instant
  mql?: Instant
  assigned?: Instant
  owner?: string
  touched?: Instant
  sql?: Instant
  converted?: Instant
  disqualified?: Instant
  /** Set by whoever makes the deal of a converted lead. */
  account?: string
  opportunity?: { readonly id: string }
}

const sources = {
  organic_search: 26,
  paid_search: 18,
  webinar: 15,
  event: 12,
  social: 9,
  referral: 7,
  partner: 7,
  outbound: 6,
} as const
type Source = keyof typeof sources

/** How much better a source's leads move on than the average. */
const quality: Readonly<Record<Source, number>> = {
  organic_search: 1,
  paid_search: 0.85,
  webinar: 0.97,
  event: 1.08,
  social: 0.75,
  referral: 1.35,
  partner: 1.25,
  outbound: 0.95,
}

const aDay = 86_400_000
const perDay = 7.6
const mqlRate = 0.45
const sqlRate = 0.405
const dealRate = 0.62

/** Every lead of the whole time, in order of creation. */
export function createLeads(world: World, campaigns: readonly Campaign[]): Lead[] {
  const random = world.random.fork('leads')
  const arrivals = new Quota(0)
  const leads: Lead[] = []
  for (let day = world.first; day < world.end; day++) {
    const weekday = isWorking(day) ? 1.28 : 0.28
    const count = arrivals.take(perDay * demand(world, day) * weekday * random.between(0.75, 1.25))
    for (let n = 0; n < count; n++) {
      const id = `led-${String(leads.length + 1).padStart(5, '0')}`
      const lead = arrive(world, random.fork(id), campaigns, id, day)
      walk(world, random.fork(`${id} steps`), lead)
      leads.push(lead)
    }
  }
  return leads.sort((a, b) => a.created - b.created)
}

function arrive(world: World, random: Random, campaigns: readonly Campaign[], id: string, day: Day): Lead {
  const source = random.weighted(sources)
  const campaign = random.chance(0.75) ? runningCampaign(campaigns, source, day)?.id : undefined
  return {
    id,
    source,
    campaign: campaign ?? null,
    segment: random.weighted({ SMB: 54, 'Mid-Market': 30, Enterprise: 16 }),
    region: random.weighted(regionWeights),
    industry: random.weighted(industries),
    created: world.time.at(day, isWorking(day) ? office(random) : random.between(9, 23.5)),
  }
}

/** Most people fill in forms while they are at work. */
const office = (random: Random): number => (random.chance(0.85) ? random.between(8, 17.5) : random.between(17.5, 23))

/** Lead → MQL → SQL → deal. Rates are met by quota, segment by segment: see `Quota`. */
function walk(world: World, random: Random, lead: Lead): void {
  const { time } = world
  const passes = (step: string, rate: number): boolean =>
    world.quota(`${step} ${lead.segment}`).take(Math.min(0.95, rate * quality[lead.source])) > 0
  if (!passes('mql', mqlRate)) {
    if (random.chance(0.35)) lead.disqualified = time.settle(random, lead.created + random.between(1, 12) * aDay)
    return
  }
  const lag = random.chance(0.45) ? 0 : Math.min(25, Math.round(random.lognormal(1.6, 0.9)))
  const mql = lead.created + lag * aDay + random.int(10, 7200) * 1000
  lead.mql = mql
  lead.assigned = mql + random.int(60, 2400) * 1000
  lead.owner = repFor(world, random, lead.segment, lead.region, lead.assigned)
  const touched = time.settle(random, lead.assigned + random.lognormal(1.1, 1.25) * 3_600_000)
  const dropped = lead.segment === mqlDrop.segment && mql >= time.start(world.today + mqlDrop.from)
  if (!passes('sql', sqlRate * (dropped ? mqlDrop.factor : 1))) {
    if (!random.chance(0.09)) lead.touched = touched
    if (random.chance(0.55)) lead.disqualified = time.settle(random, touched + random.between(3, 18) * aDay)
    return
  }
  lead.touched = touched
  lead.sql = time.settle(random, touched + Math.min(random.lognormal(1, 0.8), 12) * aDay)
  if (passes('deal', dealRate)) {
    lead.converted = time.settle(random, lead.sql + Math.min(random.lognormal(2, 0.8), 21) * aDay)
  } else if (random.chance(0.6)) {
    lead.disqualified = time.settle(random, lead.sql + random.between(4, 25) * aDay)
  }
}
