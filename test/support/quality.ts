import { afterAll } from 'vitest'
import type { SsotSnapshot } from '../../src/ssot/source.ts'
import { createDatabase, type TestDatabase } from './database.ts'
import type { Rows } from './rows.ts'
import { openSsot, type Ssot, type SsotOptions } from './ssot.ts'

/** A database whose rows are looked through anew each time: an open SSOT keeps what it found for some minutes. */
export interface Looked {
  readonly database: TestDatabase
  /** An SSOT that has just been opened over a small world with these rows, once all checks are done. */
  look<T>(
    rows: Rows | undefined,
    what: (ssot: Ssot, snapshot: SsotSnapshot) => T | Promise<T>,
    options?: SsotOptions,
  ): Promise<T>
  /** What is found in a small world with these rows: `severity relation check count example`, errors first. */
  found(rows: Rows | undefined, options?: SsotOptions): Promise<string[]>
}

export async function useLooked(): Promise<Looked> {
  const database = await createDatabase()
  afterAll(() => database.drop())
  const look: Looked['look'] = async (rows, what, options) => {
    const ssot = await openSsot(database, options)
    try {
      if (rows) await ssot.fill(rows)
      return await what(ssot, await ssot.source.checked())
    } finally {
      await ssot.close()
    }
  }
  return {
    database,
    look,
    found: (rows, options) => look(rows, (_, { quality }) => found(quality), options),
  }
}

export const found = ({ findings }: SsotSnapshot['quality']): string[] =>
  findings.map(({ severity, relation, check, count, example }) =>
    [severity, relation, check, count, example ?? '–'].join(' '),
  )
