import { z } from 'zod'
import type { SsotPool } from './pool.ts'
import { sql } from './sql.ts'
import type { Tables } from './tables.ts'

export interface Stage {
  readonly id: string
  readonly pipeline: string
  readonly name: string
  readonly position: number
  readonly outcome: 'open' | 'won' | 'lost'
  /** 0..1; null where it is to be computed. */
  readonly probability: number | null
}

const row = z.object({
  id: z.string(),
  pipeline: z.string(),
  name: z.string(),
  position: z.number(),
  outcome: z.enum(['open', 'won', 'lost']),
  probability: z.number().nullable(),
})

/** Every usable stage, retired ones included, in the order of pipeline and position. */
export async function readStages(pool: SsotPool, tables: Tables): Promise<Stage[]> {
  return pool.query(
    sql`select id, coalesce(pipeline, 'default') as pipeline, coalesce(name, id) as name, position, outcome, probability
      from ${tables.stages} s
      where id is not null and position is not null and outcome in ('open', 'won', 'lost')
      order by 2, 4, 1`,
    row,
  )
}
