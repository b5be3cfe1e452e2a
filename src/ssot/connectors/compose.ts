import type { RelationName } from '../contract.ts'
import { relationContract } from '../contract.ts'
import { join, type Sql, sql } from '../sql.ts'
import type { Selection } from './define.ts'
import type { Helper } from './functions.ts'
import type { LandedTable } from './landing.ts'
import type { Mapped, Read } from './mapped.ts'
import type { Column, Shape } from './shape.ts'
import { indented, name, statement } from './text.ts'
import { type ParsedText, type Typed, typed } from './typed.ts'

/** Landed text that is read as something else. */
export interface Parsed extends ParsedText {
  readonly table: LandedTable
}

/** A view as text, and what it rests on. */
export interface Composed {
  readonly text: string
  readonly sources: readonly LandedTable[]
  readonly helpers: ReadonlySet<Helper>
  readonly parsed: readonly Parsed[]
}

export interface Composing {
  readonly zone: string
  readonly schema: string
  readonly tableOf: (shape: Shape) => LandedTable | undefined
}

/** `create or replace view` of a relation; `columns` are those that the source can fill, the others are null. */
export function composeView(
  relation: RelationName,
  selection: Selection,
  columns: ReadonlyMap<string, Mapped>,
  context: Composing,
): Composed {
  const { steps = [], from, where } = selection
  const parts = [...steps.map(({ body }) => body), ...columns.values(), from, ...(where ? [where] : [])]
  const shapes = readShapes(parts.flatMap(({ reads }) => reads))
  const landed = shapes.map(([shape, used]) => landedStep(shape, used, context))
  const queries = [
    ...landed.map(({ query }) => query),
    ...steps.map(({ name: step, body, why }) => `${comment(why)}${step} as (\n${indented(body.sql, 2)}\n)`),
  ]
  const selected = Object.entries(relationContract(relation).columns).map(([column, { type }]) => {
    const filled = columns.get(column)
    return `  ${filled ? named(indented(filled.sql, 2).trimStart(), column) : `null::${type} as ${statement(name(column))}`}`
  })
  const text = [
    `create or replace view ${statement(name(context.schema, relation))} as`,
    ...(queries.length > 0 ? [`with ${queries.join(',\n')}`] : []),
    'select',
    selected.join(',\n'),
    `from ${indented(from.sql, 0)}`,
    ...(where ? [`where ${indented(where.sql, 0)}`] : []),
  ].join('\n')
  return {
    text,
    sources: landed.flatMap(({ table }) => (table ? [table] : [])),
    helpers: new Set([...landed.flatMap(({ read }) => read), ...parts].flatMap(({ helpers }) => helpers)),
    parsed: landed.flatMap(({ table, read }) =>
      read.flatMap((each) => (table ? each.parsed.map((text) => ({ ...text, table })) : [])),
    ),
  }
}

const comment = (why: string | undefined): string => (why ? `\n-- ${why}\n` : '')

/** Every shape that is read, in the order of first mention, with the columns of it that are. */
function readShapes(reads: readonly Read[]): [Shape, ReadonlySet<string>][] {
  const shapes = new Map<Shape, Set<string>>()
  for (const { shape, column } of reads) {
    const used = shapes.get(shape) ?? new Set<string>()
    shapes.set(shape, column === undefined ? used : used.add(column))
  }
  return [...shapes]
}

/** The first query of a view for each landed table: one spelling, the contract's types, and no rows that are gone. */
function landedStep(shape: Shape, used: ReadonlySet<string>, context: Composing) {
  const table = context.tableOf(shape)
  const wanted = Object.entries(shape.columns).filter(([column]) => used.has(column))
  const read = wanted.map(([column, spec]) => ({
    column,
    kind: spec.kind,
    typed: table && typed(spec, table, context),
  }))
  const lines = read.map(({ column, kind, typed: found }, index) => {
    const comma = index < read.length - 1 ? ',' : ''
    return found
      ? `    ${named(statement(found.sql), column)}${comma}`
      : `    null::${types[kind]} as ${statement(name(column))}${comma}${table ? ' -- not landed' : ''}`
  })
  const from = table ? `\n  from ${statement(name(table.schema, table.name))}` : ''
  const flags = table ? rowFlags(shape, table, context) : []
  const kept = table ? flags.map(({ condition }) => condition) : [sql`false`]
  const query = `${shape.name} as (\n  select\n${lines.length > 0 ? lines.join('\n') : '    1 as one'}${from}${
    kept.length > 0 ? `\n  where ${statement(join(kept, ' and '))}` : ''
  }\n)`
  const found = [...read.map((each) => each.typed), ...flags.map((each) => each.typed)]
  return { query, table, read: found.filter((each) => each !== undefined) }
}

/** `o.amount` needs no other name for being `amount`. */
const named = (text: string, column: string): string => {
  const as = statement(name(column))
  return /^([a-z_]+\.)?[a-z_]+$/.test(text) && text.split('.').at(-1) === as ? text : `${text} as ${as}`
}

/** Soft deletes stay in the landed table, and history mode keeps former versions beside the present one. */
function rowFlags(shape: Shape, table: LandedTable, context: Composing): { condition: Sql; typed: Typed }[] {
  const flag = (column: Column, keeps: Sql) => {
    const found = typed(column, table, context)
    return found ? [{ condition: sql`${found.sql} ${keeps}`, typed: found }] : []
  }
  return [
    ...(shape.gone ?? []).flatMap((column) => flag(column, sql`is not true`)),
    ...(shape.active ? flag(shape.active, sql`is not false`) : []),
  ]
}

const types = {
  id: 'text',
  text: 'text',
  numeric: 'numeric',
  int: 'int',
  bool: 'bool',
  instant: 'timestamptz',
  day: 'date',
  json: 'jsonb',
} as const
