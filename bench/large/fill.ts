import { performance } from 'node:perf_hooks'
import pg from 'pg'
import { relationNames } from '../../src/ssot/contract.ts'
import { contractDdl } from '../../src/ssot/ddl.ts'
import { relations } from './company/relations.ts'
import { sizeAt } from './company/size.ts'
import { createWorld } from './company/world.ts'
import { copyRows } from './copy.ts'
import { takeOffIndexes } from './late-indexes.ts'

/** Friday evening in Tokyo; fixed, so that equal seeds are equal companies. */
export const companyNow = Date.parse('2026-11-20T09:00:00Z')

const seed = 20_261_120

export interface Filled {
  readonly name: string
  readonly seconds: number
  /** Absent for what is no relation. */
  readonly rows?: number
}

/** Fills an empty database with the company at a scale, tells of each part when it is done, and is ready to be asked. */
export async function fill(url: string, scale: number, tell: (part: Filled) => void = () => undefined): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  const timed = async (name: string, run: () => Promise<number | undefined>): Promise<void> => {
    const started = performance.now()
    const rows = await run()
    tell({ name, seconds: (performance.now() - started) / 1_000, ...(rows === undefined ? {} : { rows }) })
  }
  try {
    await client.query(contractDdl('ssot'))
    const indexes = await takeOffIndexes(client)
    const world = createWorld(sizeAt(scale), companyNow, seed)
    for (const name of relationNames) await timed(name, () => copyRows(client, name, relations[name](world)))
    await timed('keys and indexes', async () => {
      for (const statement of indexes) await client.query(statement)
      return undefined
    })
    await timed('vacuum analyze', async () => {
      await client.query('vacuum analyze')
      return undefined
    })
  } finally {
    await client.end()
  }
}
