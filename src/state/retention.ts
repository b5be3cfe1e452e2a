import type { Temporal } from 'temporal-polyfill'
import { type Db, execute } from './rows.ts'

/** Rows deleted by one statement: it holds no lock for long. */
const batch = 2_000

async function inBatches(db: Db, text: string, values: readonly unknown[]): Promise<number> {
  for (let all = 0; ; ) {
    const deleted = await execute(db, text, [...values, batch])
    all += deleted
    if (deleted < batch) return all
  }
}

/**
 * Deletes runs that were due before an instant and ended. The latest of each definition stays, for it says that its
 * instant has been seen to; so does the latest evaluation of an alert, as of which its series stand.
 */
export const pruneRuns = (db: Db, before: Temporal.Instant): Promise<number> =>
  inBatches(
    db,
    `delete from revops.runs where (kind, id, due) in (
       select kind, id, due from revops.runs r where due < $1 and finished_at is not null
         and due < (select max(l.due) from revops.runs l where l.kind = r.kind and l.id = r.id)
         and (kind <> 'alert' or outcome not in ('told', 'nothing to say')
           or due < (select max(l.due) from revops.runs l
             where l.kind = 'alert' and l.id = r.id and l.outcome in ('told', 'nothing to say')))
       limit $2)`,
    [before],
  )

/**
 * Deletes messages that were written down so many days ago (machine time) and wait no longer. What was told of a series
 * that still fires stays; so does what each channel took last, by which it is known whether its error was told.
 */
export const pruneDeliveries = (db: Db, days: number): Promise<number> =>
  inBatches(
    db,
    `delete from revops.deliveries where position in (
       select position from revops.deliveries d
       where created_at < clock_timestamp() - $1 * interval '1 day' and state in ('sent', 'failed', 'unknown')
         and not (source_kind = 'alert' and exists (select from revops.alert_series s
           where s.alert = d.source and s.since is not null and d.due >= s.since))
         and not (state = 'sent' and not exists (select from revops.deliveries l
           where l.channel = d.channel and l.state = 'sent' and l.position > d.position))
       limit $2)`,
    [days],
  )

/** Deletes what was asked and shared so many days ago (machine time). */
export const pruneAudit = (db: Db, days: number): Promise<number> =>
  inBatches(
    db,
    `delete from revops.audit where position in (
       select position from revops.audit where at < clock_timestamp() - $1 * interval '1 day' limit $2)`,
    [days],
  )

/** Forgets links that nobody copied or opened for so many days (machine time). */
export const pruneLinks = (db: Db, days: number): Promise<number> =>
  inBatches(
    db,
    `delete from revops.links where id in (
       select id from revops.links where used_at < clock_timestamp() - $1 * interval '1 day' limit $2)`,
    [days],
  )

/** Deletes changes of state before an instant, but not those since a series began to fire. */
export const pruneTransitions = (db: Db, before: Temporal.Instant): Promise<number> =>
  inBatches(
    db,
    `delete from revops.alert_transitions where position in (
       select position from revops.alert_transitions t where at < $1
         and not exists (select from revops.alert_series s
           where s.alert = t.alert and s.series = t.series and s.since is not null and t.at >= s.since)
       limit $2)`,
    [before],
  )
