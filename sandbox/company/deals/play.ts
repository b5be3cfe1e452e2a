import { isoDate } from '../days.ts'
import type { Change } from '../life.ts'
import { holderAt, leftAt, personOf } from '../people.ts'
import { optimist } from '../planted.ts'
import type { Random } from '../random.ts'
import * as stages from '../stages.ts'
import type { World } from '../world.ts'
import { closeDates } from './dates.ts'
import type { Deal, DealPlan, Visit } from './deal.ts'
import { amounts, onClosing, onEntering } from './details.ts'
import { walk } from './path.ts'

const aDay = 86_400_000
const labels = { new: 'new business', expansion: 'expansion', cross_sell: 'cross-sell', renewal: 'renewal' }

/** Plays a plan out: stages, amounts, close dates, owners, and for a few lost ones a second life. */
export function play(world: World, random: Random, plan: DealPlan, expectedDays: number): Deal {
  const { time } = world
  const owner = holderAt(world, plan.account.owner, plan.created)
  const late =
    owner === optimist.id && plan.type !== 'renewal' && plan.created >= time.start(world.today + optimist.from)
  const length = (time.working(random, plan.closeDay) - plan.created) * (late ? optimist.slower : 1)
  const { visits, closed } = walk(world, random, plan, plan.created + Math.max(length, aDay))
  const money = amounts(random, visits, plan.amount, plan.won)
  const changes: Change<'opportunities'>[] = [
    { at: plan.created, set: identity(plan, owner) },
    ...visits.map(({ stage, at }) => ({ at, set: onEntering(random, stage) })),
    ...money.changes,
    ...closeDates(world, random, { owner, created: plan.created, closed, expectedDays }),
    ...ownerLeaves(world, owner, plan.created, closed),
    closing(world, random, plan, closed, plan.won),
  ]
  const again =
    plan.won || plan.type === 'renewal' || !random.chance(0.02) ? undefined : reopened(world, random, plan, closed)
  return {
    ...plan,
    id: '',
    won: again?.won ?? plan.won,
    visits: [...visits, ...(again?.visits ?? [])],
    closed: again?.closed ?? closed,
    finalAmount: again?.amount ?? money.amount,
    changes: again ? [...changes, ...again.changes] : changes,
  }
}

const identity = (plan: DealPlan, owner: string) => ({
  name: `${plan.account.name} – ${plan.product}, ${labels[plan.type]}`,
  account_id: plan.account.id,
  owner_id: owner,
  pipeline: plan.type === 'renewal' ? 'renewal' : 'default',
  type: plan.type,
  sourced_by: plan.sourcedBy,
  source: plan.source,
  campaign_id: plan.campaign,
  product: plan.product,
  currency: 'JPY',
  created_at: plan.created,
  closed_at: null,
  last_activity_at: null,
  lost_reason: null,
})

function ownerLeaves(world: World, owner: string, created: number, closed: number): Change<'opportunities'>[] {
  const left = leftAt(world, personOf(owner))
  if (left === undefined || left <= created || left >= closed) return []
  return [{ at: left, set: { owner_id: holderAt(world, owner, left) } }]
}

function closing(world: World, random: Random, plan: DealPlan, at: number, won: boolean): Change<'opportunities'> {
  const outcome = plan.type === 'renewal' ? (won ? stages.renewed : stages.notRenewed) : won ? stages.won : stages.lost
  const date = isoDate(world.time.day(at))
  return { at, set: { ...onClosing(random, won), stage_id: outcome.id, closed_at: at, close_date: date } }
}

/** Back from lost: open again as a proposal some weeks later, then closed for good. */
function reopened(world: World, random: Random, plan: DealPlan, lostAt: number) {
  const { time } = world
  const at = time.settle(random, lostAt + random.between(15, 60) * aDay)
  const signed = time.settle(random, at + random.between(9, 20) * aDay)
  const closed = time.settle(random, signed + random.between(5, 25) * aDay)
  const won = random.chance(0.4)
  const visits: Visit[] = [
    { stage: stages.proposal, at },
    { stage: stages.contractStage, at: signed },
  ]
  const amount = Math.max(100_000, Math.round((plan.amount * 0.9) / 10_000) * 10_000)
  const owner = holderAt(world, plan.account.owner, at)
  const date = isoDate(time.day(signed) + 20)
  const fresh = { closed_at: null, lost_reason: null, amount, close_date: date, owner_id: owner }
  const changes: Change<'opportunities'>[] = [
    { at, set: fresh },
    ...visits.map((visit) => ({ at: visit.at, set: onEntering(random, visit.stage) })),
    closing(world, random, plan, closed, won),
  ]
  return { won, visits, closed, changes, amount }
}
