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

export interface Buried {
  readonly id: string
  /** Under which it held jobs of the queue. */
  readonly workerPool: string | undefined
}

const buriedRow = z.object({ id: z.string(), worker_pool: z.string().nullable() })

/** Strikes out replicas that have been silent for so long; the names under which they took jobs. */
export async function buryReplicas(db: Db, silentMs: number): Promise<Buried[]> {
  const rows = await rowsOf(
    db,
    buriedRow,
    `delete from revops.replicas where heartbeat < clock_timestamp() - $1 * interval '1 millisecond'
     returning id, worker_pool`,
    [silentMs],
  )
  return rows.map(({ id, worker_pool }) => ({ id, workerPool: worker_pool ?? undefined }))
}

export async function leave(db: Db, id: string): Promise<void> {
  await execute(db, 'delete from revops.replicas where id = $1', [id])
}
