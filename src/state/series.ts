import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Observation } from '../define/alert.ts'
import { observation } from './observation.ts'
import { type Db, execute, instantColumn, jsonText, rowsOf } from './rows.ts'

export const seriesStates = ['ok', 'pending', 'firing', 'recovering', 'no_data', 'error'] as const
export type SeriesStateName = (typeof seriesStates)[number]

/**
 * How a series of an alert stands. `no_data` and `error` say that nothing can be seen just now: a series with a `since`
 * goes on firing beneath them.
 */
export interface SeriesState {
  readonly state: SeriesStateName
  /** When it began to fire; null while it does not. */
  readonly since: Temporal.Instant | null
  /** Since when the firing condition has held without having been told. */
  readonly pendingSince: Temporal.Instant | null
  /** Since when a firing series has been clear. */
  readonly clearedSince: Temporal.Instant | null
  readonly toldAt: Temporal.Instant | null
  /** What was last told. */
  readonly told: Observation | null
  readonly latest: Observation | null
}

const seriesRow = z
  .object({
    series: z.string(),
    state: z.enum(seriesStates),
    since: instantColumn.nullable(),
    pending_since: instantColumn.nullable(),
    cleared_since: instantColumn.nullable(),
    told_at: instantColumn.nullable(),
    told: observation.nullable(),
    latest: observation.nullable(),
  })
  .transform(({ series, state, since, pending_since, cleared_since, told_at, told, latest }) => ({
    series,
    stands: {
      state,
      since,
      pendingSince: pending_since,
      clearedSince: cleared_since,
      toldAt: told_at,
      told,
      latest,
    } satisfies SeriesState,
  }))

/** Every series an alert has ever had something to say about. */
export async function loadSeries(db: Db, alert: string): Promise<ReadonlyMap<string, SeriesState>> {
  const rows = await rowsOf(
    db,
    seriesRow,
    `select series, state, since, pending_since, cleared_since, told_at, told, latest
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
    pending_since: each.pendingSince,
    cleared_since: each.clearedSince,
    told_at: each.toldAt,
    told: each.told,
    latest: each.latest,
  }))
  await execute(
    db,
    `insert into revops.alert_series
       (alert, series, label, state, since, pending_since, cleared_since, told_at, told, latest)
     select $1, r.* from jsonb_to_recordset($2) as r(series text, label text, state text, since timestamptz,
       pending_since timestamptz, cleared_since timestamptz, told_at timestamptz, told jsonb, latest jsonb)
     on conflict (alert, series) do update set label = excluded.label, state = excluded.state, since = excluded.since,
       pending_since = excluded.pending_since, cleared_since = excluded.cleared_since, told_at = excluded.told_at,
       told = excluded.told, latest = excluded.latest`,
    [alert, jsonText(rows)],
  )
}

/** One alert at a time: until the transaction ends, nobody else saves series of this one. */
export async function lockAlert(db: Db, alert: string): Promise<void> {
  await execute(db, `select pg_advisory_xact_lock(hashtextextended('revops alert ' || $1, 0))`, [alert])
}
