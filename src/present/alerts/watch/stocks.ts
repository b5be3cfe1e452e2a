import { Temporal } from 'temporal-polyfill'
import { instants, spanBetween } from '../../../calendar/periods.ts'
import type { Context } from '../../../define/context.ts'
import type { Metric, RatioMetric, RowSql, SumMetric } from '../../../define/metric.ts'
import type { Watch } from '../../../define/rule.ts'
import { windowKey } from '../../../query/plan.ts'
import type { TimeWindow } from '../../../query/window.ts'
import type { Fact } from '../../../ssot/fact.ts'
import { type Sql, sql } from '../../../ssot/sql.ts'
import { direct } from './direct.ts'
import { type Figures, labelOf, seriesOf } from './series.ts'
import { daysOf } from './spans.ts'
import { isTold, looksAlike } from './told.ts'

/** Tells the instants apart that rows come or go at; no fact has a dimension of this name. */
const turned = 'turned at'

type Stretches = NonNullable<Fact['stretches']>
type Stock = SumMetric & { readonly fact: { readonly stretches: Stretches } }

/** Whether a stock's figures are those of rows that come and go. */
export const isStock = (metric: Metric): metric is Stock =>
  metric.kind === 'sum' && metric.fact.stretches !== undefined && !metric.joins && looksAlike(metric)

/**
 * A stock as it was seen from many instants, in one pass: what each row adds where it comes and takes away where it goes,
 * summed up from the first instant on. Deals are told by their history then; from where nothing has changed since, or
 * nothing tells, they are read as ever.
 */
export async function stockFigures(
  context: Context,
  metric: Stock,
  watch: Watch,
  wanted: readonly TimeWindow[],
  by: string | undefined,
): Promise<Figures> {
  const ofDeals = metric.fact.reads.includes('opportunity_history')
  const past = wanted.filter(({ asOf }) => !ofDeals || isTold(context, asOf))
  const others = wanted.filter((window) => !past.includes(window))
  const [together, apart] = await Promise.all([
    past.length > 0 ? summedUp(context, metric, watch, past, by) : undefined,
    others.length > 0 ? direct(context, metric, watch, others, by) : undefined,
  ])
  const inPast = new Set(past.map(windowKey))
  return {
    series: new Map([...(together?.series ?? []), ...(apart?.series ?? [])]),
    sample: (key, window) => (inPast.has(windowKey(window)) ? together : apart)?.sample(key, window),
  }
}

/** What is there: the value, rows in all, rows that count. */
type Stand = readonly [number, number, number]
const nothing: Stand = [0, 0, 0]

async function summedUp(
  context: Context,
  metric: Stock,
  { where = [] }: Watch,
  wanted: readonly TimeWindow[],
  by: string | undefined,
): Promise<Figures> {
  const { zone } = context.company.calendar
  const { compare } = Temporal.Instant
  // A state is looked at when the period ends, or before.
  const lookOf = ({ period, asOf }: TimeWindow): Temporal.Instant => {
    const { to } = instants(period, zone)
    return compare(asOf, to) < 0 ? asOf : to
  }
  const looks = [...new Set(wanted.map(lookOf).sort(compare).map(String))]
  const asOf = Temporal.Instant.from(looks.at(-1) ?? '')
  const day = asOf.toZonedDateTimeISO(zone).toPlainDate()
  const turns = turnsOf(metric, looks)
  const readings = await context.read({
    metrics: [turns],
    windows: [{ period: spanBetween(day, day.add({ days: 1 })), asOf }],
    where,
    by: [...(by === undefined ? [] : [by]), turned],
  })
  const found = readings.of(turns)
  if (found.some(({ reason }) => reason === 'not_connected')) return { series: new Map(), sample: () => undefined }

  const series = new Map<string | null, string>(by === undefined ? [[null, '']] : [])
  const changes = new Map<string | null, Map<number, Stand>>()
  for (const reading of found) {
    const key = seriesOf(reading, by)
    series.set(key, labelOf(reading, by))
    const known = changes.get(key) ?? new Map<number, Stand>()
    changes.set(
      key,
      known.set(Number(reading.keys.at(-1)), [reading.numerator ?? 0, reading.denominator ?? 0, reading.n]),
    )
  }
  const stands = new Map([...changes].map(([key, change]) => [key, standsOf(looks.map((_, i) => change.get(i)))]))
  const nth = new Map(looks.map((at, i) => [at, i]))
  return {
    series,
    sample(key, window) {
      const [value, rows, n] = stands.get(key)?.[nth.get(String(lookOf(window))) ?? -1] ?? nothing
      if (!series.has(key) || (by !== undefined && rows === 0)) return undefined
      return { value, n, numerator: value, denominator: null, days: daysOf(window) }
    },
  }
}

function standsOf(changes: readonly (Stand | undefined)[]): Stand[] {
  let stand = nothing
  return changes.map((change) => {
    if (change) stand = [stand[0] + change[0], stand[1] + change[1], stand[2] + change[2]]
    // What fractions leave behind when all of them are gone is nothing.
    if (stand[2] === 0) stand = [0, stand[1], 0]
    return stand
  })
}

/** What changes at each of the instants: of the value (numerator), the rows there (denominator) and those that count (n). */
function turnsOf({ value, n = value, fact, ...words }: Stock, looks: readonly string[]): RatioMetric {
  const { stretches, estimated: _, narrows: __, ...rest } = fact
  const at = sql`${looks}::timestamptz[]`
  const turning: Fact = {
    ...rest,
    rows: (c) => sql`
      select f.*, turn.nth as turns_at, turn.sign
      from (${stretches(c, at)}) f
      cross join lateral (values (coalesce(width_bucket(f.begins, ${at}), 0), 1), (width_bucket(f.ends, ${at}), -1)) turn (nth, sign)
      where turn.nth < cardinality(${at})`,
    dimensions: { ...rest.dimensions, [turned]: { key: sql`f.turns_at` } },
  }
  const { label, description, team, unit, better, needs } = words
  const counting = 'aggregate' in n ? value : n
  return {
    ...{ kind: 'ratio', label, description, team, unit, better, fact: turning, counts: unit !== 'money' },
    ...(needs ? { needs } : {}),
    numerator: { ...value, of: value.of ? sql`f.sign * ${plain(value.of)}` : sql`f.sign` },
    denominator: { of: sql`f.sign` },
    n: { aggregate: sql`coalesce(sum(f.sign) filter (where ${plain(counting.where ?? sql`true`)}), 0)` },
  }
}

/** SQL that is the same in every window, as a stock's is. */
function plain(row: RowSql): Sql {
  if (typeof row === 'function') throw new Error('a stock whose SQL differs by window has no turns')
  return row
}
