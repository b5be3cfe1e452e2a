import type { FactContext } from '../fact.ts'
import { identifier, join, type Sql, sql } from '../sql.ts'

export type Only = 'open' | 'closed' | 'won'

/** An outcome that is known, as a constant: conditions on it are decided when the query is planned. */
export const constant = { open: sql`'open'::text`, won: sql`'won'::text` } as const

/** One outcome is told by one condition: two that say the same are taken for rarer than either. */
export const outcomeIs = (outcome: Sql, only: Only): Sql =>
  only === 'closed' ? sql`${outcome} in ('won', 'lost')` : sql`${outcome} = ${constant[only]}`

/** A probability outside 0..1 is a percentage or a mistake: it is computed instead, and told by the contract's check. */
export const usable = sql`case when s.probability between 0 and 1 then s.probability end`

/** Columns that no history keeps: as known today. */
export const lasting = (c: FactContext): Sql => {
  const extra = (c.extra.opportunities ?? []).map((name) => sql`, o.${identifier(name)}`)
  return sql`o.id, o.name, o.account_id, coalesce(o.type, 'new') as type, o.sourced_by, o.source, o.campaign_id,
    o.product, o.created_at, o.next_step, o.last_activity_at, o.lost_reason, o.updated_at${extra.length ? join(extra, '') : sql``}`
}

/** Columns that a history may keep beside the stage; those it does not keep are as known today. */
export const versioned = ['owner_id', 'amount', 'close_date', 'forecast_category'] as const

/** Whether a version `h` says anything else than today's row `o` of its deal. */
export const differs = (c: FactContext): Sql => {
  const columns = ['stage_id', ...versioned.filter((column) => c.has(`opportunity_history.${column}`))]
  const of = (row: Sql): Sql => join(columns.map((column) => sql`${row}.${identifier(column)}`))
  return sql`(${of(sql`h`)}) is distinct from (${of(sql`o`)})`
}

/** A stage's columns; of a deal that was open then, in a stage nobody remembers, only that it was open. */
export const stageThen = (forgotten: Sql): Sql => sql`
  case when ${forgotten} then null else s.id end as stage_id, coalesce(s.pipeline, 'default') as pipeline,
  case when ${forgotten} then null else s.name end as stage_name, case when ${forgotten} then null else s.position end as position,
  case when ${forgotten} then 'open' else s.outcome end as outcome, case when ${forgotten} then null else ${usable} end as probability`
