import { existsSync, readFileSync } from 'node:fs'
import pg from 'pg'
import { z } from 'zod'
import type { Sql } from '../../src/ssot/sql.ts'
import { median } from '../statistics.ts'

const rounds = 5
const budgetMs = 15_000

/** What the server's process worked for two sides' statements, milliseconds. */
export interface Worked {
  readonly ours: number
  readonly hand: number
}

/** A connection whose process on this machine tells how long it was on a processor. */
export interface Watched {
  /** Medians of rounds in turns, each statement planned for its values and by one process. Linux alone tells: elsewhere undefined. */
  worked(ours: readonly Sql[], hand: readonly Sql[]): Promise<Worked | undefined>
  close(): Promise<void>
}

export async function watch(url: string): Promise<Watched> {
  const client = new pg.Client({
    connectionString: url,
    options: '-c TimeZone=UTC -c max_parallel_workers_per_gather=0',
  })
  await client.connect()
  const { rows } = await client.query('select pg_backend_pid() as pid')
  const [{ pid }] = z.tuple([z.object({ pid: z.number() })]).parse(rows)
  const path = `/proc/${pid}/schedstat`

  async function spent(statements: readonly Sql[]): Promise<number> {
    const before = onProcessor(path)
    for (const { text, values } of statements) await client.query({ text, values })
    return onProcessor(path) - before
  }

  return {
    async worked(ours, hand) {
      if (!existsSync(path)) return undefined
      const times = { ours: [] as number[], hand: [] as number[] }
      const began = performance.now()
      for (let round = 0; round < rounds && (round < 2 || performance.now() - began < budgetMs); round += 1) {
        if (round % 2 === 0) times.hand.push(await spent(hand))
        times.ours.push(await spent(ours))
        if (round % 2 === 1) times.hand.push(await spent(hand))
      }
      return { ours: median(times.ours), hand: median(times.hand) }
    },
    close: () => client.end(),
  }
}

/** Its first figure: nanoseconds on a processor. */
const onProcessor = (path: string): number => Number(readFileSync(path, 'utf8').split(' ')[0]) / 1e6
