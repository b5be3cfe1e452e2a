import { z } from 'zod'
import type { SeriesState, SeriesStateName } from '../define/series.ts'
import { observation } from './observation.ts'
import { type Db, execute, instantColumn, jsonText, rowsOf } from './rows.ts'

export type { AlertPlace, SeriesState } from '../define/series.ts'

export const seriesStates = [
  'ok',
  'pending',
  'firing',
  'recovering',
  'no_data',
  'error',
] as const satisfies readonly SeriesStateName[]

const seriesRow = z
  .object({
    series: z.string(),
    state: z.enum(seriesStates),
    since: instantColumn.nullable(),
    began: instantColumn.nullable(),
    pending_since: instantColumn.nullable(),
    cleared_since: instantColumn.nullable(),
    told_at: instantColumn.nullable(),
    told: observation.nullable(),
    latest: observation.nullable(),
    post_key: z.string().nullable(),
    post_channel: z.string().nullable(),
    post_locale: z.enum(['en', 'ja']).nullable(),
    acknowledged: z.boolean(),
    snoozed_until: instantColumn.nullable(),
    snoozed_for: z.string().nullable(),
  })
  .transform((row) => ({
    series: row.series,
    stands: {
      state: row.state,
      since: row.since,
      began: row.began,
      pendingSince: row.pending_since,
      clearedSince: row.cleared_since,
      toldAt: row.told_at,
      told: row.told,
      latest: row.latest,
      post:
        row.post_key !== null && row.post_channel !== null && row.post_locale !== null
          ? { key: row.post_key, channel: row.post_channel, locale: row.post_locale }
          : null,
      acknowledged: row.acknowledged,
      snoozed: row.snoozed_until ? { until: row.snoozed_until } : row.snoozed_for ? 'until it changes' : null,
    } satisfies SeriesState,
  }))

/** Every series an alert has ever had something to say about. */
export async function loadSeries(db: Db, alert: string): Promise<ReadonlyMap<string, SeriesState>> {
  const rows = await rowsOf(
    db,
    seriesRow,
    `select series, state, since, began, pending_since, cleared_since, told_at, told, latest, post_key, post_channel,
       post_locale, acknowledged_at is not null as acknowledged, snoozed_until, snoozed_for
     from revops.alert_series where alert = $1`,
    [alert],
  )
  return new Map(rows.map(({ series, stands }) => [series, stands]))
}

/** Writes series down as they stand, all in one statement. */
export async function saveSeries(db: Db, alert: string, series: ReadonlyMap<string, SeriesState>): Promise<void> {
  if (series.size === 0) return
  const rows = [...series].map(([name, each]) => ({
    series: name,
    label: each.latest?.label ?? name,
    state: each.state,
    since: each.since,
    began: each.began,
    pending_since: each.pendingSince,
    cleared_since: each.clearedSince,
    told_at: each.toldAt,
    told: each.told,
    latest: each.latest,
    post_key: each.post?.key ?? null,
    post_channel: each.post?.channel ?? null,
    post_locale: each.post?.locale ?? null,
    // What people made of it ends with it; else only they change it, and may be doing so now.
    ended: each.since === null,
    woken: each.snoozed === null,
  }))
  await execute(
    db,
    `insert into revops.alert_series
       (alert, series, label, state, since, began, pending_since, cleared_since, told_at, told, latest, post_key, post_channel, post_locale)
     select $1, series, label, state, since, began, pending_since, cleared_since, told_at, told, latest, post_key, post_channel, post_locale
     from jsonb_to_recordset($2) as r(${recordColumns})
     on conflict (alert, series) do update set label = excluded.label, state = excluded.state, since = excluded.since, began = excluded.began,
       pending_since = excluded.pending_since, cleared_since = excluded.cleared_since, told_at = excluded.told_at,
       told = excluded.told, latest = excluded.latest, post_key = excluded.post_key,
       post_channel = excluded.post_channel, post_locale = excluded.post_locale`,
    [alert, jsonText(rows)],
  )
  await execute(
    db,
    `update revops.alert_series s set
       acknowledged_by = case when r.ended then null else s.acknowledged_by end,
       acknowledged_at = case when r.ended then null else s.acknowledged_at end,
       assignee = case when r.ended then null else s.assignee end,
       assigned_by = case when r.ended then null else s.assigned_by end,
       escalated_at = case when r.ended then null else s.escalated_at end,
       snoozed_by = null, snoozed_until = null, snoozed_for = null, snoozed_reason = null
     from jsonb_to_recordset($2) as r(${recordColumns})
     where s.alert = $1 and s.series = r.series and (r.ended or r.woken and s.snoozed_by is not null)`,
    [alert, jsonText(rows)],
  )
}

const recordColumns = `series text, label text, state text, since timestamptz, began timestamptz, pending_since timestamptz,
  cleared_since timestamptz, told_at timestamptz, told jsonb, latest jsonb, post_key text, post_channel text,
  post_locale text, ended boolean, woken boolean`

/** One alert at a time: until the transaction ends, nobody else saves series of this one. */
export async function lockAlert(db: Db, alert: string): Promise<void> {
  await execute(db, `select pg_advisory_xact_lock(hashtextextended('revops alert ' || $1, 0))`, [alert])
}
