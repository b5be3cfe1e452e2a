import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Message } from '../define/message.ts'
import type { Locale } from '../define/words.ts'
import { toStored } from './message.ts'
import { countColumn, type Db, execute, instantColumn, jsonText, rowsOf } from './rows.ts'
import type { RunKey, RunKind } from './runs.ts'

/** A message to be written down. */
export interface NewDelivery {
  /** Opaque; the same message always has the same key, so that writing it twice is writing it once. */
  readonly key: string
  /** A Slack id, or somebody's direct messages: see `directTo`. */
  readonly channel: string
  readonly locale: Locale
  readonly message: Message
  /** What it does to an earlier message, by that one's key; by default it is a message of its own. */
  readonly to?: { readonly act: 'edit' | 'reply'; readonly root: string }
}

/** Where a message goes that is for one person; who that is in Slack is found out when it is sent. */
export const directTo = (email: string): string => `mailto:${email}`

/** What a message came from: a run, or another message that could not be posted. */
export interface DeliverySource extends Omit<RunKey, 'kind'> {
  readonly kind: RunKind | 'notice'
}

/** Adds messages behind all that waits in the channel. Call it inside a transaction. */
export async function addDeliveries(db: Db, from: DeliverySource, deliveries: readonly NewDelivery[]): Promise<void> {
  for (const { key, channel, locale, message, to } of deliveries) {
    // Held until the commit: in one channel, positions become visible in their order.
    await execute(db, `select pg_advisory_xact_lock(hashtextextended('revops channel ' || $1, 0))`, [channel])
    await execute(
      db,
      `insert into revops.deliveries (key, channel, locale, payload, source_kind, source, due, act, root)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (key) do nothing`,
      [
        key,
        channel,
        locale,
        jsonText(toStored(message)),
        from.kind,
        from.id,
        from.due,
        to?.act ?? 'post',
        to?.root ?? null,
      ],
    )
  }
}

/** A message that is ours to send until its lease ends; who claims it later has a higher attempt. */
export interface ClaimedDelivery extends Omit<NewDelivery, 'message' | 'to'> {
  readonly act: 'post' | 'edit' | 'reply'
  /** Where the message that it is about was posted; null where it was not. */
  readonly root: { readonly channel: string; readonly ts: string } | null
  /** As it was stored; a release that stored it otherwise may have written it. See `storedMessage`. */
  readonly payload: unknown
  readonly attempt: number
  /** An earlier try may have been posted. */
  readonly uncertain: boolean
  readonly createdAt: Temporal.Instant
  readonly ageMs: number
  readonly from: DeliverySource
}

const claimedRow = z.object({
  key: z.string(),
  channel: z.string(),
  locale: z.enum(['en', 'ja']),
  payload: z.unknown(),
  attempts: z.number(),
  uncertain: z.boolean(),
  created_at: instantColumn,
  age_ms: z.number(),
  act: z.enum(['post', 'edit', 'reply']),
  root_channel: z.string().nullable(),
  root_ts: z.string().nullable(),
  source_kind: z.enum(['report', 'alert', 'keeper', 'subscription', 'notice']),
  source: z.string(),
  due: instantColumn,
})

export interface SendClaim {
  readonly claimedBy: string
  readonly leaseMs: number
  /** Least distance to the message sent before. */
  readonly pacingMs: number
}

const head = `select position from revops.deliveries
  where channel = $1 and state in ('queued', 'sending') order by position limit 1`

/** Claims the first open message of a channel, if its time has come; a try whose lease is over counts as uncertain. */
export async function claimDelivery(db: Db, channel: string, claim: SendClaim): Promise<ClaimedDelivery | undefined> {
  const [row] = await rowsOf(
    db,
    claimedRow,
    `update revops.deliveries d set state = 'sending', attempts = attempts + 1, claimed_by = $2,
       lease_until = clock_timestamp() + $3 * interval '1 millisecond', uncertain = uncertain or state = 'sending'
     where position = (${head})
       and (state = 'queued' and not_before <= clock_timestamp() or state = 'sending' and lease_until < clock_timestamp())
       and not exists (select from revops.deliveries s
         where s.channel = $1 and s.sent_at > clock_timestamp() - $4 * interval '1 millisecond')
     returning key, channel, locale, payload, attempts, uncertain, created_at, source_kind, source, due, act,
       (select coalesce(r.posted_in, r.channel) from revops.deliveries r where r.key = d.root) as root_channel,
       (select r.ts from revops.deliveries r where r.key = d.root) as root_ts,
       extract(epoch from clock_timestamp() - created_at)::float8 * 1000 as age_ms`,
    [channel, claim.claimedBy, claim.leaseMs, claim.pacingMs],
  )
  if (!row) return undefined
  const { attempts, created_at, age_ms, source_kind: kind, source: id, due, root_channel, root_ts, ...rest } = row
  const root = root_channel !== null && root_ts !== null ? { channel: root_channel, ts: root_ts } : null
  return { ...rest, root, attempt: attempts, createdAt: created_at, ageMs: age_ms, from: { kind, id, due } }
}

/** What the first open message of a channel waits for. */
export interface Waiting {
  readonly ms: number
  /** Somebody is sending it. */
  readonly held: boolean
}

/** Undefined when nothing waits in the channel. */
export async function waitOf(db: Db, channel: string, pacingMs: number): Promise<Waiting | undefined> {
  const [row] = await rowsOf(
    db,
    z.object({ ms: z.number(), held: z.boolean() }),
    `select d.state = 'sending' as held, greatest(0, extract(epoch from greatest(
         case when d.state = 'sending' then d.lease_until else d.not_before end,
         (select max(s.sent_at) from revops.deliveries s where s.channel = $1) + $2 * interval '1 millisecond'
       ) - clock_timestamp())::float8 * 1000) as ms
     from revops.deliveries d where d.position = (${head})`,
    [channel, pacingMs],
  )
  return row
}

/** What became of a try. */
export type SendResult =
  | { readonly state: 'sent'; readonly ts: string; readonly channel?: string }
  | { readonly state: 'failed' | 'unknown'; readonly error: string }
  | { readonly state: 'queued'; readonly error: string; readonly waitMs: number; readonly uncertain: boolean }

/** Writes down what became of a try; false when somebody else has taken the message over meanwhile. */
export async function recordSend(db: Db, { key, attempt }: ClaimedDelivery, result: SendResult): Promise<boolean> {
  const ts = result.state === 'sent' ? result.ts : null
  const error = result.state === 'sent' ? null : result.error
  const waitMs = result.state === 'queued' ? result.waitMs : 0
  const uncertain = result.state === 'unknown' || (result.state === 'queued' && result.uncertain)
  const touched = await execute(
    db,
    `update revops.deliveries set state = $3, ts = $4, last_error = $5, uncertain = $6, lease_until = null,
       not_before = clock_timestamp() + $7 * interval '1 millisecond',
       sent_at = case when $3 = 'sent' then clock_timestamp() end, posted_in = $8
     where key = $1 and attempts = $2 and state = 'sending'`,
    [
      key,
      attempt,
      result.state,
      ts,
      error,
      uncertain,
      waitMs,
      result.state === 'sent' ? (result.channel ?? null) : null,
    ],
  )
  return touched === 1
}

/** Position of what a channel took last; 0 when it never took anything. */
export async function latestSent(db: Db, channel: string): Promise<number> {
  const text = `select coalesce(max(position), 0) as position from revops.deliveries where channel = $1 and state = 'sent'`
  const [row] = await rowsOf(db, z.object({ position: countColumn }), text, [channel])
  return row?.position ?? 0
}

/** Channels in which something waits. */
export async function openChannels(db: Db): Promise<string[]> {
  const text = `select distinct channel from revops.deliveries where state in ('queued', 'sending')`
  return (await rowsOf(db, z.object({ channel: z.string() }), text)).map(({ channel }) => channel)
}

/** Channels whose first message could have been sent so long ago, and in which nothing has been sent since. */
export async function neglectedChannels(db: Db, ms: number): Promise<string[]> {
  const text = `select d.channel from revops.deliveries d
    where d.state in ('queued', 'sending')
      and case when d.state = 'sending' then d.lease_until else d.not_before end < ${ago}
      and not exists (select from revops.deliveries p
        where p.channel = d.channel and p.state in ('queued', 'sending') and p.position < d.position)
      and not exists (select from revops.deliveries s where s.channel = d.channel and s.sent_at > ${ago})`
  return (await rowsOf(db, z.object({ channel: z.string() }), text, [ms])).map(({ channel }) => channel)
}
const ago = "clock_timestamp() - $1 * interval '1 millisecond'"
