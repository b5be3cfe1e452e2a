import type pg from 'pg'
import { z } from 'zod'
import { migrations as known } from './migrations/all.ts'
import { type Db, rowsOf } from './rows.ts'

/** Any number, as long as everybody uses the same. */
const lockKey = 7_386_770

/** Runs the work while no other process migrates this database. */
export async function whileMigrating(pool: pg.Pool, work: (db: pg.PoolClient) => Promise<void>): Promise<void> {
  const db = await pool.connect()
  try {
    await db.query('select pg_advisory_lock($1)', [lockKey])
    await work(db)
    await db.query('select pg_advisory_unlock($1)', [lockKey])
    db.release()
  } catch (error) {
    // Closing the connection gives the lock back, whatever state it is in.
    db.release(true)
    throw error
  }
}

/** Brings the bot's tables up to date, forward only. Call it inside `whileMigrating`. */
export async function migrate(db: Db, migrations: readonly string[] = known): Promise<void> {
  await db.query('create schema if not exists revops')
  await db.query(
    'create table if not exists revops.migrations (number int primary key, at timestamptz not null default clock_timestamp())',
  )
  const done = await versionOf(db)
  if (done > migrations.length) {
    throw new Error(
      `the database was migrated to version ${done} by a newer release, and this one knows versions up to ${migrations.length}: run the newer release`,
    )
  }
  for (const [index, text] of migrations.entries()) {
    const number = index + 1
    if (number <= done) continue
    // One multi-statement query is one transaction.
    await db
      .query(`begin; ${text}; insert into revops.migrations (number) values (${number}); commit`)
      .catch(async (error: unknown) => {
        await db.query('rollback')
        throw error
      })
  }
}

async function versionOf(db: Db): Promise<number> {
  const [row] = await rowsOf(
    db,
    z.object({ version: z.number() }),
    'select coalesce(max(number), 0) as version from revops.migrations',
  )
  return row?.version ?? 0
}
