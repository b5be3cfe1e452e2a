import { z } from 'zod'
import type { SsotSource } from './source.ts'
import { ordinal, sql } from './sql.ts'
import type { Tables } from './tables.ts'

const stamp = z.object({ id: z.string(), updated_at: z.string().nullable() })
const standing = stamp.extend({
  stage_id: z.string().nullable(),
  amount: z.string().nullable(),
  close_date: z.string().nullable(),
  forecast_category: z.string().nullable(),
  owner_id: z.string().nullable(),
})

/** The next opportunities after an id, in the order of ids: which there are, and when each was last changed (UTC). */
export const readStamps = (source: SsotSource, { opportunities }: Tables, after: string, limit: number) =>
  source.query(
    sql`select o.id, o.updated_at::text as updated_at from ${opportunities} o
      where o.id > ${after} order by o.id limit ${ordinal(limit)}`,
    stamp,
  )

/** Opportunities as they stand now; amounts as text, so that none is rounded. */
export const readStanding = (source: SsotSource, { opportunities }: Tables, ids: readonly string[]) =>
  source.query(
    sql`select o.id, o.updated_at::text as updated_at, o.stage_id, o.amount::text as amount,
        o.close_date::text as close_date, o.forecast_category, o.owner_id
      from unnest(${ids}::text[]) wanted (id) join ${opportunities} o on o.id = wanted.id`,
    standing,
  )
