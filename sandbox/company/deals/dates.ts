import { type Day, type Instant, isoDate, quarterEnd, workingFrom } from '../days.ts'
import type { Change } from '../life.ts'
import { optimist } from '../planted.ts'
import type { Random } from '../random.ts'
import type { World } from '../world.ts'

interface Span {
  readonly owner: string
  readonly created: Instant
  readonly closed: Instant
  readonly expectedDays: number
}

/** The close dates an owner enters, from the first guess to the last slip. */
export function closeDates(world: World, random: Random, span: Span): Change<'opportunities'>[] {
  const { time } = world
  const created = time.day(span.created)
  const closed = time.day(span.closed)
  const careless = span.owner === optimist.id && created >= world.today + optimist.from
  const first = careless ? created + random.int(14, 26) : created + span.expectedDays * random.between(0.75, 1.25)
  let expected = tidy(random, Math.round(first))
  const changes: Change<'opportunities'>[] = [{ at: span.created, set: { close_date: isoDate(expected) } }]
  while (!careless && expected < closed) {
    // Most owners move the date before it has passed, some a week or two late.
    const moved = workingFrom(expected + (random.chance(0.13) ? random.int(3, 14) : -random.int(1, 5)))
    if (moved >= closed) break
    const near = moved + random.between(0.6, 1.15) * Math.min(60, closed - moved)
    expected = tidy(random, Math.round(Math.max(near, moved + random.int(9, 25))))
    const at = time.working(random, Math.max(moved, created + 1))
    if (at < span.closed) changes.push({ at, set: { close_date: isoDate(expected) } })
  }
  return changes
}

/** People like the last day of a quarter. */
function tidy(random: Random, day: Day): Day {
  const end = quarterEnd(day) - 1
  return end - day < 16 && random.chance(0.5) ? end : workingFrom(day)
}
