import pg from 'pg'
import { raw } from 'sql-template-tag'
import { type Sql, sql } from '../sql.ts'

/** What DDL needs beyond the `sql` tag: a view takes no parameters, and its text is a person's to read and keep. */

/** A name, schema-qualified when two are given; quoted only where PostgreSQL would not read it bare. */
export const name = (...parts: readonly string[]): Sql => raw(parts.map(quoted).join('.'))

const bare = /^[a-z_][a-z0-9_]*$/
const quoted = (part: string): string => (bare.test(part) && !keywords.has(part) ? part : pg.escapeIdentifier(part))

/** PostgreSQL's keywords that are no bare name of a column. */
const keywords = new Set(
  `all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column
  concurrently constraint create cross current_catalog current_date current_role current_schema current_time
  current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze from
  full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit localtime
  localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references returning
  right select session_user similar some symmetric system_user table tablesample then to trailing true union unique user
  using variadic verbose when where window with`.split(/\s+/),
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
