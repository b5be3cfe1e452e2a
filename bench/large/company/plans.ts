import type { Row } from '../row.ts'
import { repsOf, teamsOf } from './people.ts'
import { type Day, dayMs, dayOf, dayText, hourOf, idOf, instantText, type World } from './world.ts'

interface Quarter {
  readonly from: Day
  readonly to: Day
  /** What is sold in it, about; yen. */
  readonly expected: number
}

/** Calendar quarters of the history, the running one included. */
function quarters(world: World): Quarter[] {
  const first = new Date(world.firstDay * dayMs)
  const found: Quarter[] = []
  for (let nth = 0; ; nth += 1) {
    const from = startOf(first, nth)
    const to = startOf(first, nth + 1)
    if (from > world.today) return found
    const growth = (nth + 4) / 16
    found.push({ from, to, expected: world.size.opportunities * 26_000 * growth })
  }
}

const startOf = (first: Date, nth: number): Day =>
  Date.UTC(first.getUTCFullYear(), 3 * (Math.floor(first.getUTCMonth() / 3) + nth), 1) / dayMs

/** Bookings by quarter: of the company, its teams and its reps. */
export function* targets(world: World): Generator<Row<'targets'>> {
  const teams = teamsOf(world)
  const reps = repsOf(world)
  for (const { from, to, expected } of quarters(world)) {
    const period = { metric: 'bookings', period_start: dayText(from), period_end: dayText(to) }
    yield { ...period, value: Math.round(expected * 1.2) }
    for (const team of teams) yield { ...period, team, value: Math.round((expected * 1.2) / teams.length) }
    for (const owner_id of reps) yield { ...period, owner_id, value: Math.round((expected * 1.3) / reps.length) }
  }
}

/** What each rep says of a quarter in its first, second, fifth and ninth week; one in thirty says nothing. */
export function* forecasts(world: World): Generator<Row<'forecasts'>> {
  const random = world.random('forecasts')
  const reps = repsOf(world)
  let serial = 0
  for (const { from, to, expected } of quarters(world)) {
    for (const day of [from + 1, from + 8, from + 31, from + 59]) {
      if (day >= dayOf(world.now)) continue
      for (const [rep, owner_id] of reps.entries()) {
        if (rep % 30 === 29) continue
        for (const category of ['commit', 'best_case']) {
          const optimism = category === 'commit' ? random.between(0.7, 1.1) : random.between(1, 1.6)
          yield {
            id: idOf('fc', serial++),
            period_start: dayText(from),
            period_end: dayText(to),
            owner_id,
            category,
            amount: Math.round((expected / reps.length) * optimism),
            submitted_at: instantText(hourOf(day, 10)),
          }
        }
      }
    }
  }
}
