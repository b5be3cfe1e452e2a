import type { RelationName } from '../contract.ts'
import { join, type Sql, sql } from '../sql.ts'
import type { Connector } from './define.ts'
import type { Helper } from './functions.ts'
import { type Landing, landedAs } from './landing.ts'
import { name, statement } from './text.ts'
import { type TypedFor, typed } from './typed.ts'

/** Each connector has a freshness of its own, so that several can share the contract's one relation. */
export const freshnessOf = (connector: string): string => `freshness_${connector.replaceAll('-', '_')}`

/** When the latest row of a connector was synced, and the relations it feeds; undefined where its tables do not say. */
export function connectorFreshness(
  connector: Connector,
  landing: Landing,
  relations: readonly RelationName[],
  context: TypedFor,
): { readonly text: string; readonly helpers: readonly Helper[] } | undefined {
  const helpers: Helper[] = []
  const selects = connector.freshness.flatMap((shape): Sql[] => {
    const table = landedAs(landing, shape)
    const synced = table && shape.columns.synced && typed(shape.columns.synced, table, context)
    if (!synced) return []
    helpers.push(...synced.helpers)
    return [sql`select max(${synced.sql}) as synced_at from ${name(table.schema, table.name)}`]
  })
  if (selects.length === 0) return undefined
  const text = statement(sql`create or replace view ${name(context.schema, freshnessOf(connector.name))} as
select ${connector.name}::text as source, max(synced_at) as synced_at, ${relations} as relations
from (
  ${join(selects, '\n  union all ')}
) synced`)
  return { text, helpers }
}

/** The contract's relation: whatever stands under `freshness_…`, a person's own tables included. */
export const allFreshness = (schema: string, sources: readonly string[]): string =>
  statement(sql`create or replace view ${name(schema, 'freshness')} as
${join(
  sources.map((source) => sql`select source, synced_at, relations from ${name(schema, source)}`),
  '\nunion all ',
)}`)
