import { repsUntil } from './accounts.ts'
import type { Bookings, Quarter } from './bookings.ts'
import { addMonths, type Day, isoDate, yearOf } from './days.ts'
import type { Lead } from './leads.ts'
import { born, type Life } from './life.ts'
import type { World } from './world.ts'

interface Target {
  readonly metric: string
  readonly from: Day
  readonly to: Day
  readonly owner?: string
  readonly team?: string
  readonly value: number
}

/** Share of a quarter's target that each of its months is given. */
const months = [0.28, 0.3, 0.42]
const million = 1_000_000

/** Each target is known three weeks before its period. */
export function targetLives(
  world: World,
  bookings: Bookings,
  quarters: readonly Quarter[],
  leads: readonly Lead[],
): Life<'targets'>[] {
  const targets = [
    ...bookingTargets(world, bookings, quarters),
    ...mqlTargets(world, quarters, leads),
    ...retentionTargets(world),
  ]
  return targets.map(({ metric, from, to, owner, team, value }) => {
    const period = { metric, period_start: isoDate(from), period_end: isoDate(to) }
    const currency = metric === 'bookings' ? 'JPY' : null
    return born(world.time.at(from - 21, 10), {
      ...period,
      owner_id: owner ?? null,
      team: team ?? null,
      value,
      currency,
    })
  })
}

function* bookingTargets(world: World, bookings: Bookings, quarters: readonly Quarter[]): Generator<Target> {
  const random = world.random.fork('quotas')
  for (const { from, to } of quarters) {
    const quotas = new Map<string, number>()
    for (const rep of repsUntil(world)) {
      const own = random.fork(`${rep.id} ${isoDate(from)}`)
      if (rep.gone !== undefined && rep.gone < world.time.start(from + 60)) continue
      const value =
        quota(world, bookings, quarters, rep.id, { from, to }) / Math.min(1.15, Math.max(0.82, own.normal(0.95, 0.07)))
      const rounded = Math.max(1, Math.round(value / (million / 2))) * (million / 2)
      quotas.set(rep.team, (quotas.get(rep.team) ?? 0) + rounded)
      yield { metric: 'bookings', from, to, owner: rep.id, value: rounded }
    }
    let whole = 0
    for (const [team, sum] of quotas) {
      // Reps are given a little more than their team needs.
      const value = Math.round((0.96 * sum) / million) * million
      whole += value
      yield { metric: 'bookings', from, to, team, value }
    }
    yield { metric: 'bookings', from, to, value: whole }
    for (const [index, share] of months.entries()) {
      const value = index === 2 ? whole - Math.round(whole * 0.28) - Math.round(whole * 0.3) : Math.round(whole * share)
      yield { metric: 'bookings', from: addMonths(from, index), to: addMonths(from, index + 1), value }
    }
  }
}

/** Between what a rep does in the average and what this quarter will bring: whoever sets quotas knows the deals coming. */
function quota(world: World, bookings: Bookings, quarters: readonly Quarter[], rep: string, quarter: Quarter): number {
  const whole = quarters.filter(({ to }) => to <= world.today + 100)
  const mean = whole.reduce((sum, each) => sum + bookings.in(rep, each), 0) / Math.max(1, whole.length)
  const growth = 1.12 ** ((quarter.from - (world.today - 365)) / 365)
  const simulated = quarter.to <= world.end ? bookings.in(rep, quarter) : mean
  return 0.4 * mean * growth + 0.6 * simulated
}

function* mqlTargets(world: World, quarters: readonly Quarter[], leads: readonly Lead[]): Generator<Target> {
  for (const { from, to } of quarters) {
    let quarterly = 0
    for (const index of [0, 1, 2]) {
      const [begin, end] = [addMonths(from, index), addMonths(from, index + 1)]
      const [low, high] = [world.time.start(begin), world.time.start(end)]
      const met = leads.filter(({ mql }) => mql !== undefined && mql >= low && mql < high).length
      const value = Math.max(40, Math.round((end <= world.end ? met * 1.04 : 150) / 5) * 5)
      quarterly += value
      yield { metric: 'mqls', from: begin, to: end, value }
    }
    yield { metric: 'mqls', from, to, value: quarterly }
  }
}

/** Calendar years and years from April, as companies in Japan count. */
function* retentionTargets(world: World): Generator<Target> {
  for (let year = yearOf(world.today) - 2; year <= yearOf(world.horizon); year++) {
    for (const month of [0, 3]) {
      const from = Date.UTC(year, month, 1) / 86_400_000
      yield { metric: 'nrr', from, to: addMonths(from, 12), value: 1.06 }
    }
  }
}
