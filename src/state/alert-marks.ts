import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { type Db, execute, jsonText, rowsOf } from './rows.ts'

/** What somebody did with the buttons of an alert's message. Instants are business time; people go by their `ssot.users` id. */
export type Mark =
  | { readonly mark: 'acknowledged' }
  | {
      readonly mark: 'snoozed'
      readonly for: 'day' | 'week' | 'change'
      readonly until: Temporal.Instant | null
      readonly reason?: string
    }
  | { readonly mark: 'assigned'; readonly to: string }
  | { readonly mark: 'not useful' }

export interface MarkedPost {
  readonly alert: string
  readonly key: string
  readonly series: readonly string[]
}

/** Writes a press down, and what it means for the series of the message. */
export async function saveMark(
  db: Db,
  { alert, key, series }: MarkedPost,
  mark: Mark,
  who: string,
  at: Temporal.Instant,
): Promise<void> {
  const { mark: name, ...detail } = mark
  await execute(
    db,
    `insert into revops.alert_marks (alert, post_key, series, mark, who, detail, at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [alert, key, series, name, who, jsonText(detail), at],
  )
  const going = 'where alert = $1 and post_key = $2 and since is not null'
  switch (mark.mark) {
    case 'acknowledged':
      await execute(db, `update revops.alert_series set acknowledged_by = $3, acknowledged_at = $4 ${going}`, [
        alert,
        key,
        who,
        at,
      ])
      break
    case 'snoozed':
      await execute(
        db,
        `update revops.alert_series set snoozed_by = $3, snoozed_for = $4, snoozed_until = $5, snoozed_reason = $6 ${going}`,
        [alert, key, who, mark.for, mark.until, mark.reason ?? null],
      )
      break
    case 'assigned':
      await execute(db, `update revops.alert_series set assignee = $4, assigned_by = $3 ${going}`, [
        alert,
        key,
        who,
        mark.to,
      ])
      break
    case 'not useful':
      break
  }
}

/** How many people found messages of a rule of no use since, and how many messages that were. */
export async function opinionsOf(
  db: Db,
  alert: string,
  since: Temporal.Instant,
): Promise<{ marks: number; posts: number }> {
  const [row] = await rowsOf(
    db,
    z.object({ marks: z.coerce.number(), posts: z.coerce.number() }),
    `select count(*) as marks, count(distinct post_key) as posts from revops.alert_marks
     where alert = $1 and mark = 'not useful' and at >= $2`,
    [alert, since],
  )
  return row ?? { marks: 0, posts: 0 }
}

/** The same of every rule that has any. */
export const opinionsByAlert = (
  db: Db,
  since: Temporal.Instant,
): Promise<{ alert: string; marks: number; posts: number }[]> =>
  rowsOf(
    db,
    z.object({ alert: z.string(), marks: z.coerce.number(), posts: z.coerce.number() }),
    `select alert, count(*) as marks, count(distinct post_key) as posts from revops.alert_marks
     where mark = 'not useful' and at >= $1 group by 1 order by 1`,
    [since],
  )
