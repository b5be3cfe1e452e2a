import { z } from 'zod'
import type { SsotPool } from '../pool.ts'
import { sql } from '../sql.ts'
import { type Origin, type Shape, wholeRow } from './shape.ts'

/** A table as a connector landed it: PostgreSQL's type name per column. */
export interface LandedTable {
  readonly schema: string
  readonly name: string
  readonly columns: ReadonlyMap<string, string>
}

/** What stands in the schema a connector lands in, and in the one beside it that history mode lands in. */
export interface Landing {
  readonly schema: string
  readonly tables: readonly LandedTable[]
}

const catalogRow = z.object({ schema: z.string(), relation: z.string(), column: z.string(), type: z.string() })

export async function inspectLanding(database: Pick<SsotPool, 'query'>, schema: string): Promise<Landing> {
  const rows = await database.query(
    sql`
      select n.nspname as schema, c.relname as relation, a.attname as column, format_type(a.atttypid, null) as type
      from pg_catalog.pg_class c
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where n.nspname in (${schema}, ${historySchema(schema)}) and c.relkind in ('r', 'v', 'm', 'p', 'f')
      order by 1, 2, a.attnum`,
    catalogRow,
  )
  const tables = new Map<string, { schema: string; name: string; columns: Map<string, string> }>()
  for (const { schema: from, relation, column, type } of rows) {
    const key = `${from}.${relation}`
    const table = tables.get(key) ?? { schema: from, name: relation, columns: new Map() }
    table.columns.set(column, type)
    tables.set(key, table)
  }
  return { schema, tables: [...tables.values()] }
}

const historySchema = (schema: string): string => `${schema}_history`

/** The landed table that has a shape; the landing schema comes before the one for history. */
export function landedAs(landing: Landing, shape: Shape): LandedTable | undefined {
  const schemas = [landing.schema, ...(shape.history ? [historySchema(landing.schema)] : [])]
  const has = (table: LandedTable, mark: string): boolean => spelled(table, mark).length > 0
  for (const schema of schemas) {
    for (const wanted of shape.tables) {
      const found = landing.tables.filter((table) => table.schema === schema && fold(table.name) === fold(wanted))
      const marked = found.find((table) => (shape.marks ?? []).every((mark) => has(table, mark)))
      if (marked) return marked
    }
  }
  return undefined
}

/** The landed columns that a name stands for: `stage_name` is also `StageName` and `stagename`; the plainest first. */
function spelled(table: LandedTable, wanted: string): readonly string[] {
  const found = [...table.columns.keys()].filter((column) => fold(column) === fold(wanted))
  return found.sort((a, b) => Number(b === wanted) - Number(a === wanted))
}

/** Where a column is landed: under these names, of which the first that is not null is read; empty when nowhere. */
export function landedOrigins(table: LandedTable, origins: readonly Origin[]): readonly Origin[] {
  for (const origin of origins) {
    if (origin === wholeRow) return [wholeRow]
    if (typeof origin === 'string') {
      const names = spelled(table, origin)
      if (names.length > 0) return names
    } else {
      const [json] = spelled(table, origin.json)
      if (json !== undefined && /^jsonb?$/.test(table.columns.get(json) ?? '')) return [{ json, key: origin.key }]
    }
  }
  return []
}

/** Connectors and their customers spell Salesforce's `StageName` in three ways; they differ in case and underscores. */
const fold = (name: string): string => name.toLowerCase().replaceAll('_', '')
