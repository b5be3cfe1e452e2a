import type { BaseMetric, Measure, RowSql } from '../define/metric.ts'
import type { FactContext } from '../ssot/fact.ts'
import { identifier, join, ordinal, type Sql, sql } from '../ssot/sql.ts'
import type { Listing } from './listing.ts'

/** SQL for the window. */
export const inWindow = (row: RowSql, c: FactContext): Sql => (typeof row === 'function' ? row(c) : row)

/** `filter (where …)`, or nothing where every row counts. */
const filterOf = (conditions: readonly (Sql | undefined)[]): Sql => {
  const given = conditions.filter((each) => each !== undefined)
  return given.length > 0 ? sql` filter (where ${join(given, ' and ')})` : sql``
}

const whereOf = ({ where }: Measure, c: FactContext): Sql | undefined => where && sql`(${inWindow(where, c)})`

const counted = (measure: Measure, c: FactContext): Sql => sql`count(*)${filterOf([whereOf(measure, c)])}`

const summed = (measure: Measure, c: FactContext): Sql =>
  measure.of
    ? sql`sum(${inWindow(measure.of, c)})${filterOf([whereOf(measure, c)])}${timesOf(measure)}`
    : counted(measure, c)

/** Once for the sum, not for each of its rows. */
export const timesOf = ({ times }: Measure): Sql => (times === undefined ? sql`` : sql` * ${ordinal(times)}`)

/** What a metric's rows are counted by: its value, or its denominator. */
export const basisOf = (metric: BaseMetric): Measure => {
  switch (metric.kind) {
    case 'sum':
      return metric.value
    case 'ratio':
      return metric.denominator
    case 'duration':
      return metric.where ? { where: metric.where } : {}
  }
}

/** More conditions than these cost more to try on every row than the rows that they keep away. */
const mostConditions = 3

/**
 * Conditions of which every row that some aggregate of the metrics looks at meets one; undefined where any row may count.
 * With them in the `where`, the others are never read, and indexes may serve.
 */
export function countedConditions(metrics: readonly BaseMetric[], c: FactContext): Sql[] | undefined {
  const known = new Map<string, Sql>()
  for (const metric of metrics) {
    const measures = measuresOf(metric)
    if (!measures) return undefined
    for (const { where } of measures) {
      if (!where) return undefined
      const condition = inWindow(where, c)
      known.set(JSON.stringify([condition.text, condition.values]), condition)
    }
  }
  return known.size > mostConditions ? undefined : [...known.values()]
}

/** All that the columns of a metric count; undefined where it has aggregates over any rows. */
function measuresOf(metric: BaseMetric): readonly Measure[] | undefined {
  const { n, leftOut = [], beside = [], named } = metric
  const besides = beside.flatMap(({ value }) => ('aggregate' in value ? [] : [value]))
  if (named || besides.length < beside.length || (n && 'aggregate' in n)) return undefined
  return [
    basisOf(metric),
    ...(metric.kind === 'ratio' ? [metric.numerator] : []),
    ...(n ? [n] : []),
    ...leftOut,
    ...besides,
  ]
}

/** The measure whose rows may lack what they should add. */
const mayLack = (metric: BaseMetric): Measure | undefined =>
  metric.kind === 'sum' ? metric.value : metric.kind === 'ratio' ? metric.numerator : undefined

/**
 * The aggregates of one metric, each under a name of its own in the statement; nulls of the same names and types where
 * the metric is `wanted` in another window only.
 */
export function aggregateColumns(metric: BaseMetric, index: number, c: FactContext, wanted: boolean): Sql[] {
  return columnsOf(metric, c).map(([name, value, type]) => {
    const column = wanted ? value : type === 'text' ? sql`null::text` : sql`null::numeric`
    return sql`${column} as ${identifier(columnName(index, name))}`
  })
}

type Column = readonly [name: string, value: Sql, type?: 'text']

function columnsOf(metric: BaseMetric, c: FactContext): Column[] {
  const lacking = mayLack(metric)
  const { of } = lacking ?? {}
  const basis = basisOf(metric)
  const n = metric.n && 'aggregate' in metric.n ? inWindow(metric.n.aggregate, c) : counted(metric.n ?? basis, c)
  const { estimated } = metric.fact
  return [
    ...figureColumns(metric, c),
    ...(metric.kind === 'duration' && !metric.n ? [] : [['n', n] as const]),
    ...(metric.missing && lacking && of
      ? [['missing', sql`count(*)${filterOf([whereOf(lacking, c), sql`(${inWindow(of, c)}) is null`])}`] as const]
      : []),
    ...(metric.leftOut ?? []).map(
      ({ where }, i): Column => [`left_out_${i}`, sql`count(*) filter (where ${inWindow(where, c)})`],
    ),
    ...(metric.beside ?? []).map(({ value }, i): Column => {
      const column = 'aggregate' in value ? inWindow(value.aggregate, c) : sql`coalesce(${summed(value, c)}, 0)`
      return [`beside_${i}`, column]
    }),
    ...(metric.named ? [['names', inWindow(metric.named.names, c), 'text'] as const] : []),
    // Only the past can be an estimate, and only where there is a history to be carried back.
    ...(estimated
      ? [
          [
            'estimated',
            c.past && c.has('opportunity_history') ? sql`count(*)${filterOf([whereOf(basis, c), estimated])}` : sql`0`,
          ] as const,
        ]
      : []),
  ]
}

function figureColumns(metric: BaseMetric, c: FactContext): Column[] {
  switch (metric.kind) {
    case 'sum':
      return [['value', summed(metric.value, c)]]
    case 'ratio':
      return [
        ['numerator', summed(metric.numerator, c)],
        ['denominator', summed(metric.denominator, c)],
      ]
    case 'duration': {
      const duration = inWindow(metric.duration, c)
      const rows = metric.where && sql`(${inWindow(metric.where, c)})`
      const usable = filterOf([rows, sql`${duration} >= 0`])
      const at = (p: number): Sql => sql`percentile_cont(${p}) within group (order by ${duration})${usable}`
      return [
        ['value', at(0.5)],
        ['p90', at(0.9)],
        ...(metric.n ? [] : [['n', sql`count(*)${usable}`] as const]),
        ['negative', sql`count(*)${filterOf([rows, sql`${duration} < 0`])}`],
      ]
    }
  }
}

/** The first rows of a listing and the number of all, as one aggregate: it costs no second pass over the fact. */
export function listedColumn({ columns, where, orderBy }: Listing<unknown>, limit: number, c: FactContext): Sql {
  const pairs = Object.entries(columns).map(
    ([name, value]) => sql`${name}::text, ${typeof value === 'function' ? value(c) : value}`,
  )
  const which = where ? sql`filter (where ${where(c)})` : sql``
  return sql`json_build_object('total', count(*) ${which}, 'rows', coalesce(to_json(
    (array_agg(json_build_object(${join(pairs)}) order by ${orderBy}) ${which})[1:${ordinal(limit)}]), '[]')) as listed`
}

export const columnName = (index: number, name: string): string => `m${index}_${name}`
