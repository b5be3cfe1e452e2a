import type { Context } from '../../define/context.ts'
import type { Metric } from '../../define/metric.ts'

/** What a change is looked at by, when nothing is asked for: the first of these that the KPI has. */
const preferred = ['segment', 'team', 'source', 'channel', 'region', 'product', 'type', 'kind', 'priority'] as const

/** The breakdown to explain a KPI's change by, another than `except`; undefined where it has none that is connected. */
export function defaultDimension(metric: Metric, context: Context, except?: string): string | undefined {
  const known = context.dimensions(metric)
  return preferred.find((name) => name !== except && known.includes(name))
}
