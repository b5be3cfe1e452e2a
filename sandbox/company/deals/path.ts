import type { Instant } from '../days.ts'
import { negotiationJam } from '../planted.ts'
import type { Random } from '../random.ts'
import * as stages from '../stages.ts'
import type { World } from '../world.ts'
import type { DealPlan, Visit } from './deal.ts'

const aDay = 86_400_000

/** Share of a cycle spent in each stage. */
const weights = new Map([
  [stages.prospecting, 0.2],
  [stages.discovery, 0.24],
  [stages.validation, 0.1],
  [stages.proposal, 0.22],
  [stages.negotiation, 0.2],
  [stages.contractStage, 0.14],
  [stages.renewalDue, 0.5],
  [stages.renewalQuoted, 0.35],
  [stages.renewalAgreed, 0.15],
])

const newBusiness = [stages.prospecting, stages.discovery, stages.proposal, stages.negotiation, stages.contractStage]
const renewal = [stages.renewalDue, stages.renewalQuoted, stages.renewalAgreed]

/** The open stages a deal visits and when it leaves the last of them: skips, steps back and the jam in Negotiation included. */
export function walk(
  world: World,
  random: Random,
  plan: DealPlan,
  close: Instant,
): { visits: Visit[]; closed: Instant } {
  const route = stepsBack(random, chooseStages(world, random, plan))
  const shares = route.map((stage) => (weights.get(stage) ?? 0.2) * random.lognormal(1, 0.45))
  const whole = shares.reduce((sum, share) => sum + share, 0)
  const visits: Visit[] = []
  let at = plan.created
  for (const [index, stage] of route.entries()) {
    visits.push({ stage, at })
    at += ((shares[index] ?? 0) / whole) * (close - plan.created)
  }
  const jam = plan.type === 'renewal' ? undefined : jammed(world, random, plan, visits, close)
  const delayed = (moment: Instant) => (jam !== undefined && moment >= jam.from ? moment + jam.by : moment)
  const moves = inOfficeHours(world, random, visits, delayed)
  const afterLast = (moves.at(-1)?.at ?? plan.created) + aDay / 24
  return { visits: moves, closed: world.time.settle(random, Math.max(delayed(close), afterLast)) }
}

function chooseStages(world: World, random: Random, plan: DealPlan): stages.Stage[] {
  const all = plan.type === 'renewal' ? renewal : newBusiness
  const retiredFrom = world.time.start(world.today - 540)
  let reached = all.length
  if (!plan.won) {
    const exits = plan.type === 'renewal' ? { 1: 45, 2: 45, 3: 10 } : { 1: 25, 2: 30, 3: 25, 4: 15, 5: 5 }
    reached = Number(random.weighted(exits))
  }
  const route = all.slice(0, reached).filter((_, index) => index === 0 || index === reached - 1 || !random.chance(0.1))
  const before = route.indexOf(stages.proposal)
  if (before > 0 && plan.created < retiredFrom && random.chance(0.55)) route.splice(before, 0, stages.validation)
  return route
}

/** A few deals fall back by a stage and come again. */
function stepsBack(random: Random, route: stages.Stage[]): stages.Stage[] {
  const index = random.int(1, Math.max(1, route.length - 1))
  const [previous, stage] = [route[index - 1], route[index]]
  if (!random.chance(0.06) || previous === undefined || stage === undefined) return route
  return [...route.slice(0, index + 1), previous, stage, ...route.slice(index + 1)]
}

/** From when on, and by how much, the planted jam delays a deal. */
function jammed(world: World, random: Random, plan: DealPlan, visits: readonly Visit[], close: Instant) {
  const index = visits.findLastIndex((visit) => visit.stage === stages.negotiation)
  const entered = visits[index]?.at
  const left = visits[index + 1]?.at ?? close
  if (entered === undefined || left < world.time.start(world.today + negotiationJam.from)) return undefined
  const [low, high] = negotiationJam.slower
  const slower = (left - entered) * (random.between(low, high) - 1)
  const recent = entered > world.time.start(world.today - 84)
  const stuck = recent && random.chance(plan.won ? negotiationJam.stuckWon : negotiationJam.stuckLost)
  const release = world.time.start(world.horizon + random.int(5, 50))
  return { from: left, by: stuck ? Math.max(slower, release - left) : slower }
}

/** Moves happen when people work, at least an hour apart. */
function inOfficeHours(
  world: World,
  random: Random,
  visits: readonly Visit[],
  delayed: (at: Instant) => Instant,
): Visit[] {
  let last = 0
  return visits.map(({ stage, at }, index) => {
    const moment = index === 0 ? at : world.time.settle(random, Math.max(delayed(at), last + aDay / 24))
    last = moment
    return { stage, at: moment }
  })
}
