import { addMonths, type Day, type Instant, LocalTime, quarterEnd } from './days.ts'
import { Quota, Random } from './random.ts'

/** What every part of the generator shares: the stretch of time and the source of chance. */
export interface World {
  readonly random: Random
  /** The quota of a name, shared by all who ask for that name. */
  quota(name: string): Quota
  readonly time: LocalTime
  /** The demo's start. */
  readonly now: Instant
  readonly today: Day
  /** First day with business events: a little before the 24 months asked about, so that these begin in full swing. */
  readonly first: Day
  /** Last day the demo's clock may reach. */
  readonly horizon: Day
  /** Simulated past the horizon to the end of its quarter, so that quotas know the whole quarter. */
  readonly end: Day
}

const daysAhead = 36

export function createWorld(now: Instant, zone: string, seed: number): World {
  const time = new LocalTime(zone)
  const today = time.day(now)
  const horizon = today + daysAhead
  const random = new Random(seed)
  const quotas = new Map<string, Quota>()
  return {
    random,
    quota(name) {
      const known = quotas.get(name) ?? new Quota(random.fork(`quota ${name}`).next())
      quotas.set(name, known)
      return known
    },
    time,
    now,
    today,
    first: addMonths(today, -28),
    horizon,
    end: quarterEnd(horizon) + 45,
  }
}
