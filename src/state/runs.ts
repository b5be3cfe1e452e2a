import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { type Db, execute, instantColumn, rowsOf } from './rows.ts'

const kinds = ['report', 'alert', 'keeper', 'subscription'] as const
export type RunKind = (typeof kinds)[number]

/**
 * How a run ended. `missed`: too late to catch up; `superseded`: a later instant was evaluated first; `deleted`: the rule is gone; `no access`: whoever
 * subscribed left or may not see it any more; `refused`: what is followed cannot be answered, in the words of its reason.
 */
export type RunOutcome =
  | 'told'
  | 'kept'
  | 'nothing to say'
  | 'stale'
  | 'not connected'
  | 'no channel'
  | 'missed'
  | 'superseded'
  | 'unsubscribed'
  | 'deleted'
  | 'no access'
  | 'refused'
  | 'error'

/** A definition at one of its scheduled instants. */
export interface RunKey {
  readonly kind: RunKind
  readonly id: string
  readonly due: Temporal.Instant
}

/** A run that is ours until its lease ends; who claims it later has a higher attempt. */
export interface ClaimedRun extends RunKey {
  readonly claimedBy: string
  readonly attempt: number
  readonly late: boolean
  /** How often it waited for fresh data. */
  readonly waits: number
}

export interface ClaimOptions {
  readonly claimedBy: string
  readonly leaseMs: number
  readonly late: boolean
  /** Business time: what waits for a later instant cannot be had yet. */
  readonly now: Temporal.Instant
}

/**
 * Claims a run by its scheduled instant, in one statement: of any number of replicas one gets it. A run that was claimed
 * before can be had again once its lease is over, unless it is finished.
 */
export async function claimRun(db: Db, key: RunKey, options: ClaimOptions): Promise<ClaimedRun | undefined> {
  const [row] = await rowsOf(
    db,
    z.object({ attempts: z.number(), late: z.boolean(), waits: z.number() }),
    `insert into revops.runs as r (kind, id, due, late, claimed_by, lease_until)
     values ($1, $2, $3, $4, $5, clock_timestamp() + $6 * interval '1 millisecond')
     on conflict (kind, id, due) do update
       set claimed_by = excluded.claimed_by, lease_until = excluded.lease_until, attempts = r.attempts + 1,
           late = r.late or excluded.late
       where r.finished_at is null and r.lease_until < clock_timestamp() and (r.wait_until is null or r.wait_until <= $7)
     returning attempts, late, waits`,
    [key.kind, key.id, key.due, options.late, options.claimedBy, options.leaseMs, options.now],
  )
  return row && { ...key, claimedBy: options.claimedBy, attempt: row.attempts, late: row.late, waits: row.waits }
}

const stillOurs = 'kind = $1 and id = $2 and due = $3 and claimed_by = $4 and attempts = $5 and finished_at is null'
const claimValues = ({ kind, id, due, claimedBy, attempt }: ClaimedRun): unknown[] => [
  kind,
  id,
  due,
  claimedBy,
  attempt,
]

/** Ends a run; false when it has been taken over meanwhile, and so must not be ended here. */
export async function finishRun(db: Db, run: ClaimedRun, outcome: RunOutcome, reason?: string): Promise<boolean> {
  const text = `update revops.runs set finished_at = clock_timestamp(), outcome = $6, reason = $7 where ${stillOurs}`
  return (await execute(db, text, [...claimValues(run), outcome, reason ?? null])) === 1
}

/** Gives a run back, to be had again after the wait. */
export async function releaseRun(db: Db, run: ClaimedRun, waitMs: number, reason: string): Promise<void> {
  const text = `update revops.runs set lease_until = clock_timestamp() + $6 * interval '1 millisecond', reason = $7
    where ${stillOurs}`
  await execute(db, text, [...claimValues(run), waitMs, reason])
}

/** Gives a run back until an instant of business time: it waits for something, and that is no failure. */
export async function postponeRun(db: Db, run: ClaimedRun, until: Temporal.Instant, reason: string): Promise<void> {
  const text = `update revops.runs set lease_until = clock_timestamp(), waits = waits + 1, wait_until = $6, reason = $7
    where ${stillOurs}`
  await execute(db, text, [...claimValues(run), until, reason])
}

/** Gives back at once whatever a replica that stops, or is dead, still holds; what it still does with them then comes to nothing. */
export async function releaseRunsOf(db: Db, claimedBy: string): Promise<void> {
  await execute(
    db,
    `update revops.runs set lease_until = clock_timestamp(), attempts = attempts + 1
     where claimed_by = $1 and finished_at is null and lease_until > clock_timestamp()`,
    [claimedBy],
  )
}

const keyRow = z.object({ kind: z.enum(kinds), id: z.string(), due: instantColumn })

/** Runs that crashed, failed or waited and may be had again at `now` (business time), oldest first. */
export function abandonedRuns(db: Db, now: Temporal.Instant): Promise<RunKey[]> {
  const text = `select kind, id, due from revops.runs
    where finished_at is null and lease_until < clock_timestamp() and (wait_until is null or wait_until <= $1)
    order by due, kind, id`
  return rowsOf(db, keyRow, text, [now])
}

const evaluated: readonly RunOutcome[] = ['told', 'nothing to say']

/** The latest instant as of which an alert's series stand. */
export async function lastEvaluated(db: Db, alert: string): Promise<Temporal.Instant | undefined> {
  const [row] = await rowsOf(
    db,
    z.object({ due: instantColumn.nullable() }),
    `select max(due) as due from revops.runs where kind = 'alert' and id = $1 and outcome = any($2)`,
    [alert, evaluated],
  )
  return row?.due ?? undefined
}
