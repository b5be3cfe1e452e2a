import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { type Db, instantColumn, rowsOf } from './rows.ts'
import type { RunKind } from './runs.ts'

/**
 * Notes what runs by the clock, and says since when each is known under this schedule: an instant before that was not
 * missed, it never was one. A changed schedule counts as new.
 */
export async function noteSchedule(
  db: Db,
  { kind, id, schedule, now }: { kind: RunKind; id: string; schedule: string; now: Temporal.Instant },
): Promise<Temporal.Instant> {
  const [row] = await rowsOf(
    db,
    z.object({ known_since: instantColumn }),
    `insert into revops.schedules as s (kind, id, schedule, known_since) values ($1, $2, $3, $4)
     on conflict (kind, id) do update set
       schedule = excluded.schedule,
       known_since = case when s.schedule = excluded.schedule then s.known_since else excluded.known_since end
     returning known_since`,
    [kind, id, schedule, now],
  )
  return row?.known_since ?? now
}
