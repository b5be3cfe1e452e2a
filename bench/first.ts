import { performance } from 'node:perf_hooks'
import pg from 'pg'
import { Temporal } from 'temporal-polyfill'
import { asked } from './by-hand/asked.ts'
import { byHand } from './by-hand/statements.ts'
import { startChild } from './child.ts'
import type { LoadOrder, LoadResult } from './load.ts'
import type { BenchRow } from './row.ts'
import { median } from './statistics.ts'
import type { Surroundings } from './surroundings.ts'

const rounds = 40
/** A bot that has been running for a while: its code is compiled, its connections are there. */
const warmUp = 80
const moreMs = 15

/** As many connections as the bot reads the SSOT with. */
const connections = 8

const askers = [
  { label: 'the CRO', name: 'mariko.saeki', ids: undefined },
  { label: 'a rep', name: 'aiko.mori', ids: ['usr-aiko-mori'] },
]

/** The first answer after the SSOT changed, from the signed command to the response_url, in turns with SQL by hand. */
export async function firstBench({ env, load, idOf, touch, ssotUrl, zone }: Surroundings): Promise<BenchRow[]> {
  const bot = await startChild<{ port: number }>('bot', [], env)
  const pool = new pg.Pool({ connectionString: ssotUrl, max: connections, options: '-c TimeZone=UTC' })
  const hand = async (ids: readonly string[] | undefined): Promise<number> => {
    const statements = Object.values(byHand(asked(Temporal.Now.instant(), zone, ids)))
    await touch()
    const started = performance.now()
    await Promise.all(statements.map(({ text, values }) => pool.query({ text, values })))
    return performance.now() - started
  }
  const answer = async (user: string): Promise<number> => {
    await touch()
    const { port } = bot.started
    const order: LoadOrder = { port, connections: 1, seconds: 0, users: [user], expect: '"blocks"' }
    const { latencies } = await load.ask<LoadResult>(order)
    return latencies[0] ?? Number.NaN
  }
  try {
    const rows: BenchRow[] = []
    for (const { label, name, ids } of askers) {
      const times = { ours: [] as number[], hand: [] as number[] }
      for (let round = -warmUp; round < rounds; round += 1) {
        const byHandMs = await hand(ids)
        const oursMs = await answer(idOf(name))
        if (round < 0) continue
        times.hand.push(byHandMs)
        times.ours.push(oursMs)
      }
      const more = median(times.ours) - median(times.hand)
      rows.push({
        name: `first answer to ${label} after a change, − the SQL by hand`,
        value: `${more.toFixed(1)} ms (${median(times.ours).toFixed(1)} ms against ${median(times.hand).toFixed(1)} ms)`,
        target: `<= ${moreMs} ms`,
        met: more <= moreMs,
      })
    }
    return rows
  } finally {
    await Promise.all([bot.stop(), pool.end()])
  }
}
