import { join, type Sql, sql } from '../sql.ts'
import type { Helper } from './functions.ts'
import { type LandedTable, landedOrigins } from './landing.ts'
import { type Column, type Kind, type Origin, wholeRow } from './shape.ts'
import { name } from './text.ts'

/** Text that is read as something else, and what is read of it. */
export interface ParsedText {
  /** What it is called where it was landed. */
  readonly label: string
  readonly raw: Sql
  readonly read: Sql
}

/** A landed column read as the kind that is wanted. */
export interface Typed {
  readonly sql: Sql
  readonly parsed: readonly ParsedText[]
  readonly helpers: readonly Helper[]
}

export interface TypedFor {
  readonly zone: string
  /** The SSOT's schema, in which the helper functions stand. */
  readonly schema: string
}

/** Undefined where the column is not landed, or landed as something that cannot be read as this kind. */
export function typed(column: Column, table: LandedTable, context: TypedFor): Typed | undefined {
  const found: Typed[] = []
  for (const wanted of column.from) {
    const origins = landedOrigins(table, [wanted])
    found.push(...origins.flatMap((origin) => readOrigin(origin, column.kind, table, context) ?? []))
    // A column is there or not; whether a row's JSON has a key, only the row can say.
    if (found.length > 0 && origins.some((origin) => typeof origin === 'string')) break
  }
  const [first, ...more] = found
  if (!first || more.length === 0) return first
  return {
    sql: sql`coalesce(${join(found.map((each) => each.sql))})`,
    parsed: found.flatMap(({ parsed }) => parsed),
    helpers: found.flatMap(({ helpers }) => helpers),
  }
}

function readOrigin(origin: Origin, kind: Kind, table: LandedTable, context: TypedFor): Typed | undefined {
  if (origin === wholeRow) return { sql: sql`to_jsonb(${name(table.name)})`, parsed: [], helpers: [] }
  if (typeof origin === 'string') {
    const type = table.columns.get(origin) ?? ''
    const family = families[type]
    const value = family === 'text' && type !== 'text' ? sql`${name(origin)}::text` : name(origin)
    return family && converted(value, family, kind, origin, context)
  }
  return converted(sql`${name(origin.json)} ->> ${origin.key}`, 'text', kind, `${origin.json}.${origin.key}`, context)
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

const asText = {
  whole: cast(sql`text`),
  exact: (value: Sql) => sql`trim_scale(${value})::text`,
  float: (value: Sql) => sql`trim_scale(${value}::numeric)::text`,
  bool: cast(sql`text`),
}

/** How each kind is read from each family of PostgreSQL's types; text is read by the helper functions. */
const conversions: Readonly<Record<Kind, Readonly<Partial<Record<Family, Conversion | Helper>>>>> = {
  id: { ...asText, text: asIs },
  text: {
    ...asText,
    text: (value) => sql`nullif(${value}, '')`,
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
  if (typeof conversion === 'function') return { sql: conversion(value, zone), parsed: [], helpers: [] }
  const raw = family === 'text' ? value : sql`trim_scale(${value}::numeric)::text`
  const text = sql`${name(schema, conversion)}(${raw})`
  const read = kind === 'int' ? sql`least(${text}, 2147483647)::int` : text
  return { sql: read, parsed: [{ label, raw, read }], helpers: [conversion] }
}
