import type pg from 'pg'
import { afterAll } from 'vitest'
import { createPastKeeper } from '../../src/past/keeper.ts'
import { migrate, whileMigrating } from '../../src/state/migrate.ts'
import { createPastKept } from '../../src/state/past.ts'
import { openStatePool } from '../../src/state/pool.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import type { Rows } from '../support/rows.ts'
import { openSsot, type Ssot, type SsotOptions } from '../support/ssot.ts'

export interface Remembered {
  readonly ssot: Ssot
  /** The bot's own database. */
  readonly own: TestDatabase
  readonly pool: pg.Pool
  /** The SSOT as these rows, and the keeper's run at a local time of the company. */
  night(due: string, rows?: Rows, now?: string): Promise<string>
}

export interface RememberedOptions extends SsotOptions {
  /** Relations that this company has not connected. */
  readonly without?: readonly string[]
  /** Versions that may travel with a question. */
  readonly mostCarried?: number
  /** A role made for the test, which may read the SSOT and nothing else; by default the tests' own reads everything. */
  readonly role?: string
}

/** A company without `opportunity_history`, and a bot that remembers: in the SSOT's database or in another. */
export async function useRemembered(
  where: 'same database' | 'two databases',
  { without = ['opportunity_history'], mostCarried, role, ...options }: RememberedOptions = {},
): Promise<Remembered> {
  const database = await createDatabase()
  for (const name of without) await database.query(`drop table ssot.${name}`)
  const own = where === 'same database' ? database : await createDatabase('template0')
  const pool = openStatePool({ url: own.url, onIdleError: () => undefined })
  await whileMigrating(pool, migrate)
  const reader = role ? { ...database, url: await readerOf(database, role) } : database
  const ssot = await openSsot(reader, { ...options, past: { ...createPastKept(pool), mostCarried } })
  afterAll(async () => {
    await Promise.all([ssot.close(), pool.end()])
    await database.drop()
    if (own !== database) await own.drop()
  })
  const keeper = createPastKeeper(ssot.workshop, pool)
  return {
    ssot,
    own,
    pool,
    async night(due, rows, now = due) {
      if (rows) await ssot.fill(rows)
      return keeper.keep({ due: ssot.instant(due), now: ssot.instant(now) })
    },
  }
}

/** The address at which a new role reads the SSOT's relations, as the contract asks for. */
async function readerOf(database: TestDatabase, role: string): Promise<string> {
  await database.query(
    `drop role if exists ${role}; create role ${role} login; grant usage on schema ssot to ${role};
     grant select on all tables in schema ssot to ${role}`,
  )
  const url = new URL(database.url)
  url.username = role
  return url.href
}
