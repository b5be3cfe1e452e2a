import type pg from 'pg'

/** Runs the work in one transaction: all of it happens, or nothing. */
export async function inTransaction<Result>(
  pool: pg.Pool,
  work: (db: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const db = await pool.connect()
  let broken: Error | undefined
  try {
    await db.query('begin')
    const result = await work(db)
    await db.query('commit')
    return result
  } catch (error) {
    await db.query('rollback').catch((failure: Error) => {
      broken = failure
    })
    throw error
  } finally {
    db.release(broken)
  }
}
