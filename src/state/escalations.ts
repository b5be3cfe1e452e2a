import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Observation } from '../define/alert.ts'
import type { Locale } from '../define/words.ts'
import { observation } from './observation.ts'
import { type Db, instantColumn, rowsOf } from './rows.ts'

/** A firing series that was told and that nobody has taken on. */
export interface Unanswered {
  readonly alert: string
  readonly series: string
  readonly post: string
  /** A Slack id, or somebody's direct messages. */
  readonly channel: string
  readonly locale: Locale
  /** When its message was due, in business time. */
  readonly told: Temporal.Instant
  readonly observation: Observation
}

const row = z.object({
  alert: z.string(),
  series: z.string(),
  post: z.string(),
  channel: z.string(),
  locale: z.enum(['en', 'ja']),
  told: instantColumn,
  observation,
})

/** What is still to be escalated: told in a message that arrived, and neither acknowledged, assigned nor asleep. */
const open = `s.since is not null and s.escalated_at is null and s.acknowledged_at is null and s.assignee is null
  and (s.snoozed_by is null or s.snoozed_until <= $1)`

/** Of these rules, everything that nobody has taken on by an instant (business time). */
export const unanswered = (db: Db, now: Temporal.Instant, alerts: readonly string[]): Promise<Unanswered[]> =>
  rowsOf(
    db,
    row,
    `select s.alert, s.series, s.post_key as post, s.post_channel as channel, s.post_locale as locale, d.due as told,
       coalesce(s.latest, s.told) as observation
     from revops.alert_series s join revops.deliveries d on d.key = s.post_key
     where ${open} and d.state = 'sent' and s.alert = any($2) and coalesce(s.latest, s.told) is not null
     order by s.alert, (coalesce(s.latest, s.told)->>'weight')::float8 desc, s.series`,
    [now, alerts],
  )

/** Marks series of a message as escalated; those that were not yet, and that nobody has taken on meanwhile, are ours to tell. */
export async function markEscalated(
  db: Db,
  now: Temporal.Instant,
  { alert, post }: Pick<Unanswered, 'alert' | 'post'>,
  series: readonly string[],
): Promise<string[]> {
  const marked = await rowsOf(
    db,
    z.object({ series: z.string() }),
    `update revops.alert_series s set escalated_at = $1
     where ${open} and s.alert = $2 and s.post_key = $3 and s.series = any($4) returning s.series`,
    [now, alert, post, series],
  )
  return marked.map((each) => each.series)
}
