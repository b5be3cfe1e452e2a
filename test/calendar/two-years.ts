/**
 * A calendar made of arithmetic alone, to check the schedules against: no time zone database, no Temporal. Offsets
 * come from the laws that set the clocks; dates from counting milliseconds.
 */
const hour = 3_600_000
export const minute = 60_000

const nthSunday = (year: number, month: number, n: number): number => {
  const first = Date.UTC(year, month - 1, 1)
  return first + (((7 - new Date(first).getUTCDay()) % 7) + 7 * (n - 1)) * 24 * hour
}
const lastSunday = (year: number, month: number): number => {
  const last = Date.UTC(year, month, 0)
  return last - new Date(last).getUTCDay() * 24 * hour
}

interface Zone {
  readonly name: string
  /** Hours east of UTC at an instant. */
  readonly offset: (at: number) => number
}

export const zones: readonly Zone[] = [
  { name: 'Asia/Tokyo', offset: () => 9 },
  {
    // Second Sunday of March 02:00 EST to first Sunday of November 02:00 EDT (Energy Policy Act of 2005).
    name: 'America/New_York',
    offset: (at) => {
      const year = new Date(at).getUTCFullYear()
      return at >= nthSunday(year, 3, 2) + 7 * hour && at < nthSunday(year, 11, 1) + 6 * hour ? -4 : -5
    },
  },
  {
    // Last Sunday of March 01:00 UTC to last Sunday of October 01:00 UTC (Summer Time Order 2002).
    name: 'Europe/London',
    offset: (at) => {
      const year = new Date(at).getUTCFullYear()
      return at >= lastSunday(year, 3) + hour && at < lastSunday(year, 10) + hour ? 1 : 0
    },
  },
]

/** Visits every minute of [from, to): the instant, minutes since local midnight, and that midnight as if it were UTC. */
export function eachMinute(
  zone: Zone,
  from: number,
  to: number,
  visit: (at: number, minuteOfDay: number, midnight: number) => void,
): void {
  let offset = 0
  for (let at = from; at < to; at += minute) {
    // Clocks change on the hour.
    if (at % hour === 0 || at === from) offset = zone.offset(at) * hour
    const sinceMidnight = (at + offset) % (24 * hour)
    visit(at, sinceMidnight / minute, at + offset - sinceMidnight)
  }
}

/** When a daily rule fires: at the first such minute of each of its days, an hour later where the clock skips it. */
export function dueOnDays(
  zone: Zone,
  from: number,
  to: number,
  atMinute: number,
  falls: (midnight: number) => boolean,
): number[] {
  const due: number[] = []
  let day = Number.NaN
  let exact = Number.NaN
  let hourLater = Number.NaN
  const close = () => {
    const at = Number.isNaN(exact) ? hourLater : exact
    if (!Number.isNaN(at) && falls(day)) due.push(at)
  }
  eachMinute(zone, from, to, (at, minuteOfDay, midnight) => {
    if (midnight !== day) {
      close()
      day = midnight
      exact = hourLater = Number.NaN
    }
    if (minuteOfDay === atMinute && Number.isNaN(exact)) exact = at
    if (minuteOfDay === atMinute + 60) hourLater = at
  })
  close()
  return due
}
