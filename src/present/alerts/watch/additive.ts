import { Temporal } from 'temporal-polyfill'
import { instants } from '../../../calendar/periods.ts'
import type { Context } from '../../../define/context.ts'
import type { Metric, RatioMetric, SumMetric } from '../../../define/metric.ts'
import type { TimeWindow } from '../../../query/window.ts'
import { ripening } from './spans.ts'

/**
 * Whether the figures of days add up to those of their days together, as they were seen from each window's instant: sums
 * and ratios of what happened, over days that were over and cohorts that had had their time. Events that go on changing
 * have to say which (`restless`).
 */
export function addUp(
  { company: { calendar } }: Context,
  metric: Metric,
  windows: readonly TimeWindow[],
): metric is SumMetric | RatioMetric {
  if (metric.kind !== 'sum' && (metric.kind !== 'ratio' || metric.nullWhen !== undefined)) return false
  const { fact, n } = metric
  const settled = fact.restless !== undefined || !fact.reads.includes('opportunity_history')
  if (fact.time !== 'event' || fact.at?.type !== 'instant' || (n && 'aggregate' in n) || !settled) return false
  return windows.every(({ period, asOf }) => {
    const ripe = { ...period, to: period.to.add({ days: ripening(metric) }) }
    return Temporal.Instant.compare(instants(ripe, calendar.zone).to, asOf) <= 0
  })
}
