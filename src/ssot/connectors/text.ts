import pg from 'pg'
import { raw } from 'sql-template-tag'
import { type Sql, sql } from '../sql.ts'

/** What DDL needs beyond the `sql` tag: a view takes no parameters, and its text is a person's to read and keep. */

/** A name, schema-qualified when two are given; quoted only where PostgreSQL would not read it bare. */
export const name = (...parts: readonly string[]): Sql => raw(parts.map(quoted).join('.'))

const bare = /^[a-z_][a-z0-9_]*$/
const quoted = (part: string): string => (bare.test(part) && !keywords.has(part) ? part : pg.escapeIdentifier(part))

/** Keywords of PostgreSQL that are no plain column or table names everywhere (all but the unreserved ones). */
const keywords = new Set(
  `all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case cast
  char character check coalesce collate collation column concurrently constraint create cross current_catalog
  current_date current_role current_schema current_time current_timestamp current_user dec decimal default deferrable
  desc distinct do else end except exists extract false fetch float for foreign freeze from full grant greatest group
  grouping having ilike in initially inner inout int integer intersect interval into is isnull join json lateral
  leading least left like limit localtime localtimestamp merge_action national natural nchar none normalize not
  notnull null nullif numeric offset on only or order out outer overlaps overlay placing position precision primary
  real references returning right row select session_user setof similar smallint some substring symmetric system_user
  table tablesample then time timestamp to trailing treat trim true union unique user using values varchar variadic
  verbose when where window with xmlattributes`.split(/\s+/),
)

/** The text of a statement, its values written in as literals. */
export function statement({ strings, values }: Sql): string {
  return strings.reduce((text, next, index) => text + literal(values[index - 1]) + next)
}

function literal(value: unknown): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return pg.escapeLiteral(value)
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return String(value)
  if (Array.isArray(value)) return `array[${value.map(literal).join(', ')}]::text[]`
  throw new Error(`cannot be written as a literal: ${String(value)}`)
}

/** The texts of a template without the indentation that they share, and without blank lines around them. */
export function outdented(texts: readonly string[]): string[] {
  const depths = [...texts.join('·').matchAll(/\n( *)(?=\S)/g)].map(([, spaces = '']) => spaces.length)
  const shared = new RegExp(`\\n {0,${Math.min(...depths, 99)}}`, 'g')
  const last = texts.length - 1
  return texts.map((text, index) => {
    const own = text.replace(shared, '\n')
    const begun = index === 0 ? own.replace(/^\s*\n/, '') : own
    return index === last ? begun.replace(/\n\s*$/, '') : begun
  })
}

/** The spaces that the last line of a text begins with. */
export const indentation = (text: string): string => /^ */.exec(text.slice(text.lastIndexOf('\n') + 1))?.[0] ?? ''

/** SQL whose lines after the first begin further right. */
export const movedBy = ({ strings, values }: Sql, spaces: string): Sql =>
  sql(
    strings.map((text) => text.replaceAll('\n', `\n${spaces}`)),
    ...values,
  )

/** A statement's text with every line moved right by `by` spaces. */
export const indented = (query: Sql, by: number): string =>
  statement(query)
    .split('\n')
    .map((line) => (line.trim() === '' ? '' : ' '.repeat(by) + line))
    .join('\n')
