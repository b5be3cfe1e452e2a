import { Temporal } from 'temporal-polyfill'
import { spanBetween } from '../../../calendar/periods.ts'
import type { Context } from '../../../define/context.ts'
import type { Metric, RatioMetric, SumMetric } from '../../../define/metric.ts'
import type { Watch } from '../../../define/rule.ts'
import type { Sample } from '../../../insight/condition.ts'
import type { TimeWindow } from '../../../query/window.ts'
import { type Figures, labelOf, seriesOf } from './series.ts'
import { daysOf } from './spans.ts'

/** Whether the figures of days add up to those of the days together: sums and ratios of what happened. */
export const isAdditive = (metric: Metric): metric is SumMetric | RatioMetric =>
  (metric.kind === 'sum' || (metric.kind === 'ratio' && metric.nullWhen === undefined)) &&
  metric.fact.time === 'event' &&
  metric.fact.at?.type === 'instant' &&
  !(metric.n && 'aggregate' in metric.n)

/** What a day adds: to the value or numerator, the denominator, the rows. */
type Adds = readonly [number, number, number]

/**
 * Figures of many overlapping windows from one pass: the days they touch are read as buckets, seen from the latest of
 * their instants, and added up. What became of a row since it happened is therefore as known then.
 */
export async function bucketed(
  context: Context,
  watch: Watch,
  wanted: readonly TimeWindow[],
  by: string | undefined,
): Promise<Figures> {
  const { metric, where = [] } = watch
  if (!isAdditive(metric)) throw new Error('only what adds up can be read by days')
  const from = wanted.map(({ period }) => period.from).reduce((a, b) => (Temporal.PlainDate.compare(a, b) < 0 ? a : b))
  const to = wanted.map(({ period }) => period.to).reduce((a, b) => (Temporal.PlainDate.compare(a, b) > 0 ? a : b))
  const asOf = wanted.map((each) => each.asOf).reduce((a, b) => (Temporal.Instant.compare(a, b) > 0 ? a : b))
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
      const key = seriesOf(reading, by)
      series.set(key, labelOf(reading, by))
      const days = sums.get(key) ?? [zero]
      sums.set(key, days)
      while (days.length <= i) days.push(days.at(-1) ?? zero)
      const above = metric.kind === 'sum' ? reading.value : reading.numerator
      days[i + 1] = plus(days[i] ?? zero, [above ?? 0, reading.denominator ?? 0, reading.n])
    }
  })
  const upTo = (days: readonly Adds[], day: Temporal.PlainDate): Adds => {
    const i = Math.min(from.until(day, { largestUnit: 'days' }).days, days.length - 1)
    return days[Math.max(0, i)] ?? zero
  }
  return {
    series,
    sample(key, window) {
      const days = sums.get(key)
      if (!days) return undefined
      const { period } = window
      const [above, below, n] = plus(upTo(days, period.to), upTo(days, period.from), -1)
      return sampleOf(metric, above, below, n, daysOf(window))
    },
  }
}

const zero: Adds = [0, 0, 0]

const plus = (a: Adds, b: Adds, sign = 1): Adds => [a[0] + sign * b[0], a[1] + sign * b[1], a[2] + sign * b[2]]

function sampleOf(metric: SumMetric | RatioMetric, above: number, below: number, n: number, days: number): Sample {
  if (metric.kind === 'sum') return { value: above, n, numerator: null, denominator: null, days }
  const value = below === 0 ? null : (above / below) * (metric.scale ?? 1)
  return { value, n, numerator: above, denominator: below, days }
}
