import { z } from 'zod'
import { type Db, execute, rowsOf } from './rows.ts'

/** Says that a replica lives, and under which name it takes jobs. */
export async function beat(db: Db, id: string, workerPool: string | undefined): Promise<void> {
  await execute(
    db,
    `insert into revops.replicas (id, worker_pool) values ($1, $2)
     on conflict (id) do update set worker_pool = excluded.worker_pool, heartbeat = clock_timestamp()`,
    [id, workerPool ?? null],
  )
}

/** Strikes out replicas that have been silent for so long; the names under which they took jobs. */
export async function buryReplicas(db: Db, silentMs: number): Promise<string[]> {
  const rows = await rowsOf(
    db,
    z.object({ worker_pool: z.string().nullable() }),
    `delete from revops.replicas where heartbeat < clock_timestamp() - $1 * interval '1 millisecond'
     returning worker_pool`,
    [silentMs],
  )
  return rows.flatMap(({ worker_pool }) => worker_pool ?? [])
}

export async function leave(db: Db, id: string): Promise<void> {
  await execute(db, 'delete from revops.replicas where id = $1', [id])
}
