import { z } from 'zod'
import type { Fact, FactContext } from '../ssot/fact.ts'
import type { SsotSnapshot, SsotSource } from '../ssot/source.ts'
import { conjunction, identifier, join, ordinal, type Sql, sql } from '../ssot/sql.ts'
import { filterCondition, joinsFor } from './compose.ts'
import { datedIn } from './dated.ts'
import { dimensionFor } from './dimensions.ts'
import { missingOf } from './needs.ts'
import type { Filter } from './question.ts'
import { type Scope, scopeCondition } from './scope.ts'
import { type EngineSettings, factContext, type TimeWindow, windowFor } from './window.ts'

/** Rows of a fact, one by one: the deals or accounts behind an answer. */
export interface Listing<Row> {
  readonly fact: Fact
  readonly columns: Readonly<Record<string, Sql | ((c: FactContext) => Sql)>>
  readonly row: z.ZodType<Row>
  readonly joins?: readonly string[]
  readonly where?: (c: FactContext) => Sql
  readonly orderBy: Sql
}

export const defineListing = <Row>(listing: Listing<Row>): Listing<Row> => listing

/** The first rows in order, and how many there are in all. */
export interface Page<Row> {
  readonly rows: readonly Row[]
  readonly total: number
}

export interface ListRequest {
  readonly window: TimeWindow
  readonly scope: Scope
  readonly where: readonly Filter[]
  readonly limit: number
  readonly offset?: number
}

/** A page as `listedColumn` brings it, beside figures. */
export const listedPage = z.object({ rows: z.array(z.unknown()), total: z.number() })

const counted = z.looseObject({ total_rows: z.number() })

/** Reads a page. People who see aggregates only get no rows, except of facts that are open to them. */
export async function readListing<Row>(
  source: SsotSource,
  settings: EngineSettings,
  listing: Listing<Row>,
  request: ListRequest,
  known?: SsotSnapshot,
): Promise<Page<Row>> {
  const snapshot = known ?? (await source.snapshot())
  if (request.scope.kind === 'aggregates' && !listing.fact.open) return { rows: [], total: 0 }
  if (missingOf(listing.fact, snapshot)) return { rows: [], total: 0 }
  const rows = await source.query(composeListing(listing, request, snapshot, settings), counted)
  return { rows: rows.map((row) => listing.row.parse(row)), total: rows[0]?.total_rows ?? 0 }
}

function composeListing<Row>(
  listing: Listing<Row>,
  { window, scope, where, limit, offset = 0 }: ListRequest,
  snapshot: SsotSnapshot,
  settings: EngineSettings,
): Sql {
  const { fact } = listing
  const seen = windowFor(fact, window, settings.zone)
  const c = factContext(snapshot, settings, seen)
  const inScope = scopeCondition(fact, scope, snapshot.people)
  const filters = where.map((filter) => ({
    filter,
    dimension: dimensionFor({ fact, name: filter.dimension, scope, mapped: snapshot.mapped, settings }),
  }))
  const joins = joinsFor(fact, c, [
    ...(listing.joins ?? []),
    ...filters.flatMap(({ dimension }) => dimension.joins ?? []),
    ...(inScope?.joins ?? []),
  ])
  const columns = Object.entries(listing.columns).map(([name, value]) => {
    const column = typeof value === 'function' ? value(c) : value
    return sql`${column} as ${identifier(name)}`
  })
  const dated = datedIn(fact, seen, settings.zone)
  const conditions = [
    dated?.condition,
    inScope?.condition,
    listing.where?.(c),
    ...filters.map(({ filter, dimension }) => filterCondition(filter, dimension)),
  ].filter((each) => each !== undefined)
  return sql`select ${join(columns)}, count(*) over () as total_rows from (${fact.rows(c, dated?.stretch)}) f ${joins}
    where ${conjunction(conditions)} order by ${listing.orderBy} limit ${ordinal(limit)} offset ${ordinal(offset)}`
}
