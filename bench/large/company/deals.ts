import type { Random } from '../../../sandbox/company/random.ts'
import { accountsAt } from './accounts.ts'
import { campaignAt } from './campaigns.ts'
import { repFor } from './people.ts'
import { newBusiness, type Pipeline, renewals, type Stage } from './stages.ts'
import { type Day, dayMs, dayOf, type Instant, type World } from './world.ts'

/** One version of a deal, from `at` until the next one. */
export interface Version {
  readonly at: Instant
  readonly stage: Stage
  readonly amount: number | null
  readonly closes: Day
  readonly owner: string
}

export interface Deal {
  readonly index: number
  readonly account: number
  readonly type: 'new' | 'expansion' | 'cross_sell' | 'renewal'
  readonly sourcedBy: string
  readonly campaign: string | null
  /** A lead stands behind it. */
  readonly fromLead: boolean
  readonly created: Instant
  /** Those that have begun by now, in order; never empty. */
  readonly versions: readonly Version[]
  readonly last: Version
  /** The close, which is the last version's start; null while open. */
  readonly closed: Instant | null
  /** Goes on where the deal's own draws end. */
  readonly random: Random
}

const types: readonly Deal['type'][] = [
  ...Array<'new'>(11).fill('new'),
  ...Array<'expansion'>(3).fill('expansion'),
  ...Array<'cross_sell'>(2).fill('cross_sell'),
  ...Array<'renewal'>(4).fill('renewal'),
]
const sources = ['marketing', 'marketing', 'marketing', 'sales', 'sales', 'sales', 'partner', 'cs']
/** Median days from first to last. */
const cycle: Readonly<Record<Deal['type'], number>> = { new: 62, expansion: 38, cross_sell: 45, renewal: 75 }

/** The deal of a number: deals are numbered in order of their creation. */
export function dealAt(world: World, index: number): Deal {
  const random = world.random(`deal ${index}`)
  const share = (index + random.next()) / world.size.opportunities
  const created = world.at(share)
  const type = random.pick(types)
  const account = Math.floor(accountsAt(world, share) * random.next())
  const sourcedBy = type === 'renewal' ? 'cs' : random.pick(sources)
  const campaign = sourcedBy === 'marketing' && random.chance(0.8) ? campaignAt(world, random, created) : null
  const fromLead = type === 'new' && sourcedBy !== 'cs' && random.chance(0.6)
  const days = Math.max(1, random.lognormal(cycle[type], 0.65))
  const won = random.chance(type === 'renewal' ? 0.85 : 0.25)
  const planned = planVersions(world, random, { created, days, won, type, account })
  const versions = planned.filter(({ at }) => at < world.now)
  const last = versions.at(-1)
  if (!last) throw new Error(`deal ${index} begins after now`)
  const closed = last.stage.outcome === 'open' ? null : last.at
  return { index, account, type, sourcedBy, campaign, fromLead, created, versions, last, closed, random }
}

interface Plan {
  readonly created: Instant
  readonly days: number
  readonly won: boolean
  readonly type: Deal['type']
  readonly account: number
}

const pipelineOf = (type: Deal['type']): Pipeline => (type === 'renewal' ? renewals : newBusiness)

/** Amounts by type, yen: the median of a lognormal. */
const median = (type: Deal['type']): number => (type === 'new' ? 1_500_000 : 700_000)

const rounded = (amount: number): number => Math.max(50_000, Math.round(amount / 10_000) * 10_000)

/** All versions a deal will ever have: about five, the first its creation, the last its close unless it is forgotten. */
function planVersions(world: World, random: Random, { created, days, won, type, account }: Plan): Version[] {
  const { open, won: wonStage, lost } = pipelineOf(type)
  const count = 3 + random.int(0, 4) + (random.chance(0.2) ? 1 : 0)
  const forgotten = !won && random.chance(0.02)
  const reopenedAt = count >= 6 && random.chance(0.04) ? count - 3 : -1
  const takenOverAt = random.chance(0.05) ? random.int(1, count - 1) : -1
  let step = 0
  let owner = repFor(world, random.chance(0.92) ? account : random.int(0, world.size.reps - 1))
  let amount = random.chance(0.08) ? null : rounded(random.lognormal(median(type), 0.9))
  let closes = dayOf(created + days * random.between(0.6, 1.2) * dayMs)
  const versions: Version[] = []
  for (let nth = 0; nth < count; nth += 1) {
    const jitter = nth === 0 || nth === count - 1 ? 0 : random.between(-0.3, 0.3)
    const at = Math.floor(created + ((nth + jitter) / (count - 1)) * days * dayMs)
    const closing = nth === count - 1
    if (closing && forgotten) break
    if (nth === takenOverAt) owner = repFor(world, random.int(0, world.size.reps - 1))
    if (nth > 0 && !closing) {
      if (random.chance(0.65)) step = Math.min(open.length - 1, step + (random.chance(0.15) ? 2 : 1))
      else closes += random.int(7, 45)
      if (amount === null ? random.chance(0.3) : random.chance(0.25)) {
        amount = rounded((amount ?? random.lognormal(median(type), 0.9)) * random.between(0.75, 1.2))
      }
    }
    const ended = closing ? (won ? wonStage : lost) : nth === reopenedAt ? lost : undefined
    if (closing) closes = dayOf(at)
    if (closing && !won && amount !== null && random.chance(0.3)) amount = 0
    versions.push({ at, stage: ended ?? open[step] ?? lost, amount, closes, owner })
  }
  return versions
}
