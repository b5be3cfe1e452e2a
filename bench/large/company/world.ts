import { Random } from '../../../sandbox/company/random.ts'
import type { Size } from './size.ts'

/** Milliseconds since 1970. */
export type Instant = number
/** Days since 1970-01-01 in the company's zone. */
export type Day = number

export const dayMs = 86_400_000
/** Tokyo: nine hours ahead the whole year, so that days need no calendar. */
export const zone = 'Asia/Tokyo'
const offsetMs = 9 * 3_600_000

/** Days of history. */
const historyDays = 5 * 365

/**
 * What every part of the company is drawn from. A row depends on the seed, its relation and its number only: relations
 * can be written one after the other, in constant memory, and still agree.
 */
export interface World {
  readonly size: Size
  /** Nothing but expected dates lies after it. */
  readonly now: Instant
  readonly today: Day
  readonly firstDay: Day
  /** The instant at a share (0..1) of the company's growth: there is more of everything each year. */
  at(share: number): Instant
  /** The random numbers of one row. */
  random(label: string): Random
}

export function createWorld(size: Size, now: Instant, seed: number): World {
  const root = new Random(seed)
  const begin = now - historyDays * dayMs
  return {
    size,
    now,
    today: dayOf(now),
    firstDay: dayOf(begin),
    at: (share) => Math.floor(begin + (now - 60_000 - begin) * share ** 0.8),
    random: (label) => root.fork(label),
  }
}

export const dayOf = (at: Instant): Day => Math.floor((at + offsetMs) / dayMs)

/** An instant within a day, at an hour of the company's zone. */
export const hourOf = (day: Day, hour: number): Instant => day * dayMs - offsetMs + hour * 3_600_000

const names = new Map<Day, string>()

/** ISO text; the same few thousand days are written again and again. */
export function dayText(day: Day): string {
  const known = names.get(day)
  if (known !== undefined) return known
  const text = new Date(day * dayMs).toISOString().slice(0, 10)
  names.set(day, text)
  return text
}

export const instantText = (at: Instant): string => new Date(at).toISOString()

/** Null for what has not happened by now. */
export const happened = (world: World, at: Instant): string | null => (at < world.now ? instantText(at) : null)

export const isWeekday = (day: Day): boolean => (day + 3) % 7 < 5

/** Numbered ids of one width, so that their order is the rows'. */
export const idOf = (prefix: string, index: number): string => `${prefix}-${String(index).padStart(7, '0')}`
