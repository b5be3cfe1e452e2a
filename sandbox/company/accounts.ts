import type { Day, Instant } from './days.ts'
import { type Change, type Life, lived } from './life.ts'
import { industries, type Region, type Segment, teamOf } from './market.ts'
import { accountNames } from './names.ts'
import { holderAt, leftAt, type Person, people, personOf, reps } from './people.ts'
import type { PlantedCustomer } from './planted.ts'
import type { Random } from './random.ts'
import type { World } from './world.ts'

export interface Account {
  readonly id: string
  readonly name: string
  readonly segment: Segment
  readonly region: Region
  readonly industry: string
  readonly created: Instant
  readonly parent: string | null
  /** Who owned it first; whoever leaves hands on to a successor. */
  readonly owner: string
  readonly csm: string | null
  readonly planted: PlantedCustomer | undefined
  /** First day as a paying customer. */
  customerSince?: Day
}

export type AccountTraits = Pick<Account, 'segment' | 'region'> & { industry?: string; planted?: PlantedCustomer }

/** The company's address book: accounts get their number and name in the order they are opened. */
export class AccountBook {
  readonly all: Account[] = []
  readonly #world: World
  readonly #names: (region: Region) => string

  constructor(world: World) {
    this.#world = world
    this.#names = accountNames(world.random.fork('account names'))
  }

  open(traits: AccountTraits, created: Instant): Account {
    const id = `acc-${String(this.all.length + 1).padStart(4, '0')}`
    const random = this.#world.random.fork(id)
    const { planted } = traits
    const parents = this.all
      .filter((one) => one.segment === 'Enterprise' && one.customerSince !== undefined)
      .slice(0, 30)
    const account: Account = {
      id,
      name: planted?.name ?? this.#names(traits.region),
      segment: traits.segment,
      region: traits.region,
      industry: traits.industry ?? random.weighted(industries),
      created,
      parent: !planted && parents.length > 9 && random.chance(0.04) ? random.pick(parents).id : null,
      owner: planted?.owner ?? member(this.#world, random, teamOf(traits.segment, traits.region), created),
      csm: planted?.csm ?? (random.chance(0.06) ? null : member(this.#world, random, 'Customer Success', created)),
      planted,
    }
    this.all.push(account)
    return account
  }
}

/** Somebody of a team, as often as their weight says: whoever is still there at that time. */
function member(world: World, random: Random, team: string, at: Instant): string {
  const there = people.filter((one) => one.team === team && one.role !== 'manager' && !isGone(world, one, at))
  return random.weighted(Object.fromEntries(there.map((one) => [one.id, one.weight])))
}

const isGone = (world: World, one: Person, at: Instant): boolean =>
  (leftAt(world, one) ?? Number.POSITIVE_INFINITY) <= at

/** The rep a lead of this kind goes to at that time. */
export const repFor = (world: World, random: Random, segment: Segment, region: Region, at: Instant): string =>
  member(world, random, teamOf(segment, region), at)

export function accountLife(world: World, account: Account): Life<'accounts'> {
  const { id, name, segment, region, industry, parent, owner, csm, created } = account
  const at = (day: Day) => world.time.start(day)
  const birth = { id, name, segment, region, industry, parent_id: parent, owner_id: owner, csm_id: null }
  const changes: Change<'accounts'>[] = [{ at: created, set: { ...birth, created_at: created } }]
  const since = account.customerSince === undefined ? undefined : Math.max(at(account.customerSince), created)
  if (since !== undefined && csm !== null) changes.push({ at: since, set: { csm_id: holderAt(world, csm, since) } })
  for (const [column, holder] of [['owner_id', owner] as const, ['csm_id', csm] as const]) {
    const left = holder === null ? undefined : leftAt(world, personOf(holder))
    if (holder === null || left === undefined || left <= created) continue
    if (column === 'csm_id' && (since === undefined || left <= since)) continue
    changes.push({ at: left, set: { [column]: holderAt(world, holder, left) } })
  }
  return lived<'accounts'>(changes)
}

/** Reps with the time from which they were gone, for whoever counts quotas. */
export const repsUntil = (world: World): { id: string; team: string; gone: Instant | undefined }[] =>
  reps.map((one) => ({ id: one.id, team: one.team, gone: leftAt(world, one) }))
