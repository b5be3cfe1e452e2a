import type { Metric } from '../../../define/metric.ts'
import type { Kind } from '../../../insight/condition.ts'

/** How a comparison has to treat the KPI. */
export function kindOf(metric: Metric): Kind {
  const { better } = metric
  if (metric.kind === 'ratio' && metric.counts) return { better, figure: 'ratio' }
  if (metric.kind !== 'sum' || metric.fact.time !== 'event') return { better, figure: 'other' }
  return { better, figure: metric.unit === 'count' && !metric.value.of ? 'count' : 'flow' }
}
