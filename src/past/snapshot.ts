import type pg from 'pg'
import type { SsotSource } from '../ssot/source.ts'
import { readStamps, readStanding } from '../ssot/standing.ts'
import type { Tables } from '../ssot/tables.ts'
import {
  beginSnapshot,
  changedSince,
  endSnapshot,
  keepStanding,
  type Look,
  noteSeen,
} from '../state/opportunity-versions.ts'
import { inTransaction } from '../state/transaction.ts'

/** Opportunities of one page: what is in memory at a time. */
const stampsAtOnce = 20_000
const rowsAtOnce = 5_000

export interface SnapshotOptions {
  readonly pool: pg.Pool
  readonly source: SsotSource
  readonly tables: Tables
}

/**
 * Keeps the opportunities as they stand, as versions; how many are kept then, or undefined where this instant or a later
 * one has been kept. Of all opportunities only id and last change are looked at, of those that changed the rest.
 */
export const takeSnapshot = ({ pool, source, tables }: SnapshotOptions, look: Look): Promise<number | undefined> =>
  inTransaction(pool, async (db) => {
    if (!(await beginSnapshot(db, look))) return undefined
    for (let after = ''; ; ) {
      const page = await readStamps(source, tables, after, stampsAtOnce)
      await noteSeen(db, page)
      const last = page.at(-1)
      if (!last || page.length < stampsAtOnce) break
      after = last.id
    }
    for (let after = ''; ; ) {
      const ids = await changedSince(db, after, rowsAtOnce)
      if (ids.length > 0) await keepStanding(db, await readStanding(source, tables, ids), look)
      const last = ids.at(-1)
      if (last === undefined || ids.length < rowsAtOnce) break
      after = last
    }
    return endSnapshot(db, look)
  })
