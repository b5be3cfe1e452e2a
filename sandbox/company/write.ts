import type { ClientBase, Pool, PoolClient } from 'pg'
import { type RelationName, relationContract } from '../../src/ssot/contract.ts'
import type { Instant, LocalTime } from './days.ts'
import { freshnessAt } from './freshness.ts'
import type { Cell } from './life.ts'

/** What tells two rows of a relation apart, where it is not `id`. */
const keys: Partial<Record<RelationName, readonly string[]>> = {
  opportunity_history: ['opportunity_id', 'valid_from'],
  web_traffic: ['day', 'channel'],
  product_usage: ['account_id', 'day'],
  targets: ['metric', 'period_start', 'period_end', 'owner_id', 'team'],
  freshness: ['source'],
}
const rowsAtOnce = 4000

/** Runs in one transaction, on a connection of its own where a pool is given. */
export async function inTransaction(client: ClientBase | Pool, run: (own: ClientBase) => Promise<void>): Promise<void> {
  const own: ClientBase = isPool(client) ? await client.connect() : client
  try {
    await own.query('begin')
    await run(own)
    await own.query('commit')
  } catch (error) {
    await own.query('rollback')
    throw error
  } finally {
    if (own !== client) (own as PoolClient).release()
  }
}

const isPool = (client: ClientBase | Pool): client is Pool => 'totalCount' in client

export interface Batch {
  readonly relation: RelationName
  readonly rows: readonly { readonly [column: string]: Cell | undefined }[]
}

/** Inserts rows that are not there yet. */
export async function insertRows(client: ClientBase, schema: string, { relation, rows }: Batch): Promise<void> {
  const table = `${quote(schema)}.${quote(relation)}`
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    const json = toJson(relation, rows.slice(start, start + rowsAtOnce))
    await client.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [json])
  }
}

/** Puts rows in the place of those with the same keys. */
export async function replaceRows(client: ClientBase, schema: string, batch: Batch): Promise<void> {
  const table = `${quote(schema)}.${quote(batch.relation)}`
  const same = (keys[batch.relation] ?? ['id'])
    .map((key) => `${keyOf('old', key)} = ${keyOf('new', key)}`)
    .join(' and ')
  for (let start = 0; start < batch.rows.length; start += rowsAtOnce) {
    const rows = batch.rows.slice(start, start + rowsAtOnce)
    const fresh = `json_populate_recordset(null::${table}, $1) as new`
    await client.query(`delete from ${table} as old using ${fresh} where ${same}`, [toJson(batch.relation, rows)])
    await insertRows(client, schema, { relation: batch.relation, rows })
  }
}

/** Writes only where a connector has finished since: a quiet minute leaves the database untouched. */
export async function renewFreshness(
  client: ClientBase,
  schema: string,
  { at, time }: { readonly at: Instant; readonly time: LocalTime },
): Promise<void> {
  const table = `${quote(schema)}.freshness`
  const rows = freshnessAt(at, time)
  const fresh = `json_populate_recordset(null::${table}, $1) as new`
  const updated = await client.query(
    `update ${table} as old set synced_at = new.synced_at from ${fresh}
     where old.source = new.source and old.synced_at <> new.synced_at`,
    [toJson('freshness', rows)],
  )
  if (updated.rowCount !== 0) return
  await client.query(
    `insert into ${table} select new.* from ${fresh} where not exists (select from ${table} as old where old.source = new.source)`,
    [toJson('freshness', rows)],
  )
}

/** Plain equality, so that it can be looked up or hashed; only a target's scope may be null. */
const keyOf = (row: string, key: string): string =>
  key === 'owner_id' || key === 'team' ? `coalesce(${row}.${key}, '')` : `${row}.${key}`

function toJson(relation: RelationName, rows: Batch['rows']): string {
  const { columns } = relationContract(relation)
  const instants = Object.keys(columns).filter((name) => columns[name]?.type === 'timestamptz')
  return JSON.stringify(
    rows.map((row) => {
      if (instants.length === 0) return row
      const copy: Record<string, Cell | undefined> = { ...row }
      for (const name of instants) {
        const at = copy[name]
        if (typeof at === 'number') copy[name] = new Date(at).toISOString()
      }
      return copy
    }),
  )
}

export const quote = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`
