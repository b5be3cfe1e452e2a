import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Transition } from '../define/series.ts'
import type { Words } from '../define/words.ts'
import { observation, words } from './observation.ts'
import { type Db, execute, instantColumn, jsonText, rowsOf } from './rows.ts'
import { seriesStates } from './series.ts'

export async function saveTransitions(db: Db, alert: string, transitions: readonly Transition[]): Promise<void> {
  if (transitions.length === 0) return
  await execute(
    db,
    `insert into revops.alert_transitions (alert, series, old_state, new_state, reason, observation, at)
     select $1, r.series, r."from", r."to", r.reason, r.observation, r.at
     from rows from (jsonb_to_recordset($2) as
       (series text, "from" text, "to" text, reason jsonb, observation jsonb, at timestamptz))
       with ordinality as r(series, "from", "to", reason, observation, at, n)
     order by r.n`,
    [alert, jsonText(transitions)],
  )
}

const row = z.object({
  series: z.string(),
  from: z.enum(seriesStates),
  to: z.enum(seriesStates),
  reason: words,
  observation: observation.nullable(),
  at: instantColumn,
})

/** The history of an alert, oldest first. */
export function transitionsOf(db: Db, alert: string): Promise<Transition[]> {
  return rowsOf(
    db,
    row,
    `select series, old_state as "from", new_state as "to", reason, observation, at
     from revops.alert_transitions where alert = $1 order by position`,
    [alert],
  )
}

/** An alert cannot be evaluated: whatever was going on with its series is unknown until it can. */
export async function markUnknown(db: Db, alert: string, at: Temporal.Instant, reason: Words): Promise<void> {
  await execute(
    db,
    `with marked as (
       update revops.alert_series s set state = 'error'
       from (select alert, series, state from revops.alert_series
             where alert = $1 and state in ('pending', 'firing', 'recovering') for update) old
       where s.alert = old.alert and s.series = old.series
       returning s.series, old.state as old_state, s.latest)
     insert into revops.alert_transitions (alert, series, old_state, new_state, reason, observation, at)
     select $1, series, old_state, 'error', $3, latest, $2 from marked`,
    [alert, at, jsonText(reason)],
  )
}
