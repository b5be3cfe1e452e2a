import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from } from 'pg-copy-streams'
import { type RelationName, relationContract } from '../../src/ssot/contract.ts'
import type { Cell, Row } from './row.ts'

const chunkCharacters = 256 * 1024

/**
 * Sends rows with COPY as they are made, in constant memory; resolves with how many there were. The table is emptied in
 * the same transaction: then nothing is logged, and the rows are frozen as they are written.
 */
export async function copyRows<N extends RelationName>(
  client: pg.ClientBase,
  relation: N,
  rows: Iterable<Row<N>>,
): Promise<number> {
  const columns = Object.keys(relationContract(relation).columns)
  await client.query(`begin; truncate ssot.${relation}`)
  const copied = client.query(
    from(`copy ssot.${relation} (${columns.map((each) => `"${each}"`).join(', ')}) from stdin with (freeze)`),
  )
  await pipeline(Readable.from(chunks(columns, rows), { objectMode: false, highWaterMark: chunkCharacters }), copied)
  await client.query('commit')
  return copied.rowCount
}

/** COPY's text format, many lines at a time. */
function* chunks(columns: readonly string[], rows: Iterable<Readonly<Record<string, Cell | undefined>>>) {
  let chunk = ''
  for (const row of rows) {
    chunk += `${columns.map((name) => written(row[name])).join('\t')}\n`
    if (chunk.length > chunkCharacters) {
      yield Buffer.from(chunk)
      chunk = ''
    }
  }
  if (chunk) yield Buffer.from(chunk)
}

function written(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '\\N'
  return typeof cell === 'string' ? cell.replaceAll(/[\\\t\n\r]/g, escaped) : String(cell)
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const escaped = (character: string): string => escapes[character] ?? character
