import type { Temporal } from 'temporal-polyfill'
import { spanBetween } from '../../../calendar/periods.ts'
import type { Context } from '../../../define/context.ts'
import type { RatioMetric, SumMetric } from '../../../define/metric.ts'
import type { Watch } from '../../../define/rule.ts'
import type { Sample } from '../../../insight/condition.ts'
import type { TimeWindow } from '../../../query/window.ts'
import { changingFigures } from './changing.ts'
import { direct } from './direct.ts'
import { nowOf, without } from './restless.ts'
import { type Figures, labelOf, seriesOf } from './series.ts'
import { daysOf, latestOf, spanOf } from './spans.ts'

/** What a day adds: to the value or numerator, the denominator, the rows. */
type Adds = readonly [number, number, number]

/**
 * Figures of many overlapping windows that `addUp`: the days they touch are read as buckets in one pass, seen from the
 * latest of their instants (deals as they are now), and added up. The few rows that looked different from some instant are
 * left out of that, and read as each window saw them.
 */
export async function bucketed(
  context: Context,
  metric: SumMetric | RatioMetric,
  watch: Watch,
  wanted: readonly TimeWindow[],
  by: string | undefined,
  findRestless: (told: readonly string[]) => Promise<readonly string[] | undefined>,
): Promise<Figures> {
  const told = [...(by === undefined ? [] : [by]), ...(watch.where ?? []).map(({ dimension }) => dimension)]
  const restless = await findRestless(told)
  if (!restless) return direct(context, metric, watch, wanted, by)
  const [settled, changes] = await Promise.all([
    byDays(context, without(metric, restless), watch, wanted, by),
    restless.length === 0 ? undefined : changingFigures(context, metric, restless, watch, wanted, by),
  ])
  return {
    series: new Map([...(changes?.series ?? []), ...settled.series]),
    sample(key, window) {
      const adds = [settled.adds(key, window), addsOf(metric, changes?.sample(key, window))]
      const [some, ...more] = adds.filter((each) => each !== undefined)
      return some && sampleOf(metric, more.reduce(plus, some), daysOf(window))
    },
  }
}

interface Days {
  readonly series: ReadonlyMap<string | null, string>
  adds(key: string | null, window: TimeWindow): Adds | undefined
}

async function byDays(
  context: Context,
  metric: SumMetric | RatioMetric,
  { where = [] }: Watch,
  wanted: readonly TimeWindow[],
  by: string | undefined,
): Promise<Days> {
  const { from, to } = spanOf(wanted)
  const asOf = metric.fact.restless ? nowOf(context, wanted) : latestOf(wanted)
  const dayCount = from.until(to, { largestUnit: 'days' }).days
  const windows = Array.from({ length: dayCount }, (_, i) => {
    const day = from.add({ days: i })
    return { period: spanBetween(day, day.add({ days: 1 })), asOf }
  })
  const readings = await context.read({ metrics: [metric], windows, where, ...(by === undefined ? {} : { by: [by] }) })

  const series = new Map<string | null, string>()
  /** By series: what all days before the i-th add. */
  const sums = new Map<string | null, Adds[]>()
  windows.forEach((_, i) => {
    for (const reading of readings.of(metric, i)) {
      if (reading.reason === 'not_connected') continue
      const key = seriesOf(reading, by)
      series.set(key, labelOf(reading, by))
      const days = sums.get(key) ?? [nothing]
      sums.set(key, days)
      while (days.length <= i) days.push(days.at(-1) ?? nothing)
      const above = metric.kind === 'sum' ? reading.value : reading.numerator
      days[i + 1] = plus(days[i] ?? nothing, [above ?? 0, reading.denominator ?? 0, reading.n])
    }
  })
  const upTo = (days: readonly Adds[], day: Temporal.PlainDate): Adds => {
    const i = Math.min(from.until(day, { largestUnit: 'days' }).days, days.length - 1)
    return days[Math.max(0, i)] ?? nothing
  }
  return {
    series,
    adds(key, { period }) {
      const days = sums.get(key)
      if (!days) return undefined
      const [before, after] = [upTo(days, period.from), upTo(days, period.to)]
      return [after[0] - before[0], after[1] - before[1], after[2] - before[2]]
    },
  }
}

const nothing: Adds = [0, 0, 0]

const plus = (a: Adds, b: Adds): Adds => [a[0] + b[0], a[1] + b[1], a[2] + b[2]]

const addsOf = (metric: SumMetric | RatioMetric, sample: Sample | undefined): Adds | undefined =>
  sample && [(metric.kind === 'sum' ? sample.value : sample.numerator) ?? 0, sample.denominator ?? 0, sample.n]

function sampleOf(metric: SumMetric | RatioMetric, [above, below, n]: Adds, days: number): Sample {
  if (metric.kind === 'sum') return { value: above, n, numerator: above, denominator: null, days }
  const value = below === 0 ? null : (above / below) * (metric.scale ?? 1)
  return { value, n, numerator: above, denominator: below, days }
}
