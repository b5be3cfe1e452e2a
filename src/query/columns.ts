import type { Aggregate, BaseMetric } from '../define/metric.ts'
import type { FactContext } from '../ssot/fact.ts'
import { identifier, join, ordinal, type Sql, sql } from '../ssot/sql.ts'
import type { Listing } from './listing.ts'

/** The aggregates of one metric, each under a name of its own in the statement. */
export function aggregateColumns(metric: BaseMetric, index: number, c: FactContext): Sql[] {
  const of = (aggregate: Aggregate): Sql => (typeof aggregate === 'function' ? aggregate(c) : aggregate)
  const as = (name: string, value: Sql): Sql => sql`${value} as ${identifier(columnName(index, name))}`
  const extras = [
    ...(metric.leftOut ?? []).map(({ count }, i) => as(`left_out_${i}`, of(count))),
    ...(metric.beside ?? []).map(({ value }, i) => as(`beside_${i}`, of(value))),
  ]
  const n = metric.n ? of(metric.n) : sql`count(*)`
  switch (metric.kind) {
    case 'sum':
      return [as('value', of(metric.value)), as('n', n), ...extras]
    case 'ratio':
      return [as('numerator', of(metric.numerator)), as('denominator', of(metric.denominator)), as('n', n), ...extras]
    case 'duration': {
      const rows = metric.where ? of(metric.where) : sql`true`
      const counted = sql`filter (where ${rows} and ${metric.duration} >= 0)`
      const at = (p: number): Sql => sql`percentile_cont(${p}) within group (order by ${metric.duration}) ${counted}`
      return [
        as('value', at(0.5)),
        as('p90', at(0.9)),
        as('n', sql`count(*) ${counted}`),
        as('negative', sql`count(*) filter (where ${rows} and ${metric.duration} < 0)`),
        ...extras,
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
