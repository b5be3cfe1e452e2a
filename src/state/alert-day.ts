import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { countColumn, type Db, execute, rowsOf } from './rows.ts'

/** What a channel has had of alerts since an instant: messages of their own, and whether there is this summary. */
export interface ToldToday {
  readonly channel: string
  readonly messages: number
  readonly summary: boolean
}

/** Channels without anything are left out. `summaries`: their keys. */
export function toldToday(
  db: Db,
  channels: readonly string[],
  since: Temporal.Instant,
  summaries: readonly string[],
): Promise<ToldToday[]> {
  return rowsOf(
    db,
    z.object({ channel: z.string(), messages: countColumn, summary: z.boolean() }),
    `select channel, count(*) filter (where key <> all($3)) as messages, bool_or(key = any($3)) as summary
     from revops.deliveries
     where channel = any($1) and source_kind = 'alert' and act = 'post' and due >= $2 group by 1 order by 1`,
    [channels, since, summaries],
  )
}

/** One at a time counts what a channel has had, until the transaction ends. */
export async function lockChannels(db: Db, channels: readonly string[]): Promise<void> {
  for (const channel of [...channels].sort()) {
    await execute(db, `select pg_advisory_xact_lock(hashtextextended('revops alerts into ' || $1, 0))`, [channel])
  }
}
