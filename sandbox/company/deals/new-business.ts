import type { Account, AccountBook } from '../accounts.ts'
import { type Campaign, runningCampaign } from '../campaigns.ts'
import { type Instant, isWorking } from '../days.ts'
import type { Lead } from '../leads.ts'
import { coreProduct, demand, type Region, regionWeights, type Segment, traits } from '../market.ts'
import { Quota, type Random } from '../random.ts'
import type { World } from '../world.ts'
import { bunched } from './closing.ts'
import type { Deal } from './deal.ts'
import { play } from './play.ts'

/** Where a new-business deal comes from. */
interface Origin {
  readonly segment: Segment
  readonly region: Region
  readonly industry?: string
  readonly created: Instant
  readonly sourcedBy: 'marketing' | 'sales' | 'partner'
  readonly source: string
  readonly campaign: string | null
  readonly lead?: Lead
}

/** Deals a day that nobody was a lead for before, in the average. */
const directPerDay: Readonly<Record<Segment, number>> = { SMB: 0.34, 'Mid-Market': 0.4, Enterprise: 0.28 }
const monthMs = 30 * 86_400_000

/** All new-business deals in order of creation; accounts are opened as needed, lost ones sometimes come back. */
export function createNewBusiness(
  world: World,
  book: AccountBook,
  leads: readonly Lead[],
  campaigns: readonly Campaign[],
): Deal[] {
  const random = world.random.fork('new business')
  const origins = [...fromLeads(leads), ...direct(world, campaigns)].sort((a, b) => a.created - b.created)
  const lostBefore: Deal[] = []
  return origins.map((origin, index) => {
    const own = random.fork(`deal ${index}`)
    const account = comesBack(own, lostBefore, origin) ?? openFor(book, own, origin)
    if (origin.lead) origin.lead.account = account.id
    const deal = newDeal(world, own, origin, account)
    if (origin.lead) origin.lead.opportunity = deal
    if (!deal.won) lostBefore.push(deal)
    return deal
  })
}

function* fromLeads(leads: readonly Lead[]): Generator<Origin> {
  for (const lead of leads) {
    if (lead.converted === undefined) continue
    const { segment, region, industry, source, campaign } = lead
    const sourcedBy =
      source === 'outbound' ? 'sales' : source === 'partner' || source === 'referral' ? 'partner' : 'marketing'
    yield { segment, region, industry, created: lead.converted, sourcedBy, source, campaign, lead }
  }
}

function* direct(world: World, campaigns: readonly Campaign[]): Generator<Origin> {
  const random = world.random.fork('direct deals')
  for (const [segment, perDay] of Object.entries(directPerDay) as [Segment, number][]) {
    const arrivals = new Quota(random.next())
    for (let day = world.first; day < world.end; day++) {
      if (!isWorking(day)) continue
      const count = arrivals.take(perDay * 1.5 * demand(world, day) * random.between(0.6, 1.4))
      for (let n = 0; n < count; n++) {
        const sourcedBy = random.weighted({ sales: 46, marketing: 39, partner: 15 })
        const found = { sales: 'outbound', marketing: random.chance(0.6) ? 'event' : 'webinar', partner: 'partner' }
        const source = found[sourcedBy]
        const campaign = sourcedBy === 'marketing' ? (runningCampaign(campaigns, source, day)?.id ?? null) : null
        const region = random.weighted(regionWeights)
        yield { segment, region, created: world.time.working(random, day), sourcedBy, source, campaign }
      }
    }
  }
}

/** One in six deals is a second try with somebody who said no months ago. */
function comesBack(random: Random, lost: Deal[], origin: Origin): Account | undefined {
  if (!random.chance(0.17)) return undefined
  const index = lost.findIndex(
    ({ account, closed }) =>
      account.segment === origin.segment && account.region === origin.region && closed < origin.created - 3 * monthMs,
  )
  return index < 0 ? undefined : lost.splice(index, 1)[0]?.account
}

function openFor(book: AccountBook, random: Random, origin: Origin): Account {
  const { segment, region, industry, lead, created } = origin
  const known = lead?.sql ?? created - random.int(60, 30_000) * 1000
  return book.open(industry === undefined ? { segment, region } : { segment, region, industry }, known)
}

function newDeal(world: World, random: Random, origin: Origin, account: Account): Deal {
  const kind = traits[origin.segment]
  // Won by quota, as leads are: a company this size would otherwise have quarters without any large deal.
  const quota = world.quota(`wins ${origin.segment} ${account.owner}`)
  const won = quota.take(kind.winRate * (origin.sourcedBy === 'partner' ? 1.2 : 1)) > 0
  const created = world.time.day(origin.created)
  const cycle = Math.min(280, Math.max(5, random.lognormal(kind.cycle * (won ? 1 : 0.95), won ? 0.45 : 0.6)))
  const plan = {
    account,
    type: 'new' as const,
    created: origin.created,
    sourcedBy: origin.sourcedBy,
    source: origin.source,
    campaign: origin.campaign,
    product: coreProduct,
    amount: Math.min(5 * kind.dealSize, random.lognormal(kind.dealSize, 0.45)),
    won,
    closeDay: bunched(random, created, Math.round(created + cycle), won),
  }
  return play(world, random, plan, kind.cycle)
}
