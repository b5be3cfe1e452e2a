import { z } from 'zod'
import type { Words } from '../define/words.ts'
import { type ColumnType, type RelationName, relationContract, relationNames } from './contract.ts'
import type { SsotPool } from './pool.ts'
import { sql } from './sql.ts'
import { withExamples } from './wrong-types.ts'

/** What stands in the way of a relation or column, in words for the person who maps the SSOT. */
export interface ContractProblem {
  readonly relation: RelationName
  readonly column?: string
  readonly kind: 'missing_relation' | 'missing_column' | 'wrong_type'
  /** The product cannot start without it. */
  readonly fatal: boolean
  readonly words: Words
  /** The key of one row of a column of a wrong type. */
  readonly example?: string
}

/** The SSOT's relations as they are: PostgreSQL's type name per column. */
export type ActualColumns = ReadonlyMap<string, ReadonlyMap<string, string>>

export interface Inspection {
  readonly schema: string
  readonly actual: ActualColumns
  readonly problems: readonly ContractProblem[]
}

const catalogRow = z.object({ relation: z.string(), column: z.string(), type: z.string() })

/** Reads the catalogue of the SSOT's schema and holds it against the contract. */
export async function inspectSsot(pool: Pick<SsotPool, 'query'>, schema: string): Promise<Inspection> {
  const rows = await pool.query(
    sql`
      select c.relname as relation, a.attname as column, format_type(a.atttypid, null) as type
      from pg_catalog.pg_class c
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where n.nspname = ${schema} and c.relkind in ('r', 'v', 'm', 'p', 'f')`,
    catalogRow,
  )
  const actual = new Map<string, Map<string, string>>()
  for (const { relation, column, type } of rows) {
    const columns = actual.get(relation) ?? new Map<string, string>()
    actual.set(relation, columns.set(column, type))
  }
  const problems = relationNames.flatMap((name) => problemsOf(schema, name, actual.get(name)))
  return { schema, actual, problems: await withExamples(pool, schema, actual, problems) }
}

function problemsOf(
  schema: string,
  relation: RelationName,
  columns: ReadonlyMap<string, string> | undefined,
): ContractProblem[] {
  const { required, columns: expected } = relationContract(relation)
  if (!columns) {
    const name = `${schema}.${relation}`
    const words = {
      en: `${name} does not exist${required ? ', and the product needs it' : ''}`,
      ja: required ? `${name}がありません（必須です）` : `${name}がありません`,
    }
    return [{ relation, kind: 'missing_relation', fatal: required, words }]
  }
  return Object.entries(expected).flatMap(([column, spec]): ContractProblem[] => {
    const type = columns.get(column)
    const fatal = required && spec.required
    const name = `${schema}.${relation}.${column}`
    if (type === undefined) {
      const words = spec.required
        ? {
            en: `${name} does not exist: the contract needs it as ${spec.type}`,
            ja: `${name}がありません（契約では${spec.type}型で必要です）`,
          }
        : {
            en: `${name} does not exist: what needs it is not connected`,
            ja: `${name}がありません：これを使う項目は未接続です`,
          }
      return [{ relation, column, kind: 'missing_column', fatal, words }]
    }
    if (readable(spec.type, type)) return []
    const zoneless = type === 'timestamp without time zone'
    const zoned = `"${column} at time zone '…'"`
    const words = {
      en: `${name} is ${type}: the contract needs ${spec.type}${zoneless ? ` (map it with ${zoned})` : ''}`,
      ja: `${name}が${type}型です：契約では${spec.type}型${zoneless ? `（${zoned}で変換してください）` : ''}`,
    }
    return [{ relation, column, kind: 'wrong_type', fatal, words }]
  })
}

const families: Record<ColumnType, readonly string[]> = {
  text: ['text', 'character varying', 'character', 'citext', '"char"', 'name'],
  'text[]': ['text[]', 'character varying[]'],
  numeric: ['numeric', 'integer', 'bigint', 'smallint', 'double precision', 'real'],
  int: ['integer', 'bigint', 'smallint', 'numeric'],
  bool: ['boolean'],
  timestamptz: ['timestamp with time zone', 'date'],
  date: ['date', 'timestamp with time zone'],
}

/** Whether a column of PostgreSQL's `type` can stand for the contract's; days and instants are converted on the way. */
export const readable = (wanted: ColumnType, type: string): boolean => families[wanted].includes(type)
