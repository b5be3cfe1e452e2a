import { readFileSync } from 'node:fs'
import type pg from 'pg'

/** Rows of a CSV file with a header line, as text: quoted fields may hold commas, quotes and line breaks. */
export function readCsv(file: string): Record<string, string | null>[] {
  const text = readFileSync(file, 'utf8').replace(/^\ufeff/, '')
  const fields = [...text.matchAll(/("(?:[^"]|"")*"|[^,\n\r]*)(,|\r?\n|$)/g)]
  const rows: string[][] = [[]]
  for (const [, field = '', end = ''] of fields) {
    rows.at(-1)?.push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field)
    if (end !== ',') rows.push([])
  }
  const [header = [], ...body] = rows.filter((row) => row.length > 1)
  return body.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] === '' ? null : (row[i] ?? null)])))
}

/** Lands a CSV as a table of text columns, as a connector or a spreadsheet upload would. */
export async function landCsv(client: pg.Client, table: string, file: string): Promise<void> {
  const rows = readCsv(file)
  const columns = Object.keys(rows[0] ?? {})
  await client.query(`create table ${table} (${columns.map((name) => `"${name}" text`).join(', ')})`)
  await client.query(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1)`, [
    JSON.stringify(rows),
  ])
}
