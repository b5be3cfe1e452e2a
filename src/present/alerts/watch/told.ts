import type { Temporal } from 'temporal-polyfill'
import type { Context } from '../../../define/context.ts'
import type { Measure, RatioMetric, SumMetric } from '../../../define/metric.ts'

/** Whether something has changed since an instant, and versions tell how deals looked from it. */
export const isTold = ({ sources }: Context, at: Temporal.Instant): boolean => {
  const told = sources.past(at)
  return told === 'from history' || told === 'from snapshots'
}

/** Whether its SQL is the same in every window. */
export const looksAlike = (metric: SumMetric | RatioMetric): boolean =>
  [...(metric.kind === 'sum' ? [metric.value] : [metric.numerator, metric.denominator]), metric.n ?? {}].every(
    (measure) => !('aggregate' in measure) && isPlain(measure),
  )

const isPlain = ({ of, where }: Measure): boolean => typeof of !== 'function' && typeof where !== 'function'
