import { Temporal } from 'temporal-polyfill'
import type { Random } from './random.ts'

/** A calendar day as the number of days since 1970-01-01, whatever the zone. */
export type Day = number
/** An instant as milliseconds since the epoch. */
export type Instant = number

const dayMs = 86_400_000
const hourMs = 3_600_000
/** Month and day on which offices of the sample company stay empty: Japan's fixed holidays, Obon and the New Year. */
const holidays = new Set(
  ['01-01', '01-02', '01-03', '02-11', '02-23', '03-20', '04-29', '05-03', '05-04', '05-05', '07-20', '08-11'].concat([
    '08-13',
    '08-14',
    '08-15',
    '09-23',
    '11-03',
    '11-23',
    '12-29',
    '12-30',
    '12-31',
  ]),
)

interface Civil {
  readonly iso: string
  readonly year: number
  readonly month: number
  readonly date: number
  readonly holiday: boolean
}

/** Days are asked about millions of times; there are some thousands of them. */
const known = new Map<Day, Civil>()

function civil(day: Day): Civil {
  const before = known.get(day)
  if (before !== undefined) return before
  const iso = new Date(day * dayMs).toISOString().slice(0, 10)
  const [year = 0, month = 0, date = 0] = iso.split('-').map(Number)
  const found = { iso, year, month, date, holiday: holidays.has(iso.slice(5)) }
  known.set(day, found)
  return found
}

export const isoDate = (day: Day): string => civil(day).iso
export const monthOf = (day: Day): number => civil(day).month
export const yearOf = (day: Day): number => civil(day).year
export const isHoliday = (day: Day): boolean => civil(day).holiday
export const isWeekend = (day: Day): boolean => (day + 4) % 7 === 6 || (day + 4) % 7 === 0
export const isWorking = (day: Day): boolean => !isWeekend(day) && !isHoliday(day)

export function workingFrom(day: Day): Day {
  while (!isWorking(day)) day++
  return day
}

export function workingUntil(day: Day): Day {
  while (!isWorking(day)) day--
  return day
}

/** Months later on the same day of the month; the 29th to 31st count as the 28th, so that terms keep their day. */
export function addMonths(day: Day, months: number): Day {
  const { year, month, date } = civil(day)
  return Date.UTC(year, month - 1 + months, Math.min(28, date)) / dayMs
}

export const monthStart = (day: Day): Day => day - civil(day).date + 1
export const quarterStart = (day: Day): Day => addMonths(monthStart(day), -((monthOf(day) - 1) % 3))
/** The first day of the next quarter. */
export const quarterEnd = (day: Day): Day => addMonths(quarterStart(day), 3)

/** Days of the company's zone against instants. */
export class LocalTime {
  readonly #zone: string
  readonly #starts = new Map<Day, Instant>()

  constructor(zone: string) {
    this.#zone = zone
  }

  /** Local midnight at which a day begins. */
  start(day: Day): Instant {
    const known = this.#starts.get(day)
    if (known !== undefined) return known
    const start = Temporal.PlainDate.from(isoDate(day)).toZonedDateTime(this.#zone).epochMilliseconds
    this.#starts.set(day, start)
    return start
  }

  /** A time of day, in hours, rounded to the second. */
  at(day: Day, hour: number): Instant {
    return this.start(day) + Math.round(hour * 3600) * 1000
  }

  day(at: Instant): Day {
    let day = Math.floor(at / dayMs)
    while (this.start(day) > at) day--
    while (this.start(day + 1) <= at) day++
    return day
  }

  /** Some moment of the first working day from `day` on. */
  working(random: Random, day: Day): Instant {
    return this.at(workingFrom(day), random.between(9, 18.5))
  }

  /** The moment itself in office hours, otherwise one in the next office hours. */
  settle(random: Random, at: Instant): Instant {
    const day = this.day(at)
    const hour = (at - this.start(day)) / hourMs
    if (isWorking(day) && hour < 9) return this.at(day, random.between(9, 11))
    if (isWorking(day) && hour < 19) return Math.round(at / 1000) * 1000
    return this.at(workingFrom(day + 1), random.between(9, 11.5))
  }
}
