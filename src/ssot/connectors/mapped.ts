import { Sql, sql } from '../sql.ts'
import type { Helper } from './functions.ts'
import type { Columns, Shape } from './shape.ts'
import { indentation, movedBy, name, outdented } from './text.ts'

/** A landed table that some SQL reads, and which column of it. */
export interface Read {
  readonly shape: Shape
  readonly column?: string
}

/** SQL that remembers what it reads, so that what is not landed can be told by name. */
export interface Mapped {
  readonly sql: Sql
  readonly reads: readonly Read[]
  /** Functions of the SSOT's schema that it calls. */
  readonly helpers: readonly Helper[]
  /** Landed columns of which one must be there for it to say anything, where they are not those it reads itself. */
  readonly about?: readonly Read[]
}

type Part = Mapped | Sql | string | number | boolean | readonly string[]
const isMapped = (part: Part): part is Mapped => typeof part === 'object' && 'reads' in part

/** The `sql` tag over landed columns: values become literals of the view, and pieces keep the indentation of their place. */
export function mapped(strings: TemplateStringsArray, ...parts: readonly Part[]): Mapped {
  const texts = outdented(strings)
  const placed = parts.map((part, index) => {
    const piece = isMapped(part) ? part.sql : part
    return piece instanceof Sql ? movedBy(piece, indentation(texts.slice(0, index + 1).join('·'))) : piece
  })
  return {
    sql: sql(texts, ...placed),
    reads: parts.flatMap((part) => (isMapped(part) ? part.reads : [])),
    helpers: parts.flatMap((part) => (isMapped(part) ? part.helpers : [])),
  }
}

/** Several pieces of mapped SQL, one after the other. */
export const joined = (parts: readonly Mapped[], separator: Sql): Mapped =>
  parts.reduce((left, right) => mapped`${left}${separator}${right}`)

/** Pieces on lines of their own; those that are not needed are left out. */
export const lines = (...parts: readonly (Mapped | undefined)[]): Mapped =>
  joined(
    parts.filter((part) => part !== undefined),
    sql`\n`,
  )

export const unionAll = (...parts: readonly Mapped[]): Mapped => joined(parts, sql`\nunion all\n`)

/** The columns of a landed table, under the alias it has in a `from`. */
export function columnsOf<C extends Columns>(shape: Shape<C>, alias: string): { readonly [K in keyof C]: Mapped } {
  const entries = Object.keys(shape.columns).map((column) => [
    column,
    { sql: name(alias, column), reads: [{ shape, column }], helpers: [] },
  ])
  return Object.fromEntries(entries)
}

/** A landed table in a `from`, under an alias. */
export const as = (shape: Shape, alias: string): Mapped => ({
  sql: alias === shape.name ? name(alias) : sql`${name(shape.name)} ${name(alias)}`,
  reads: [{ shape }],
  helpers: [],
})

/** SQL of a step, which stands for these landed columns: where none of them is landed, there is nothing to say. */
export const standingFor = (part: Mapped, ...columns: readonly Mapped[]): Mapped => ({
  ...part,
  about: columns.flatMap(({ reads }) => reads),
})

/** SQL that says something even where nothing of what it reads is landed. */
export const sure = (part: Mapped): Mapped => standingFor(part)

/** Text read as something else, by a function that takes an odd value for null. */
export const readBy = (schema: string, helper: Helper, value: Mapped): Mapped => ({
  sql: sql`${name(schema, helper)}(${value.sql})`,
  reads: value.reads,
  helpers: [...value.helpers, helper],
})
