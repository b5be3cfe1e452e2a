import type { FactContext } from '../../ssot/fact.ts'
import { type Sql, sql } from '../../ssot/sql.ts'

/** "Within N days of a" (METRICS rule 8): day(b) − day(a) in 0..N, calendar days of the company's zone. */
export const withinDays = (c: FactContext, a: Sql, b: Sql, days: number): Sql =>
  sql`((${b} at time zone ${c.zone})::date - (${a} at time zone ${c.zone})::date) between 0 and ${days}`
