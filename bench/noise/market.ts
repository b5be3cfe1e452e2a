import type { Random } from '../../sandbox/company/random.ts'

/** A segment as it is, day after day, for ever. */
export interface Segment {
  readonly name: string
  /** Rows of a business day on average: MQLs, closed deals. */
  readonly perDay: number
  /** Of these, the share that converts. */
  readonly rate: number
}

/** Rows of a day, and how many of them convert. */
export interface Day {
  readonly n: number
  readonly converted: number
}

/** Part of a business day's rows that come on a Saturday or Sunday. */
const weekend = 0.1
/** How much weeks differ from each other beyond chance: standard deviations of the logarithms of volume and rate. */
const spread = { volume: 0.2, rate: 0.1 }

/**
 * Days of a segment in which nothing ever changes: business weeks, more rows in some of them, and a rate that differs from
 * week to week a little more than its rows explain. From the day `drop.at` on the rate is `drop.by` lower for good.
 */
export function daysOf(random: Random, segment: Segment, count: number, drop?: { at: number; by: number }): Day[] {
  const days: Day[] = []
  let week = { volume: 1, rate: 1 }
  for (let day = 0; day < count; day += 1) {
    if (day % 7 === 0) week = { volume: aroundOne(random, spread.volume), rate: aroundOne(random, spread.rate) }
    const mean = segment.perDay * (day % 7 < 5 ? 1 : weekend) * week.volume
    const lower = drop && day >= drop.at ? 1 - drop.by : 1
    const rate = Math.min(1, segment.rate * week.rate * lower)
    const n = poisson(random, mean)
    let converted = 0
    for (let row = 0; row < n; row += 1) if (random.chance(rate)) converted += 1
    days.push({ n, converted })
  }
  return days
}

/** A factor of mean 1. */
const aroundOne = (random: Random, deviation: number): number =>
  random.lognormal(Math.exp(-(deviation ** 2) / 2), deviation)

/** Knuth's method; means of a day are small. */
function poisson(random: Random, mean: number): number {
  const least = Math.exp(-mean)
  let count = -1
  for (let product = 1; product > least; product *= random.next()) count += 1
  return Math.max(0, count)
}
