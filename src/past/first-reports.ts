import type pg from 'pg'
import { Temporal } from 'temporal-polyfill'
import type { Workshop } from '../answers/context.ts'
import type { CompanyCalendar } from '../calendar/company.ts'
import type { Period } from '../calendar/period.ts'
import { instants, periodContaining } from '../calendar/periods.ts'
import type { RatioMetric, SumMetric } from '../define/metric.ts'
import { definitionOf, isReported } from '../query/definition.ts'
import { factsOf } from '../query/plan.ts'
import { everything } from '../query/scope.ts'
import { oldestSync } from '../ssot/freshness.ts'
import type { SsotSnapshot } from '../ssot/source.ts'
import { keepFirst, reportedKey, reportedSince } from '../state/first-reported.ts'

/** Nights that a figure may wait for its sources to sync what had happened by the end of its period. */
const patience = 7

interface Reportable {
  readonly id: string
  readonly metric: SumMetric | RatioMetric
}

/**
 * Keeps what the company's figures of days, weeks, months and quarters are, each once, as soon as its period has ended
 * and the sources behind it have synced since. How many were kept.
 */
export async function keepReports(workshop: Workshop, pool: pg.Pool, now: Temporal.Instant): Promise<number> {
  const { source, engine, catalog, company } = workshop
  const { calendar } = company
  const today = now.toZonedDateTimeISO(calendar.zone).toPlainDate()
  const snapshot = await source.snapshot()
  const kept = await reportedSince(pool, today.subtract({ days: patience }))
  const windows = endedLately(today, calendar).map((period) => ({ period, asOf: now }))
  const wanted = new Map(
    reportable(catalog.metrics).map((each) => {
      const synced = syncOf(each.metric, snapshot)
      const open = windows.filter(
        ({ period }) =>
          !kept.has(keyOf(each.id, period)) && (isComplete(period, synced, calendar.zone) || isLast(period, today)),
      )
      return [each.metric, { ...each, synced, windows: open }] as const
    }),
  )
  const metrics = [...wanted.values()].filter((each) => each.windows.length > 0).map(({ metric }) => metric)
  if (metrics.length === 0) return 0
  const windowsFor = (metric: object) => [...wanted].find(([each]) => each === metric)?.[1].windows ?? []
  const readings = await engine.read({ metrics, windows: windowsFor, scope: everything }, snapshot)
  const figures = metrics.flatMap((metric) => {
    const found = wanted.get(metric)
    return (found?.windows ?? []).flatMap((_, index) => {
      const { value, ...reading } = readings.one(metric, index)
      // What is not connected was not told; no data was.
      if (!found || reading.reason === 'not_connected') return []
      const { from, to, numerator, denominator, n } = reading
      const definition = definitionOf(metric, snapshot, engine.settings)
      const about = { metric: found.id, from, to, definition }
      return [{ ...about, value, numerator, denominator, n, reportedAt: now, syncedAt: found.synced ?? null }]
    })
  })
  return keepFirst(pool, figures)
}

const reportable = (metrics: Workshop['catalog']['metrics']): Reportable[] =>
  [...metrics].flatMap(([id, metric]) => (isReported(metric) ? [{ id, metric }] : []))

const keyOf = (metric: string, { from, to }: Period): string =>
  reportedKey({ metric, from: from.toString(), to: to.toString() })

/** Every day, week, month and quarter of the company that ended within the last days. */
function endedLately(today: Temporal.PlainDate, calendar: CompanyCalendar): Period[] {
  const ends = Array.from({ length: patience }, (_, i) => today.subtract({ days: i }))
  return ends.flatMap((end) =>
    (['day', 'week', 'month', 'quarter'] as const)
      .map((grain) => periodContaining(grain, end.subtract({ days: 1 }), calendar))
      .filter(({ to }) => to.equals(end)),
  )
}

const syncOf = (metric: SumMetric | RatioMetric, { freshness }: SsotSnapshot): Temporal.Instant | undefined =>
  oldestSync(
    freshness,
    factsOf(metric).flatMap(({ reads }) => reads),
  )?.syncedAt

/** The sources have synced since the period ended; where none says when it did, it counts as it is. */
const isComplete = (period: Period, synced: Temporal.Instant | undefined, zone: string): boolean =>
  synced === undefined || Temporal.Instant.compare(synced, instants(period, zone).to) >= 0

/** The last night on which it can still be kept. */
const isLast = ({ to }: Period, today: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(to.add({ days: patience - 1 }), today) <= 0
