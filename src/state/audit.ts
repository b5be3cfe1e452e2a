import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Audit, AuditEntry } from '../define/audit.ts'
import { untilBeat } from './beats.ts'
import { type Db, execute, instantColumn, jsonText, rowsOf } from './rows.ts'

/** Entries that wait for a database that is away; what comes then is counted, and lost. */
const mostWaiting = 40_000
/** So many are written at once, and no longer waited with. */
const atOnce = 20_000
/** What people type is short; a pasted page is no question. */
const longestQuestion = 500

export interface AuditOptions {
  readonly pool: pg.Pool
  /** Called where entries could not be written, or had to be given up. */
  onTrouble(error: unknown, lost: number): void
  /** Machine time that answered questions wait at most. */
  readonly everyMs?: number
  /** Machine time that anything else waits: what was shared, refused, or failed. */
  readonly soonMs?: number
}

/**
 * Keeps entries for a while and writes them together. `close` writes what waits, within so many milliseconds.
 *
 * Answered questions, which are many, are written seldom, and at the moments of the heartbeat: see `untilBeat`.
 */
export function createAudit({ pool, onTrouble, everyMs = 10_000, soonMs = 500 }: AuditOptions): Audit & {
  close(withinMs?: number): Promise<void>
} {
  let waiting: Record<string, unknown>[] = []
  let lost = 0
  let timer: { readonly due: number; readonly handle: NodeJS.Timeout } | undefined
  let writing: Promise<void> = Promise.resolve()

  function within(ms: number): void {
    const due = performance.now() + ms
    if (timer && timer.due <= due) return
    clearTimeout(timer?.handle)
    const handle = setTimeout(() => {
      timer = undefined
      writing = writing.then(write)
    }, ms)
    timer = { due, handle: handle.unref() }
  }

  async function write(): Promise<void> {
    const batch = waiting.slice(0, atOnce)
    try {
      if (batch.length > 0) await insert(pool, batch)
      waiting = waiting.slice(batch.length)
      if (lost > 0) onTrouble(undefined, lost)
      lost = 0
      // What came meanwhile waits its own time.
      if (waiting.length > 0) within(waiting.length < atOnce ? untilBeat(everyMs) : 0)
    } catch (error) {
      onTrouble(error, 0)
      within(soonMs)
    }
  }

  return {
    note(entry) {
      if (waiting.length >= mostWaiting) lost += 1
      else waiting.push(columnsOf(entry))
      if (waiting.length === atOnce) within(0)
      else within(entry.act === 'asked' && entry.outcome === 'answered' ? untilBeat(everyMs) : soonMs)
    },
    async close(withinMs = 2_000) {
      clearTimeout(timer?.handle)
      await Promise.race([writing.then(write), sleep(withinMs, undefined, { ref: false })])
      clearTimeout(timer?.handle)
    },
  }
}

const columnsOf = ({ slackUser, email, question, ms, ...rest }: AuditEntry): Record<string, unknown> => ({
  ...rest,
  at: Temporal.Now.instant().toString(),
  slack_user: slackUser,
  email: email?.trim().toLowerCase(),
  question: question.slice(0, longestQuestion),
  ms: Math.round(ms),
})

const insert = (db: Db, rows: readonly Record<string, unknown>[]): Promise<number> =>
  execute(
    db,
    `insert into revops.audit (at, act, slack_user, email, question, channel, scope, outcome, ms)
     select at, act, slack_user, email, question, channel, scope, outcome, ms
     from json_populate_recordset(null::revops.audit, $1)`,
    [jsonText(rows)],
  )

/** An entry as it was written down. */
export interface AuditLine extends Omit<AuditEntry, 'email' | 'channel' | 'scope'> {
  readonly at: Temporal.Instant
  readonly email: string | null
  readonly channel: string | null
  readonly scope: string | null
}

const line = z
  .object({
    at: instantColumn,
    act: z.enum(['asked', 'shared']),
    slack_user: z.string(),
    email: z.string().nullable(),
    question: z.string(),
    channel: z.string().nullable(),
    scope: z.string().nullable(),
    outcome: z.enum(['answered', 'refused', 'unknown', 'failed']),
    ms: z.number(),
  })
  .transform(({ slack_user: slackUser, ...rest }): AuditLine => ({ ...rest, slackUser }))

/** What was asked and shared in the last days, the latest first; by one person, or by all. */
export const auditSince = (db: Db, days: number, email: string | null, limit: number): Promise<AuditLine[]> =>
  rowsOf(
    db,
    line,
    `select at, act, slack_user, email, question, channel, scope, outcome, ms from revops.audit
     where at >= clock_timestamp() - $1 * interval '1 day' and ($2::text is null or email = $2)
     order by at desc, position desc limit $3`,
    [days, email, limit],
  )
