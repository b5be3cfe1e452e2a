import { repsUntil } from './accounts.ts'
import type { Bookings, Quarter } from './bookings.ts'
import { isoDate } from './days.ts'
import { born, type Life } from './life.ts'
import type { World } from './world.ts'

/**
 * What reps submit every Monday for the running quarter: what is won, and of what is still to come a guess that begins
 * rosy and gets sharper as the quarter ends.
 */
export function forecastLives(world: World, bookings: Bookings, quarters: readonly Quarter[]): Life<'forecasts'>[] {
  const lives: Life<'forecasts'>[] = []
  for (const quarter of quarters) {
    if (quarter.to > world.end) continue
    for (const rep of repsUntil(world)) {
      const random = world.random.fork(`forecast ${rep.id} ${isoDate(quarter.from)}`)
      const bias = Math.max(0.6, random.normal(1.1, 0.17))
      for (let day = quarter.from; day < Math.min(quarter.to, world.horizon); day++) {
        const monday = (day + 4) % 7 === 1
        const at = world.time.at(day, random.between(9, 12))
        if (!monday || (rep.gone !== undefined && at > rep.gone) || random.chance(0.02)) continue
        const done = bookings.until(rep.id, quarter.from, at)
        const coming = Math.max(0, bookings.in(rep.id, quarter) - done)
        const progress = (day - quarter.from) / (quarter.to - quarter.from)
        const commit = done + coming * (bias + (1 - bias) * progress) * random.between(0.92, 1.08)
        const hope = (commit - done) * (0.45 - 0.3 * progress) + 400_000 * (1 - progress)
        for (const [category, amount] of [['commit', commit] as const, ['best_case', commit + hope] as const]) {
          const id = `fct-${rep.id.slice(4)}-${isoDate(day)}-${category}`
          const period = { period_start: isoDate(quarter.from), period_end: isoDate(quarter.to) }
          const rounded = Math.round(amount / 10_000) * 10_000
          lives.push(
            born(at, { id, ...period, owner_id: rep.id, category, amount: rounded, submitted_at: at, currency: 'JPY' }),
          )
        }
      }
    }
  }
  return lives
}
