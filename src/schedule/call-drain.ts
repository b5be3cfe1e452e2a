import { type Db, execute } from '../state/rows.ts'

/** graphile-worker's tables, apart from any other application's. */
export const workerSchema = 'revops_worker'
export const drainTask = 'drain'

/**
 * Has a channel's queue drained, after a wait. One job per channel: a later call takes an earlier one's place, unless
 * that runs already; two drains of one channel do no harm.
 */
export async function callDrain(db: Db, channel: string, waitMs = 0): Promise<void> {
  await execute(
    db,
    `select from ${workerSchema}.add_job($1, json_build_object('channel', $2::text), job_key := $1 || ':' || $2,
       run_at := clock_timestamp() + $3 * interval '1 millisecond')`,
    [drainTask, channel, waitMs],
  )
}
