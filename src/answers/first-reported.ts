import { Temporal } from 'temporal-polyfill'
import type { Period } from '../calendar/period.ts'
import type { Metric } from '../define/metric.ts'
import type { FirstReported } from '../define/reported.ts'
import { definitionOf, isReported } from '../query/definition.ts'
import type { SsotSnapshot } from '../ssot/source.ts'
import type { Workshop } from './context.ts'

/** First figures that may be held against those of now: of the same definition, and told by then. */
export async function comparableReports(
  { reports, catalog, engine }: Workshop,
  snapshot: SsotSnapshot,
  now: Temporal.Instant,
  metrics: Iterable<Metric>,
  periods: readonly Period[],
): Promise<readonly FirstReported[]> {
  if (!reports || periods.length === 0) return []
  const definitions = new Map(
    [...metrics].filter(isReported).flatMap((metric) => {
      const id = catalog.idOf(metric)
      return id === undefined ? [] : [[id, definitionOf(metric, snapshot, engine.settings)] as const]
    }),
  )
  if (definitions.size === 0) return []
  const found = await reports.find([...definitions.keys()], periods)
  return found.filter(
    ({ metric, definition, reportedAt }) =>
      definitions.get(metric) === definition && Temporal.Instant.compare(reportedAt, now) <= 0,
  )
}
