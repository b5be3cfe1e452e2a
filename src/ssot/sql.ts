/** The one door to SQL text: values become parameters; text is never pasted into text. `raw` stays inside. */
import sqlTag, { join, raw, Sql } from 'sql-template-tag'
import type { Temporal } from 'temporal-polyfill'

export const sql = sqlTag
export { join, Sql }

/** A quoted identifier, schema-qualified when two names are given. */
export const identifier = (...names: readonly string[]): Sql =>
  raw(names.map((name) => `"${name.replaceAll('"', '""')}"`).join('.'))

export const instantSql = (value: Temporal.Instant): Sql => sql`${value.toString()}::timestamptz`
export const daySql = (value: Temporal.PlainDate): Sql => sql`${value.toString()}::date`

/** A whole number that is part of the query's shape rather than a value, such as an ordinal. */
export function ordinal(value: number): Sql {
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`not an ordinal: ${value}`)
  return raw(String(value))
}

/** A currency's code, ISO 4217, as part of the query's shape: so that a plan is made for it, and an index is seen to answer it. */
export function currencyCode(value: string): Sql {
  if (!/^[A-Z]{3}$/.test(value)) throw new Error(`not a currency: ${value}`)
  return raw(`'${value}'`)
}

export const conjunction = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0 ? sql`true` : join(conditions, ' and ')
