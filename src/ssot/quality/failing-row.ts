import { z } from 'zod'
import type { SsotPool } from '../pool.ts'
import { identifier, type Sql, sql } from '../sql.ts'
import type { Tables } from '../tables.ts'
import { keyOf } from './check.ts'
import type { Unreadable } from './finding.ts'
import { databaseError } from './unreadable.ts'

const middleRow = z.object({ middle: z.string().nullable(), last: z.string().nullable() })
const anyRow = z.looseObject({})

/** A million rows are halved twenty times; what takes longer is no example. */
const mostHalvings = 40

/**
 * The key of a row that a column cannot be computed in, by halving: of two halves, go on in one that fails. Undefined
 * where every part fails alike, as where the view computes all of its rows before any can be told apart.
 */
export async function failingRow(pool: SsotPool, tables: Tables, found: Unreadable): Promise<string | undefined> {
  const { relation, column } = found
  if (column === undefined) return undefined
  const key = sql`(${keyOf(relation)})`
  const rows = tables[relation]
  const fails = async (which: Sql): Promise<boolean> => {
    const query = sql`select count(r.${identifier(column)}) from ${rows} r where ${which}`
    return pool.query(query, anyRow).then(
      () => false,
      (error: unknown) => {
        if (databaseError(error)) return true
        throw error
      },
    )
  }
  let within = sql`${key} is not null`
  let toldApart = false
  for (let halvings = 0; halvings < mostHalvings; halvings += 1) {
    const query = sql`select percentile_disc(0.5) within group (order by ${key}) as middle, max(${key}) as last
      from ${rows} r where ${within}`
    const [row] = await pool.query(query, middleRow)
    const middle = row?.middle ?? null
    if (middle === null) return undefined
    const lower = sql`${within} and ${key} <= ${middle}`
    const upper = sql`${within} and ${key} > ${middle}`
    if (middle === row?.last) {
      // One key is left, or the last one stands on half of the rows.
      const below = sql`${within} and ${key} < ${middle}`
      const alone = await fails(sql`${within} and ${key} = ${middle}`)
      if (alone) return toldApart || !(await fails(below)) ? middle : undefined
      within = below
    } else if (await fails(lower)) {
      toldApart ||= !(await fails(upper))
      within = lower
    } else {
      toldApart = true
      within = upper
    }
  }
  return undefined
}
