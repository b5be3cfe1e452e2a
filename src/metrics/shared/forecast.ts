import type { FactContext } from '../../ssot/fact.ts'
import { type Sql, sql } from '../../ssot/sql.ts'

/** Deals that count in a forecast of the period: won in it, or open, closing in it, in one of the categories. */
export const forecastDeals = (c: FactContext, categories: readonly string[]): Sql => sql`(f.outcome = 'won' or (
  f.close_date >= ${c.fromDay} and f.close_date < ${c.toDay} and f.forecast_category = any(${categories}::text[])))`
