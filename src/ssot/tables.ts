import { type ColumnType, type RelationName, relationContract, relationNames } from './contract.ts'
import { type Inspection, readable } from './inspect.ts'
import { identifier, join, type Sql, sql } from './sql.ts'

/** `relation` or `relation.column`: what a KPI cannot do without. */
export type Need = RelationName | `${RelationName}.${string}`

/** The contract's relations as SQL to select from; what is missing or mistyped reads as null. */
export interface Tables extends Readonly<Record<RelationName, Sql>> {}

export interface MappedSsot {
  readonly tables: Tables
  /** Whether a relation, or one column of it, is there and readable. */
  has(need: Need): boolean
}

/** Extra text columns that configuration names as dimensions, by relation. */
export type ExtraColumns = Readonly<Partial<Record<RelationName, readonly string[]>>>

/** What is there, but whose view cannot compute it. */
export interface Unusable {
  readonly needs: readonly Need[]
  /**
   * Whether such a column reads as null. Otherwise a statement that uses it without having asked for it fails: an end that
   * cannot be read is not an end that is missing.
   */
  readonly asNull: boolean
}

export function mapTables(
  inspection: Inspection,
  zone: string,
  extra: ExtraColumns = {},
  unusable: Unusable = { needs: [], asNull: false },
): MappedSsot {
  const hidden = new Set<string>(unusable.needs)
  const usable = (relation: RelationName, column: string): boolean =>
    there(relation, column) && !hidden.has(relation) && !hidden.has(`${relation}.${column}`)
  const there = (relation: RelationName, column: string): boolean => {
    const type = inspection.actual.get(relation)?.get(column)
    const spec = relationContract(relation).columns[column]
    return type !== undefined && (spec ? readable(spec.type, type) : (extra[relation]?.includes(column) ?? false))
  }
  /** A relation without one of its required columns answers nothing rather than something wrong. */
  const connected = (relation: RelationName): boolean =>
    Object.entries(relationContract(relation).columns).every(([name, spec]) => !spec.required || usable(relation, name))

  const entries = relationNames.map((relation) => [
    relation,
    tableSql(inspection, relation, connected(relation), unusable.asNull ? usable : there, zone, extra[relation] ?? []),
  ])
  const answers = (need: Need): boolean => {
    const [relation, column] = need.split('.') as [RelationName, string?]
    return connected(relation) && (column === undefined || usable(relation, column))
  }
  // Every figure of every answer asks.
  const known = new Map<Need, boolean>()
  return {
    tables: Object.fromEntries(entries) as unknown as Tables,
    has(need) {
      const answer = known.get(need) ?? answers(need)
      known.set(need, answer)
      return answer
    },
  }
}

function tableSql(
  inspection: Inspection,
  relation: RelationName,
  connected: boolean,
  usable: (relation: RelationName, column: string) => boolean,
  zone: string,
  extra: readonly string[],
): Sql {
  const columns = inspection.actual.get(relation)
  const contracted = Object.entries(relationContract(relation).columns)
  if (!connected || !columns) {
    const nulls = contracted.map(([name, { type }]) => sql`${nullOf(type)} as ${identifier(name)}`)
    return sql`(select ${join([...nulls, ...extra.map((name) => sql`null::text as ${identifier(name)}`)])} where false)`
  }
  const complete =
    contracted.every(([name, { type }]) => columns.get(name) === canonical[type] && usable(relation, name)) &&
    extra.every((name) => usable(relation, name))
  if (complete) return identifier(inspection.schema, relation)
  const selected = contracted.map(([name, { type }]) => {
    if (!usable(relation, name)) return sql`${nullOf(type)} as ${identifier(name)}`
    return sql`${converted(identifier(name), type, columns.get(name), zone)} as ${identifier(name)}`
  })
  const rest = extra.map((name) => (usable(relation, name) ? identifier(name) : sql`null::text as ${identifier(name)}`))
  return sql`(select ${join([...selected, ...rest])} from ${identifier(inspection.schema, relation)})`
}

const canonical: Record<ColumnType, string> = {
  text: 'text',
  'text[]': 'text[]',
  numeric: 'numeric',
  int: 'integer',
  bool: 'boolean',
  timestamptz: 'timestamp with time zone',
  date: 'date',
}

const nulls: Record<ColumnType, Sql> = {
  text: sql`null::text`,
  'text[]': sql`null::text[]`,
  numeric: sql`null::numeric`,
  int: sql`null::int`,
  bool: sql`null::bool`,
  timestamptz: sql`null::timestamptz`,
  date: sql`null::date`,
}
const nullOf = (type: ColumnType): Sql => nulls[type]

/** A date-only instant is midnight in the company's time zone; an instant where a day is wanted is that zone's day. */
function converted(column: Sql, wanted: ColumnType, actual: string | undefined, zone: string): Sql {
  if (actual === canonical[wanted]) return column
  if (wanted === 'timestamptz') return sql`(${column}::timestamp at time zone ${zone})`
  if (wanted === 'date') return sql`(${column} at time zone ${zone})::date`
  if (wanted === 'text') return sql`${column}::text`
  if (wanted === 'numeric') return sql`${column}::numeric`
  return column
}
