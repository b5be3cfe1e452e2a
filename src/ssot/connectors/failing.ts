import { z } from 'zod'
import { relationContract } from '../contract.ts'
import { type Sql, sql } from '../sql.ts'
import type { Connection } from './connection.ts'
import { type Finding, finding } from './findings.ts'
import type { PlannedView } from './plan.ts'
import { name } from './text.ts'

/** Which column of a view does not read, and a row in which it does not: what a person needs to find the cause. */
export async function failingPlace(
  connection: Connection,
  schema: string,
  view: PlannedView,
  error: Error,
): Promise<Finding> {
  const from = name(schema, view.relation)
  const { columns } = relationContract(view.relation)
  const reads = async (what: Sql): Promise<boolean> => {
    try {
      await connection.query(sql`select count(${what}) as n from ${from}`, z.unknown())
      return true
    } catch {
      return false
    }
  }
  let column: string | undefined
  for (const each of view.filled) {
    if (!(await reads(name(each)))) {
      column = each
      break
    }
  }
  const key = Object.keys(columns).find((each) => columns[each]?.primaryKey)
  const row = column && key && column !== key ? await failingRow(connection, from, name(key), name(column)) : undefined
  const place = `${schema}.${view.relation}${column ? `.${column}` : ''}`
  return finding(
    'error',
    `${place} does not read${row ? ` in row “${row}”` : ''}: ${error.message}. Correct the value at its source, or change the view`,
    `${place}${row ? `（行「${row}」）` : ''}を読み取れません：${error.message}。元の値を直すか、ビューを変更してください`,
  )
}

/** Halves the rows that are left until one is: the first by key that does not read. */
async function failingRow(connection: Connection, from: Sql, key: Sql, column: Sql): Promise<string | undefined> {
  const keyRow = z.object({ key: z.string().nullable() })
  try {
    const rows = await connection.query(sql`select ${key} as key from ${from} order by 1`, keyRow)
    let keys = rows.flatMap((row) => (row.key === null ? [] : [row.key]))
    while (keys.length > 1) {
      const half = keys.slice(0, Math.ceil(keys.length / 2))
      const fails = await connection
        .query(sql`select count(${column}) as n from ${from} where ${key} = any(${half}::text[])`, z.unknown())
        .then(() => false)
        .catch(() => true)
      keys = fails ? half : keys.slice(half.length)
    }
    return keys[0]
  } catch {
    return undefined
  }
}
