import { Temporal } from 'temporal-polyfill'
import type { BaseMetric } from '../define/metric.ts'
import type { Dimension, Fact, FactContext } from '../ssot/fact.ts'
import type { SsotSnapshot } from '../ssot/source.ts'
import { conjunction, identifier, join, ordinal, type Sql, sql } from '../ssot/sql.ts'
import { aggregateColumns, countedConditions, listedColumn } from './columns.ts'
import { type Dated, datedIn, stretchOf, within } from './dated.ts'
import { dimensionFor } from './dimensions.ts'
import type { Filter, Selection } from './question.ts'
import { scopeCondition } from './scope.ts'
import { type EngineSettings, factContext } from './window.ts'

export interface ComposedSelect {
  readonly query: Sql
  /** The window that a row's `w` stands for. */
  readonly windowOf: (w: number) => number
}

/**
 * One statement for all windows. Events of several disjoint periods are read in one pass and sorted into buckets;
 * states, and events seen from different instants, are one select per window.
 */
export function composeSelect(selection: Selection, snapshot: SsotSnapshot, settings: EngineSettings): ComposedSelect {
  const buckets = bucketsOf(selection, settings.zone)
  if (buckets) return bucketed(selection, snapshot, settings, buckets)
  const parts = selection.windows.map((window, index) => {
    const c = factContext(snapshot, settings, window)
    const dated = datedIn(selection.fact, window, settings.zone)
    return oneSelect(selection, c, snapshot, settings, ordinal(index), dated, (metric) =>
      selection.wanted(metric, window),
    )
  })
  return { query: join(parts, ' union all '), windowOf: (w) => w }
}

function oneSelect(
  selection: Selection,
  c: FactContext,
  snapshot: SsotSnapshot,
  settings: EngineSettings,
  w: Sql,
  dated: Dated | undefined,
  wanted: (metric: BaseMetric) => boolean,
): Sql {
  const { fact, metrics, by, where, scope, listed } = selection
  const look = (name: string): Dimension => dimensionFor({ fact, name, scope, mapped: snapshot.mapped, settings })
  const grouped = by.map(look)
  const filters = where.map((filter) => ({ filter, dimension: look(filter.dimension) }))
  const inScope = scopeCondition(fact, scope, snapshot.people)
  const joins = joinsFor(fact, c, [
    ...[...grouped, ...filters.map(({ dimension }) => dimension)].flatMap(({ joins }) => joins ?? []),
    ...(inScope?.joins ?? []),
    ...metrics.flatMap(({ joins }) => joins ?? []),
    ...(listed?.listing.joins ?? []),
  ])
  const keys = grouped.flatMap((dimension, i) => [
    sql`(${dimension.key})::text as ${identifier(`k${i}`)}`,
    sql`(${dimension.name ?? dimension.key})::text as ${identifier(`d${i}`)}`,
    sql`${dimension.order ?? sql`null::int`} as ${identifier(`o${i}`)}`,
  ])
  const columns = metrics.flatMap((metric, i) => aggregateColumns(metric, i, c, wanted(metric)))
  if (listed) columns.push(listedColumn(listed.listing, listed.limit, c))
  // Without groups: a group whose rows all fail to count is still one of nothing.
  const counted = grouped.length === 0 && !listed ? countedConditions(metrics.filter(wanted), c) : undefined
  const some = counted && sql`(${join(counted, ' or ')})`
  const conditions = [
    dated?.condition,
    inScope?.condition,
    some,
    ...filters.map(({ filter, dimension }) => filterCondition(filter, dimension)),
  ]
  // Grouping by ordinals: an expression with parameters repeated in `group by` would not be the same expression.
  const bucketOrdinals = w.values.length > 0 ? [0] : []
  const ordinals = [...bucketOrdinals, ...keys.map((_, i) => i + 1)].map((i) => ordinal(i + 1))
  const group = ordinals.length > 0 ? sql` group by ${join(ordinals)}` : sql``
  return sql`select ${join([sql`${w} as w`, ...keys, ...columns])} from (${fact.rows(c, dated?.stretch)}) f ${joins}
    where ${conjunction(conditions.filter((each) => each !== undefined))}${group}`
}

/** The named joins and those they stand on, each once, in order. */
export function joinsFor(fact: Fact, c: FactContext, names: readonly string[]): Sql {
  const ordered = new Set<string>()
  const add = (name: string): void => {
    const found = fact.joins?.[name]
    if (!found) throw new Error(`fact ${fact.id} has no join “${name}”`)
    if (ordered.has(name)) return
    for (const before of found.after ?? []) add(before)
    ordered.add(name)
  }
  for (const name of names) add(name)
  const parts = [...ordered].flatMap((name) => fact.joins?.[name]?.sql(c) ?? [])
  return parts.length > 0 ? join(parts, ' ') : sql``
}

export function filterCondition({ values, except }: Filter, dimension: Dimension): Sql {
  const wanted = values.filter((value) => value !== null).map((value) => value.toLowerCase())
  const key = sql`(${dimension.key})::text`
  const read = dimension.name ? sql`lower((${dimension.name})::text) = any(${wanted}::text[])` : sql`false`
  const named = sql`(lower(${key}) = any(${wanted}::text[]) or ${read})`
  const kept = values.includes(null) ? sql`(${named} or ${key} is null)` : named
  return except ? sql`coalesce(not ${kept}, true)` : kept
}

interface Buckets {
  readonly bounds: readonly Temporal.Instant[]
  /** Bucket (1 = from the first bound to the second) → window. */
  readonly windows: ReadonlyMap<number, number>
}

/** Several periods of events seen from one instant, none overlapping: they can share one pass. */
function bucketsOf({ fact, windows }: Selection, zone: string): Buckets | undefined {
  const asOf = windows[0]?.asOf
  if (windows.length < 2 || fact.time !== 'event' || fact.at?.type !== 'instant' || !asOf) return undefined
  if (windows.some((window) => !window.asOf.equals(asOf))) return undefined
  const stretches = windows
    .map((window, index) => ({ index, ...stretchOf(window, zone) }))
    .sort((a, b) => Temporal.Instant.compare(a.from, b.from))
  const bounds: Temporal.Instant[] = []
  const buckets = new Map<number, number>()
  for (const { index, from, to } of stretches) {
    const last = bounds.at(-1)
    const order = last ? Temporal.Instant.compare(last, from) : -1
    if (order > 0 || Temporal.Instant.compare(from, to) >= 0) return undefined
    if (order < 0) bounds.push(from)
    buckets.set(bounds.length, index)
    bounds.push(to)
  }
  return { bounds, windows: buckets }
}

function bucketed(
  selection: Selection,
  snapshot: SsotSnapshot,
  settings: EngineSettings,
  { bounds, windows }: Buckets,
): ComposedSelect {
  const [first] = selection.windows
  const from = bounds[0]
  const to = bounds.at(-1)
  const column = selection.fact.at?.column
  if (!first || !from || !to || !column) throw new Error('no windows to select')
  const c = factContext(snapshot, settings, first)
  const texts = bounds.map((bound) => bound.toString())
  const w = sql`width_bucket(${column}, ${texts}::timestamptz[])`
  const query = oneSelect(selection, c, snapshot, settings, w, within(column, from, to), () => true)
  return { query, windowOf: (bucket) => windows.get(bucket) ?? -1 }
}
