import type { FactContext, HealthInput } from '../../ssot/fact.ts'
import { type Sql, sql } from '../../ssot/sql.ts'

/** One input of the health score: where it comes from, and how it becomes 0–100. Null = missing. */
export interface HealthInputSql {
  /** Joins onto the paying accounts `p` (with `p.account_id`, `p.created_at`). */
  join(c: FactContext): Sql
  score(c: FactContext): Sql
  /** Multiplies the weight, 0..1; 1 where it is not given. */
  fade?(c: FactContext): Sql
  /** Whether its relation can be believed now. */
  connected(c: FactContext): boolean
  /** The raw figure behind the score, told beside it. */
  raw: Sql
}

export type HealthInputs = Readonly<Record<HealthInput, HealthInputSql>>

/** 0–100, linear between two points and flat outside them; null of null, which `least` and `greatest` would pass over. */
export const linear = (x: Sql, [x0, y0]: readonly [number, number], [x1, y1]: readonly [number, number]): Sql => {
  const slope = (y1 - y0) / (x1 - x0)
  const line = sql`${y0}::float8 + (${x} - ${x0}::float8) * ${slope}::float8`
  return sql`case when ${x} is not null
    then least(greatest(${line}, ${Math.min(y0, y1)}::float8), ${Math.max(y0, y1)}::float8) end`
}
