import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { type Db, execute, jsonText, rowsOf } from './rows.ts'

/** A fact that was told in a channel. */
export interface ToldFact {
  readonly channel: string
  readonly subject: string
}

/** Facts that another rule told since, of those asked for. */
export function toldByOthers(
  db: Db,
  alert: string,
  facts: readonly ToldFact[],
  since: Temporal.Instant,
): Promise<ToldFact[]> {
  return rowsOf(
    db,
    z.object({ channel: z.string(), subject: z.string() }),
    `select distinct t.channel, t.subject from revops.alert_told t
     join jsonb_to_recordset($2) as f(channel text, subject text) on f.channel = t.channel and f.subject = t.subject
     where t.alert <> $1 and t.at > $3`,
    [alert, jsonText(facts), since],
  )
}

/** Facts are remembered for as long as anybody asks; older ones are let go. */
export async function saveTold(
  db: Db,
  alert: string,
  facts: readonly ToldFact[],
  at: Temporal.Instant,
  forget: Temporal.Instant,
): Promise<void> {
  await execute(db, 'delete from revops.alert_told where alert = $1 and at < $2', [alert, forget])
  await execute(
    db,
    `insert into revops.alert_told (channel, subject, alert, at)
     select distinct f.channel, f.subject, $1, $3::timestamptz
     from jsonb_to_recordset($2) as f(channel text, subject text) on conflict do nothing`,
    [alert, jsonText(facts), at],
  )
}
