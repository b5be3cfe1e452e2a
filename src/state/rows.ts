import type pg from 'pg'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'

/** A pool, or one connection inside a transaction. */
export type Db = Pick<pg.ClientBase, 'query'>

/** Runs one statement; every row is parsed at the edge. */
export async function rowsOf<Row extends z.ZodType>(
  db: Db,
  row: Row,
  text: string,
  values: readonly unknown[] = [],
): Promise<z.output<Row>[]> {
  const { rows } = await db.query<Record<string, unknown>>({ text, values: values.map(parameter) })
  return rows.map((each) => row.parse(each))
}

/** Runs one statement; how many rows it touched. */
export async function execute(db: Db, text: string, values: readonly unknown[] = []): Promise<number> {
  const { rowCount } = await db.query({ text, values: values.map(parameter) })
  return rowCount ?? 0
}

const parameter = (value: unknown): unknown => (value instanceof Temporal.Instant ? value.toString() : value)

/** A `timestamptz` as pg gives it. */
export const instantColumn = z.date().transform((date) => Temporal.Instant.fromEpochMilliseconds(date.getTime()))

/** A `bigint` or `count(*)`, which pg gives as text. */
export const countColumn = z.coerce.number()

/** JSON that `jsonb` takes: it refuses NUL and halves of surrogate pairs, which people's texts may hold. */
export const jsonText = (value: unknown): string =>
  JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'string' ? each.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd') : each,
  )

/** No such schema or table: nothing was ever kept here. */
export const isUnmigrated = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['3F000', '42P01'].includes(String(error.code))
