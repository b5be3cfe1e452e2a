import { Temporal } from 'temporal-polyfill'
import { Random } from '../../sandbox/company/random.ts'
import { createReplay } from '../../src/alerting/replay.ts'
import type { Observation } from '../../src/define/alert.ts'
import { judge, type Sample } from '../../src/insight/condition.ts'
import { type Day, daysOf, type Segment } from './market.ts'
import type { Simulated } from './rules.ts'

const origin = Temporal.Instant.from('2024-01-01T09:00:00Z')

/** Sums up to each day, so that any stretch is two look-ups. */
function sumsOf(days: readonly Day[]): { n: number; converted: number }[] {
  const sums = [{ n: 0, converted: 0 }]
  for (const { n, converted } of days) {
    const last = sums.at(-1) ?? { n: 0, converted: 0 }
    sums.push({ n: last.n + n, converted: last.converted + converted })
  }
  return sums
}

/**
 * A rule evaluated on each day of its schedule from the first on which both of its sides are whole: the product's own `judge` on the
 * same two stretches, its own `decide` through a replay. No database: the figures are sums of the simulated days.
 * Answers the days on which a series began to be told of.
 */
function toldDays(simulated: Simulated, series: ReadonlyMap<string, readonly Day[]>): number[] {
  const { looks, ripe, days, before, atLeast, condition, rule } = simulated
  const replay = createReplay(rule)
  const sums = [...series].map(([name, each]) => [name, sumsOf(each)] as const)
  const last = Math.max(...[...series.values()].map((each) => each.length))
  for (let day = ripe + days + before; day < last; day += 1) {
    if (!looks.has(day % 7)) continue
    const observations = sums.map(([name, sum]) => {
      const stretch = (from: number, to: number): Sample => {
        const [a, b] = [sum[from], sum[to]]
        const n = (b?.n ?? 0) - (a?.n ?? 0)
        const converted = (b?.converted ?? 0) - (a?.converted ?? 0)
        return { value: n > 0 ? converted / n : null, n, numerator: converted, denominator: n, days: to - from }
      }
      const end = day - ripe
      const other = stretch(end - days - before, end - days)
      const judged = judge(stretch(end - days, end), [{ condition, other }], { better: 'up', figure: 'ratio' }, atLeast)
      return observed(name, judged)
    })
    replay.step(origin.add({ hours: 24 * day }), observations)
  }
  return replay.result().firings.map(({ toldAt }) => Math.round(toldAt.since(origin).total('hours') / 24))
}

const observed = (series: string, judged: Pick<Observation, 'breached' | 'cleared' | 'enough'>): Observation => ({
  series,
  label: series,
  breached: judged.breached,
  cleared: judged.cleared,
  enough: judged.enough,
  weight: 1,
  fingerprint: judged.breached ? 'breached' : 'quiet',
  subject: series,
  summary: { en: series, ja: series },
  facts: {},
  mention: [],
  people: [],
})

/** False alarms a year: every series together, in years in which nothing happens. */
export function falseAlarms(simulated: Simulated, segments: readonly Segment[], years: number, seed: number): number {
  const random = new Random(seed)
  const warmUp = simulated.ripe + simulated.days + simulated.before
  const count = warmUp + 364 * years
  const series = new Map(segments.map((each) => [each.name, daysOf(random.fork(each.name), each, count)]))
  return toldDays(simulated, series).length / years
}

export interface Caught {
  /** Days from the drop until it is told, of each trial in which it is within `patience` days; the others are left out. */
  readonly days: readonly number[]
  readonly trials: number
}

/**
 * How long a lasting drop goes untold. What is told before any of its rows counts is a false alarm: a trial that is then
 * already being told of is one that was not caught.
 */
export function untilTold(
  simulated: Simulated,
  segment: Segment,
  { by, trials, patience, seed }: { by: number; trials: number; patience: number; seed: number },
): Caught {
  const random = new Random(seed)
  // The drop begins on every day of the week in turn.
  const at = (trial: number) => simulated.ripe + simulated.days + simulated.before + 28 + (trial % 7)
  const days = Array.from({ length: trials }, (_, trial) => {
    const drop = { at: at(trial), by }
    const market = daysOf(random.fork(`${trial}`), segment, drop.at + patience + 1, drop)
    return toldDays(simulated, new Map([[segment.name, market]])).find((day) => day > drop.at + simulated.ripe)
  })
  return { days: days.flatMap((day, trial) => (day === undefined ? [] : [day - at(trial)])), trials }
}
