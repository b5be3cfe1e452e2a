import { join, type Sql, sql } from '../sql.ts'
import type { Helper } from './functions.ts'
import { type LandedTable, landedOrigins } from './landing.ts'
import type { Column, Kind, Origin } from './shape.ts'
import { name } from './text.ts'

/** A landed column read as the kind that is wanted. */
export interface Typed {
  readonly sql: Sql
  /** What it is called where it was landed. */
  readonly label: string
  /** Set where text is read as something else: what the text is, and with which functions. */
  readonly raw?: Sql
  readonly helpers: readonly Helper[]
}

export interface TypedFor {
  readonly zone: string
  /** The SSOT's schema, in which the helper functions stand. */
  readonly schema: string
}

/** Undefined where the column is not landed, or landed as something that cannot be read as this kind. */
export function typed(column: Column, table: LandedTable, context: TypedFor): Typed | undefined {
  for (const wanted of column.from) {
    const found = landedOrigins(table, [wanted]).flatMap((origin) => {
      const one = readOrigin(origin, column.kind, table, context)
      return one ? [one] : []
    })
    if (found.length > 0) return together(found)
  }
  return undefined
}

/** A customer who changed the spelling half-way has the same column twice: the first that is not null is meant. */
function together(found: readonly Typed[]): Typed {
  const [first, ...more] = found
  if (!first || more.length > 0) {
    const raws = found.flatMap(({ raw }) => (raw ? [raw] : []))
    return {
      sql: sql`coalesce(${join(found.map((each) => each.sql))})`,
      label: found.map(({ label }) => label).join(' / '),
      helpers: found.flatMap(({ helpers }) => helpers),
      ...(raws.length === found.length ? { raw: sql`coalesce(${join(raws)})` } : {}),
    }
  }
  return first
}

function readOrigin(origin: Origin, kind: Kind, table: LandedTable, context: TypedFor): Typed | undefined {
  if (typeof origin === 'string') {
    const type = table.columns.get(origin) ?? ''
    const family = families[type]
    const value = family === 'text' && type !== 'text' ? sql`${name(origin)}::text` : name(origin)
    return family && converted(value, family, kind, origin, context)
  }
  const path = sql`${name(origin.json)} ->> ${origin.key}`
  if (kind !== 'json') return converted(path, 'text', kind, `${origin.json}.${origin.key}`, context)
  return {
    sql: sql`(${name(origin.json)} -> ${origin.key})::jsonb`,
    label: `${origin.json}.${origin.key}`,
    helpers: [],
  }
}

type Family = 'text' | 'whole' | 'exact' | 'float' | 'bool' | 'instant' | 'local' | 'day' | 'json'

const families: Readonly<Record<string, Family>> = {
  text: 'text',
  'character varying': 'text',
  character: 'text',
  citext: 'text',
  uuid: 'text',
  smallint: 'whole',
  integer: 'whole',
  bigint: 'whole',
  numeric: 'exact',
  'double precision': 'float',
  real: 'float',
  boolean: 'bool',
  'timestamp with time zone': 'instant',
  'timestamp without time zone': 'local',
  date: 'day',
  json: 'json',
  jsonb: 'json',
}

type Conversion = (value: Sql, zone: string) => Sql
const asIs: Conversion = (value) => value
const cast =
  (type: Sql): Conversion =>
  (value) =>
    sql`${value}::${type}`

/** How each kind is read from each family of PostgreSQL's types; text is read by the helper functions. */
const conversions: Readonly<Record<Kind, Readonly<Partial<Record<Family, Conversion | Helper>>>>> = {
  text: {
    text: (value) => sql`nullif(${value}, '')`,
    whole: cast(sql`text`),
    exact: (value) => sql`trim_scale(${value})::text`,
    float: (value) => sql`trim_scale(${value}::numeric)::text`,
    bool: cast(sql`text`),
  },
  numeric: { whole: cast(sql`numeric`), exact: asIs, float: cast(sql`numeric`), text: 'landed_number' },
  int: {
    whole: (value) => sql`least(${value}, 2147483647)::int`,
    exact: (value) => sql`least(${value}, 2147483647)::int`,
    float: (value) => sql`least(${value}, 2147483647)::int`,
    text: 'landed_number',
  },
  bool: { bool: asIs, text: 'landed_bool', whole: (value) => sql`${value} <> 0`, exact: (value) => sql`${value} <> 0` },
  instant: {
    instant: asIs,
    // Connectors land UTC, with or without saying so.
    local: (value) => sql`${value} at time zone 'UTC'`,
    day: (value, zone) => sql`${value}::timestamp at time zone ${zone}`,
    text: 'landed_instant',
    whole: 'landed_instant',
    exact: 'landed_instant',
    float: 'landed_instant',
  },
  // A calendar day landed with a time has midnight UTC for it: another zone would move it.
  day: {
    day: asIs,
    local: cast(sql`date`),
    instant: (value) => sql`(${value} at time zone 'UTC')::date`,
    text: 'landed_day',
  },
  json: { json: cast(sql`jsonb`) },
}

function converted(
  value: Sql,
  family: Family,
  kind: Kind,
  label: string,
  { zone, schema }: TypedFor,
): Typed | undefined {
  const conversion = conversions[kind][family]
  if (conversion === undefined) return undefined
  if (typeof conversion === 'function') return { sql: conversion(value, zone), label, helpers: [] }
  const raw = family === 'text' ? value : sql`trim_scale(${value}::numeric)::text`
  const read = sql`${name(schema, conversion)}(${raw})`
  return {
    sql: kind === 'int' ? sql`least(${read}, 2147483647)::int` : read,
    label,
    raw,
    helpers: [conversion],
  }
}
