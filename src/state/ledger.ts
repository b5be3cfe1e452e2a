import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { type Db, instantColumn, rowsOf } from './rows.ts'

export const deliveryStates = ['queued', 'sending', 'sent', 'failed', 'unknown'] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** A message as the ledger has it. */
export interface LedgerLine {
  readonly key: string
  /** Machine time: when it was written down. */
  readonly at: Temporal.Instant
  /** The id of what it came from; of a `notice`, of what could not be posted. */
  readonly source: string
  readonly kind: string
  readonly channel: string
  readonly state: DeliveryState
  readonly attempts: number
  readonly error: string | null
  /** Slack's name of the posted message in its channel. */
  readonly ts: string | null
}

const line = z
  .object({
    key: z.string(),
    created_at: instantColumn,
    source: z.string(),
    source_kind: z.string(),
    channel: z.string(),
    state: z.enum(deliveryStates),
    attempts: z.number(),
    last_error: z.string().nullable(),
    ts: z.string().nullable(),
  })
  .transform(
    ({ created_at: at, source_kind: kind, last_error: error, ...rest }): LedgerLine => ({ ...rest, at, kind, error }),
  )

/** The latest messages, the newest first; of one state, or of all. */
export const latestDeliveries = (db: Db, state: DeliveryState | undefined, limit: number): Promise<LedgerLine[]> =>
  rowsOf(
    db,
    line,
    `select key, created_at, source, source_kind, channel, state, attempts, last_error, ts from revops.deliveries
     where $1::text is null or state = $1 order by position desc limit $2`,
    [state ?? null, limit],
  )

/**
 * Puts a message that was given up back into its channel's queue, where its position has it come first; the channel, or
 * undefined when there is none such. One whose outcome is unknown is looked for before it is sent, unless `unseen`.
 */
export async function requeue(db: Db, key: string, unseen: boolean): Promise<string | undefined> {
  const [row] = await rowsOf(
    db,
    z.object({ channel: z.string() }),
    // What failed was never posted: it may count its age, and so its tries, from now.
    `update revops.deliveries set state = 'queued', uncertain = state = 'unknown' and not $2, not_before = clock_timestamp(),
       created_at = case when state = 'failed' then clock_timestamp() else created_at end
     where key = $1 and state in ('failed', 'unknown') returning channel`,
    [key, unseen],
  )
  return row?.channel
}
