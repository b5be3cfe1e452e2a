import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Observation } from '../define/alert.ts'
import type { Locale } from '../define/words.ts'
import { observation } from './observation.ts'
import { type Db, instantColumn, rowsOf } from './rows.ts'

/** One series of a posted message, with what people made of it. */
export interface PostedSeries {
  readonly alert: string
  readonly series: string
  readonly channel: string
  readonly locale: Locale
  /** Null once it is over. */
  readonly since: Temporal.Instant | null
  readonly began: Temporal.Instant | null
  readonly toldAt: Temporal.Instant | null
  readonly observation: Observation | null
  readonly acknowledgedBy: string | null
  readonly acknowledgedAt: Temporal.Instant | null
  readonly assignee: string | null
  readonly assignedBy: string | null
  readonly snoozedBy: string | null
  readonly snoozedUntil: Temporal.Instant | null
  readonly snoozedReason: string | null
}

const row = z
  .object({
    alert: z.string(),
    series: z.string(),
    post_channel: z.string(),
    post_locale: z.enum(['en', 'ja']),
    since: instantColumn.nullable(),
    began: instantColumn.nullable(),
    told_at: instantColumn.nullable(),
    observation: observation.nullable(),
    acknowledged_by: z.string().nullable(),
    acknowledged_at: instantColumn.nullable(),
    assignee: z.string().nullable(),
    assigned_by: z.string().nullable(),
    snoozed_by: z.string().nullable(),
    snoozed_until: instantColumn.nullable(),
    snoozed_reason: z.string().nullable(),
  })
  .transform(
    (found): PostedSeries => ({
      alert: found.alert,
      series: found.series,
      channel: found.post_channel,
      locale: found.post_locale,
      since: found.since,
      began: found.began,
      toldAt: found.told_at,
      observation: found.observation,
      acknowledgedBy: found.acknowledged_by,
      acknowledgedAt: found.acknowledged_at,
      assignee: found.assignee,
      assignedBy: found.assigned_by,
      snoozedBy: found.snoozed_by,
      snoozedUntil: found.snoozed_until,
      snoozedReason: found.snoozed_reason,
    }),
  )

/** All series that a message tells of, also those that are over; the worst first. */
export const seriesOfPost = (db: Db, key: string): Promise<PostedSeries[]> =>
  rowsOf(
    db,
    row,
    `select alert, series, post_channel, post_locale, since, began, told_at, coalesce(latest, told) as observation,
       acknowledged_by, acknowledged_at, assignee, assigned_by, snoozed_by, snoozed_until, snoozed_reason
     from revops.alert_series where post_key = $1
     order by (coalesce(latest, told)->>'weight')::float8 desc nulls last, series`,
    [key],
  )
