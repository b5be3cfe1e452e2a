import pLimit from 'p-limit'
import pg from 'pg'
import type { z } from 'zod'
import { SourceUnavailable } from '../errors.ts'
import { createNames, isOutdated } from './prepared.ts'
import type { Sql } from './sql.ts'

/** A read-only way to the SSOT: every row is parsed at the edge, so that drift fails loudly and by name. */
export interface SsotPool {
  query<Row extends z.ZodType>(query: Sql, row: Row): Promise<z.output<Row>[]>
  /** Changes whenever anything in the database may have: `pg_current_snapshot()`. */
  token(): Promise<string>
  close(): Promise<void>
}

export interface SsotPoolOptions {
  readonly url: string
  readonly statementTimeoutMs: number
  readonly connectTimeoutMs: number
  readonly max?: number
  /** Whether `close` leaves statements under way to themselves; by default it waits for them. */
  readonly abandon?: boolean
  /** Whether the server may put several processes on one statement; by default it may. */
  readonly parallel?: boolean
  /** Called for errors of idle connections, which belong to no query. */
  onIdleError(error: Error): void
}

export function createSsotPool({ parallel = true, ...options }: SsotPoolOptions): SsotPool {
  const max = options.max ?? 8
  const pool = new pg.Pool({
    connectionString: options.url,
    max,
    application_name: 'revops',
    // In UTC a day is 24 hours, whatever the server's zone: "365 days before" is the same instant everywhere.
    options: `-c default_transaction_read_only=on -c TimeZone=UTC${parallel ? '' : ' -c max_parallel_workers_per_gather=0'}`,
    statement_timeout: options.statementTimeoutMs,
    // The server's own limit cannot fire when the network is what hangs.
    query_timeout: options.statementTimeoutMs + 1_000,
    connectionTimeoutMillis: options.connectTimeoutMs,
    idleTimeoutMillis: 30_000,
    // What is prepared on a connection goes with it.
    maxLifetimeSeconds: 900,
    types: { getTypeParser },
  })
  pool.on('error', options.onIdleError)
  const busy = new Set<pg.PoolClient>()
  pool.on('acquire', (client) => busy.add(client))
  pool.on('release', (_, client) => busy.delete(client))
  const names = createNames()
  // The pool counts a wait for one of its connections as connecting. A digest asks more at once than there are: each
  // statement waits for its turn here, as long as a statement may take, so that only connecting counts as connecting.
  const turns = pLimit(max)
  const inTurn = <T>(ask: () => Promise<T>): Promise<T> => {
    const since = performance.now()
    return turns(() => {
      if (performance.now() - since > options.statementTimeoutMs)
        throw new SourceUnavailable('slow', new Error('every connection was busy'))
      return ask()
    })
  }

  async function run(text: string, values: unknown[]): Promise<Record<string, unknown>[]> {
    const name = names.of(text)
    const ask = (named: { name?: string }) => pool.query<Record<string, unknown>>({ ...named, text, values })
    try {
      const began = performance.now()
      const result = await ask(name === undefined ? {} : { name }).catch((error: unknown) => {
        if (name !== undefined && isOutdated(error)) return ask({})
        throw error
      })
      names.took(text, performance.now() - began)
      return result.rows
    } catch (error) {
      throw asSourceError(error)
    }
  }

  return {
    async query(query, row) {
      const rows = await inTurn(() => run(query.text, query.values))
      return rows.map((each) => row.parse(each))
    },
    async token() {
      const rows = await inTurn(() => run('select pg_current_snapshot()::text as token', []))
      return String(rows[0]?.token)
    },
    async close() {
      const ended = pool.end()
      // A client that is ended while it waits for the server hangs up.
      if (options.abandon) for (const client of busy) if (client instanceof pg.Client) void client.end()
      await ended
    },
  }
}

/** Numbers as numbers, days and instants as ISO text: PostgreSQL's defaults would give local `Date`s and strings. */
function getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (oid === pg.types.builtins.NUMERIC || oid === pg.types.builtins.INT8) return Number
  if (oid === pg.types.builtins.DATE || oid === pg.types.builtins.TIMESTAMPTZ) return String
  return pg.types.getTypeParser(oid, format ?? 'text') as (value: string) => unknown
}

const slow = new Set(['57014']) // query_canceled: the statement time-out
/** The client's own time-out, and that of a connection that was promised and did not come. */
const waited = /Query read timeout|timeout exceeded when trying to connect/
const down = new Set(['57P01', '57P02', '57P03', '53300', '08000', '08001', '08003', '08004', '08006'])
const network =
  /ECONNREFUSED|ECONNRESET|ENOTFOUND|EPIPE|ETIMEDOUT|EHOSTUNREACH|Connection terminated|connection timeout/i

function asSourceError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (slow.has(code) || waited.test(error.message)) return new SourceUnavailable('slow', error)
  if (down.has(code) || network.test(code) || network.test(error.message)) return new SourceUnavailable('down', error)
  if (error instanceof AggregateError) return new SourceUnavailable('down', error)
  return error
}
