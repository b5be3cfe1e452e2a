import { z } from 'zod'
import { type Sql, sql } from './sql.ts'
import type { Tables } from './tables.ts'

export interface Stage {
  readonly id: string
  readonly pipeline: string
  readonly name: string
  readonly position: number
  readonly outcome: 'open' | 'won' | 'lost'
  /** 0..1; null where it is to be computed, also for a value outside it. */
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
export const selectStages = (tables: Tables): Sql => sql`
  select id, coalesce(pipeline, 'default') as pipeline, coalesce(name, id) as name, position, outcome,
    case when probability between 0 and 1 then probability end as probability
  from ${tables.stages} s
  where id is not null and position is not null and outcome in ('open', 'won', 'lost')
  order by 2, 4, 1`

export const stageRows: z.ZodType<Stage[]> = z.array(row)

/** The ids of all stages by their outcome, also of those that are usable for nothing else. */
export type StageIds = Readonly<Record<Stage['outcome'], readonly string[]>>

export const selectStageIds = (tables: Tables): Sql => sql`
  select outcome, array_agg(distinct id order by id) as ids
  from ${tables.stages} s
  where id is not null and outcome in ('open', 'won', 'lost')
  group by 1`

export const stageIdRows: z.ZodType<StageIds> = z
  .array(z.object({ outcome: row.shape.outcome, ids: z.array(z.string()) }))
  .transform((rows) => {
    const of = (outcome: Stage['outcome']) => rows.find((each) => each.outcome === outcome)?.ids ?? []
    return { open: of('open'), won: of('won'), lost: of('lost') }
  })
