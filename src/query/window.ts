import { Temporal } from 'temporal-polyfill'
import { isBusinessDay } from '../calendar/business-days.ts'
import type { CompanyCalendar } from '../calendar/company.ts'
import type { Period } from '../calendar/period.ts'
import { instants } from '../calendar/periods.ts'
import type { RelationName } from '../ssot/contract.ts'
import type { Fact, FactContext, MetricSettings } from '../ssot/fact.ts'
import { oldestSync } from '../ssot/freshness.ts'
import type { SsotSnapshot } from '../ssot/source.ts'
import { daySql, instantSql, sql } from '../ssot/sql.ts'
import type { ExtraColumns, MappedSsot } from '../ssot/tables.ts'

/** A period seen from an instant: nothing dated at or after `asOf` has happened. */
export interface TimeWindow {
  readonly period: Period
  readonly asOf: Temporal.Instant
}

/** What the engine is told once, at start. */
export interface EngineSettings {
  readonly calendar: CompanyCalendar
  readonly zone: string
  readonly extra: ExtraColumns
  /** Those of them that name people or accounts, as `relation.column`. */
  readonly personalExtra?: ReadonlySet<string>
  readonly metrics: MetricSettings
  /** A relation synced longer ago than this is stale. */
  readonly staleAfterHours: number
}

const ends = new WeakMap<TimeWindow, TimeWindow>()

/**
 * A state is looked at when the period ends, or now while it runs; a flow as known at `asOf`.
 * The same object for the same window: what is known of a window is kept by it.
 */
export function windowFor(fact: Fact, window: TimeWindow, zone: string): TimeWindow {
  if (fact.time !== 'state') return window
  const { to } = instants(window.period, zone)
  if (Temporal.Instant.compare(window.asOf, to) <= 0) return window
  const known = ends.get(window)
  const end = known?.asOf.equals(to) ? known : { period: window.period, asOf: to }
  ends.set(window, end)
  return end
}

export const earlier = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(a, b) <= 0 ? a : b

/** An answer looks through its few windows many times. */
const contexts = new WeakMap<SsotSnapshot, WeakMap<TimeWindow, FactContext>>()

export function factContext(snapshot: SsotSnapshot, settings: EngineSettings, window: TimeWindow): FactContext {
  const known = contexts.get(snapshot) ?? new WeakMap<TimeWindow, FactContext>()
  contexts.set(snapshot, known)
  const context = known.get(window) ?? makeContext(snapshot, settings, window)
  known.set(window, context)
  return context
}

function makeContext(snapshot: SsotSnapshot, settings: EngineSettings, window: TimeWindow): FactContext {
  const { period, asOf } = window
  const { from, to } = instants(period, settings.zone)
  // The state is the one just before `asOf`: at midnight it is still the day before.
  const asOfDay = asOf.subtract({ nanoseconds: 1 }).toZonedDateTimeISO(settings.zone).toPlainDate()
  const lastDay = period.to.subtract({ days: 1 })
  const endDay = Temporal.PlainDate.compare(lastDay, asOfDay) < 0 ? lastDay : asOfDay
  const { lastChange } = snapshot
  const mapped = mappedAsOf(snapshot, asOf)
  return {
    t: mapped.tables,
    from: instantSql(from),
    to: instantSql(to),
    fromDay: daySql(period.from),
    toDay: daySql(period.to),
    asOf: instantSql(asOf),
    asOfDay: daySql(asOfDay),
    endDay: daySql(endDay),
    startDay: daySql(period.from.subtract({ days: 1 })),
    zone: sql`${settings.zone}::text`,
    looksBack: isLookingBack(snapshot, asOf),
    past: lastChange !== null && Temporal.Instant.compare(asOf, lastChange) <= 0,
    inStage: (id, outcome) => sql`${id} = any(${idsOf(snapshot, outcome)}::text[])`,
    computeProbability: snapshot.computeProbability,
    has: (need) => mapped.has(need),
    fresh: (relation) => mapped.has(relation) && !isStale(snapshot, settings, [relation], asOf),
    extra: settings.extra,
    settings: settings.metrics,
    businessDays: () => {
      const days = Array.from({ length: Math.max(0, period.from.until(asOfDay).days + 1) }, (_, i) =>
        period.from.add({ days: i }),
      )
      // A day long ago stands first: PostgreSQL finds no place in an empty list.
      const open = ['0001-01-01', ...days.filter((day) => isBusinessDay(day, settings.calendar)).map(String)]
      return sql`${open}::date[]`
    },
    lastFullDay: (relation) => daySql(lastFullDay(snapshot, settings, relation, asOf)),
    lastBusinessDays: (n, relation) => {
      const end = lastFullDay(snapshot, settings, relation, asOf)
      const days = Array.from({ length: n }, (_, i) => end.subtract({ days: n - 1 - i }))
      const open = days.filter((day) => isBusinessDay(day, settings.calendar)).map(String)
      return sql`${open}::date[]`
    },
  }
}

const idsOf = ({ stageIds }: SsotSnapshot, outcome: 'open' | 'closed' | 'won'): string[] =>
  outcome === 'closed' ? [...stageIds.won, ...stageIds.lost] : [...stageIds[outcome]]

/** The relations as an instant is told by them: before the bot's own snapshots began there is no history. */
function mappedAsOf({ mapped, kept }: SsotSnapshot, asOf: Temporal.Instant): MappedSsot {
  return kept && Temporal.Instant.compare(asOf, kept.since) < 0 ? kept.without : mapped
}

/** Whether the SSOT has learnt more than a day's worth since: by its connectors' last sync, else its last change. */
function isLookingBack({ freshness, lastChange }: SsotSnapshot, asOf: Temporal.Instant): boolean {
  const known = [...freshness.map(({ syncedAt }) => syncedAt), ...(lastChange ? [lastChange] : [])]
  return known.some((at) => at.since(asOf).total('hours') > 24)
}

/** The day before `asOf`, or before its sources' last sync where that is earlier: later rows may still be under way. */
function lastFullDay(
  { freshness }: SsotSnapshot,
  { zone }: EngineSettings,
  relation: RelationName,
  asOf: Temporal.Instant,
): Temporal.PlainDate {
  const synced = oldestSync(freshness, [relation])?.syncedAt ?? asOf
  const until = Temporal.Instant.compare(synced, asOf) < 0 ? synced : asOf
  return until.toZonedDateTimeISO(zone).toPlainDate().subtract({ days: 1 })
}

/** Whether the oldest source behind the relations synced longer before `asOf` than the limit. */
export function isStale(
  snapshot: SsotSnapshot,
  settings: EngineSettings,
  relations: readonly RelationName[],
  asOf: Temporal.Instant,
): boolean {
  const oldest = oldestSync(snapshot.freshness, relations)
  if (!oldest) return false
  return asOf.since(oldest.syncedAt).total('hours') > settings.staleAfterHours
}
