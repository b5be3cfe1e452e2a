import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { type Db, execute, instantColumn, rowsOf } from './rows.ts'

/** An opportunity of the source: which one, and when it was last changed. Instants and days are ISO text. */
export interface Stamp {
  readonly id: string
  readonly updated_at: string | null
}

/** As it stands now. Amounts as text: a number of JavaScript would round the longest. */
export interface Standing extends Stamp {
  readonly stage_id: string | null
  readonly amount: string | null
  readonly close_date: string | null
  readonly forecast_category: string | null
  readonly owner_id: string | null
}

/** One look at the source: the scheduled instant, and the instant it really is by business time. */
export interface Look {
  readonly due: Temporal.Instant
  readonly now: Temporal.Instant
}

/** Any number, as long as everybody uses the same; another than the migrations'. */
const lockKey = 7_386_771

/**
 * Begins a snapshot inside a transaction; until its end no other begins. False where this instant or a later one has been
 * kept already.
 */
export async function beginSnapshot(db: Db, { due }: Look): Promise<boolean> {
  await execute(db, 'select pg_advisory_xact_lock($1)', [lockKey])
  const last = z.object({ at: instantColumn.nullable() })
  const [row] = await rowsOf(db, last, 'select max(at) as at from revops.snapshots')
  if (row?.at && Temporal.Instant.compare(row.at, due) >= 0) return false
  await execute(db, 'create temp table seen (id text primary key, updated_at timestamptz) on commit drop')
  return true
}

/** Notes a page of what is there. */
export const noteSeen = (db: Db, stamps: readonly Stamp[]): Promise<number> =>
  execute(db, 'insert into seen select * from unnest($1::text[], $2::timestamptz[]) on conflict do nothing', [
    stamps.map(({ id }) => id),
    stamps.map(({ updated_at }) => updated_at),
  ])

/** The next ids, after one, of what was changed or is new since it was last looked at. */
export async function changedSince(db: Db, after: string, limit: number): Promise<readonly string[]> {
  const rows = await rowsOf(
    db,
    z.object({ id: z.string() }),
    `select s.id from seen s
     left join revops.opportunity_versions v on v.opportunity_id = s.id and v.valid_to is null
     where s.id > $1 and (v.opportunity_id is null or s.updated_at is null or v.updated_at is distinct from s.updated_at)
     order by s.id limit $2`,
    [after, limit],
  )
  return rows.map(({ id }) => id)
}

/**
 * Keeps how a page of opportunities stands: where something differs from the version kept last, that one ends and another
 * begins. A row has stood as it does since it was last changed, so that is when; where its `updated_at` did not grow, or
 * lies ahead of us, all that is known is that it had changed by the scheduled instant.
 */
export async function keepStanding(db: Db, rows: readonly Standing[], { due, now }: Look): Promise<void> {
  const values = columns.map((name) => rows.map((row) => row[name]))
  await execute(
    db,
    `update revops.opportunity_versions v
     set valid_to = case when g.updated_at > v.valid_from and g.updated_at <= $9 then g.updated_at else ${atLatest} end
     from ${given} where g.id = v.opportunity_id and v.valid_to is null and (${ofVersion}) is distinct from (${ofGiven})`,
    [...values, due, now],
  )
  await execute(
    db,
    `update revops.opportunity_versions v set updated_at = g.updated_at
     from ${given} where g.id = v.opportunity_id and v.valid_to is null and v.updated_at is distinct from g.updated_at`,
    values,
  )
  await execute(
    db,
    `insert into revops.opportunity_versions
       (opportunity_id, valid_from, stage_id, amount, close_date, forecast_category, owner_id, updated_at)
     select g.id, case when g.updated_at <= $9 and (ended.at is null or g.updated_at >= ended.at) then g.updated_at
         else greatest($8, ended.at) end, ${ofGiven}, g.updated_at
     from ${given} cross join lateral (
       select max(e.valid_to) as at from revops.opportunity_versions e where e.opportunity_id = g.id) ended
     where not exists (
       select from revops.opportunity_versions v where v.opportunity_id = g.id and v.valid_to is null)
     on conflict do nothing`,
    [...values, due, now],
  )
}

/** Ends the versions of what was not seen any more, and notes the snapshot; the number of versions that are kept. */
export async function endSnapshot(db: Db, { due }: Look): Promise<number> {
  const [all] = await rowsOf(
    db,
    z.object({ vanished: z.boolean() }),
    `select not exists (select from seen) and exists (
       select from revops.opportunity_versions where valid_to is null) as vanished`,
  )
  // A source that is being loaded anew looks like this too.
  if (all?.vanished) throw new Error('the source shows no opportunities at all')
  await execute(
    db,
    `update revops.opportunity_versions v set valid_to = greatest($1, v.valid_from + interval '1 microsecond')
     where v.valid_to is null and not exists (select from seen s where s.id = v.opportunity_id)`,
    [due],
  )
  const [row] = await rowsOf(
    db,
    z.object({ versions: z.coerce.number() }),
    `insert into revops.snapshots (at, versions) select $1, count(*) from revops.opportunity_versions
     returning versions`,
    [due],
  )
  return row?.versions ?? 0
}

const columns = ['id', 'updated_at', 'stage_id', 'amount', 'close_date', 'forecast_category', 'owner_id'] as const
const given = `unnest($1::text[], $2::timestamptz[], $3::text[], $4::numeric[], $5::date[], $6::text[], $7::text[])
  as g (${columns.join(', ')})`
const kept = columns.slice(2)
const ofGiven = kept.map((name) => `g.${name}`).join(', ')
const ofVersion = kept.map((name) => `v.${name}`).join(', ')
const atLatest = `greatest($8, v.valid_from + interval '1 microsecond')`
