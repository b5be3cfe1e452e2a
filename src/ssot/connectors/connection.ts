import pg from 'pg'
import type { z } from 'zod'
import { SourceUnavailable } from '../../errors.ts'
import type { Sql } from '../sql.ts'

/** A connection to the SSOT that may write, for as long as a mapping is written. */
export interface Connection {
  query<Row extends z.ZodType>(query: Sql, row: Row): Promise<z.output<Row>[]>
  /** Runs statements that are text already, all or nothing. */
  transaction(run: (execute: (text: string) => Promise<void>) => Promise<void>): Promise<void>
  close(): Promise<void>
}

export async function connectTo(url: string): Promise<Connection> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'revops ssot connect',
    // A view's text, as PostgreSQL gives it back, must not depend on whose search path it is read with.
    options: '-c TimeZone=UTC -c standard_conforming_strings=on -c search_path=pg_catalog',
  })
  await client.connect().catch((error: unknown) => {
    throw new SourceUnavailable('down', error)
  })
  return {
    async query(query, row) {
      const { rows } = await client.query<Record<string, unknown>>(query.text, query.values)
      return rows.map((each) => row.parse(each))
    },
    async transaction(run) {
      await client.query('begin')
      try {
        await run(async (text) => {
          await client.query(text)
        })
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw error
      }
    },
    close: () => client.end(),
  }
}
