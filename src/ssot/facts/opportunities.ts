import type { Dimension, ExtraSource, FactContext, Join, PersonColumn } from '../fact.ts'
import { identifier, join, type Sql, sql } from '../sql.ts'

type Only = 'open' | 'closed' | 'won'

/**
 * One row per opportunity as it stood just before `asOf` (METRICS rule 2): stage, amount, owner, close date and category
 * from the version of history valid then. A deal that was reopened later is still closed then.
 * Opportunities whose stage is unknown are left out.
 */
export function opportunitiesAsOf(c: FactContext, only?: Only): Sql {
  if (!c.past) return liveOpportunities(c, only)
  const rows = c.has('opportunity_history') ? historicOpportunities(c) : rememberedOpportunities(c)
  return only ? sql`select * from (${rows}) o where ${outcomeIs(sql`o.outcome`, only)}` : rows
}

/** One outcome is told by one condition: two that say the same are taken for rarer than either. */
const outcomeIs = (outcome: Sql, only: Only): Sql =>
  only === 'closed' ? sql`${outcome} in ('won', 'lost')` : sql`${outcome} = ${constant[only]}`

const constant = { open: sql`'open'::text`, won: sql`'won'::text` } as const

/** A probability outside 0..1 is a percentage or a mistake: it is computed instead, and told by the contract's check. */
const usable = sql`case when s.probability between 0 and 1 then s.probability end`

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

/**
 * `closed_at` on an open stage is ignored; where only closed ones are wanted it stays bare, so that its index serves. An
 * outcome that is known is a constant, so that conditions on it are decided when the query is planned.
 */
function liveOpportunities(c: FactContext, only?: Only): Sql {
  const closedAt = only === undefined ? sql`case when s.outcome <> 'open' then o.closed_at end` : sql`o.closed_at`
  return sql`
  select ${lasting(c)}, o.owner_id, o.stage_id, o.amount, o.close_date, o.forecast_category,
    ${only === 'open' ? sql`null::timestamptz` : closedAt} as closed_at,
    coalesce(s.pipeline, 'default') as pipeline, s.name as stage_name, s.position,
    ${only === undefined || only === 'closed' ? sql`s.outcome` : constant[only]} as outcome, ${usable} as probability,
    false as estimated
  from ${c.t.opportunities} o
  join ${c.t.stages} s on s.id = o.stage_id
  where (o.created_at is null or o.created_at < ${c.asOf})${only ? sql` and ${outcomeIs(sql`s.outcome`, only)}` : sql``}`
}

/** A stage's columns; of a deal that was open then, in a stage nobody remembers, only that it was open. */
export const stageThen = (forgotten: Sql): Sql => sql`
  case when ${forgotten} then null else s.id end as stage_id, coalesce(s.pipeline, 'default') as pipeline,
  case when ${forgotten} then null else s.name end as stage_name, case when ${forgotten} then null else s.position end as position,
  case when ${forgotten} then 'open' else s.outcome end as outcome, case when ${forgotten} then null else ${usable} end as probability`

const historicOpportunities = (c: FactContext): Sql => {
  const version = (column: string): Sql =>
    c.has(`opportunity_history.${column}`)
      ? sql`case when v.opportunity_id is null then o.${identifier(column)} else v.${identifier(column)} end as ${identifier(column)}`
      : sql`o.${identifier(column)}`
  return sql`
    select ${lasting(c)}, ${join(versioned.map(version))}, ${stageThen(sql`was.forgotten`)},
      case when s.outcome = 'open' or was.forgotten or was.undated then null when o.closed_at < ${c.asOf} then o.closed_at
        else ${lastClose(c)} end as closed_at,
      coalesce(v.valid_from >= ${c.asOf}, true) as estimated
    from ${c.t.opportunities} o
    left join (${versionsAsOf(c)}) v on v.opportunity_id = o.id
    join ${c.t.stages} s on s.id = coalesce(v.stage_id, o.stage_id)
    left join ${c.t.stages} today on today.id = o.stage_id
    cross join lateral (select
      -- A closed version that is carried back, or none, says nothing about the time before the close.
      s.outcome <> 'open' and coalesce(v.valid_from >= ${c.asOf}, true) and o.closed_at >= ${c.asOf} as forgotten,
      -- Closed without closed_at is left out, then as now.
      today.outcome <> 'open' and o.closed_at is null as undated) was
    where (o.created_at is null or o.created_at < ${c.asOf})`
}

/** The version valid just before `asOf`; a first version later than that is carried back (it is an estimate). */
const versionsAsOf = (c: FactContext): Sql => sql`
  select h.* from ${c.t.opportunity_history} h
  where (h.valid_from < ${c.asOf}) is true and (h.valid_to is null or h.valid_to >= ${c.asOf})
  union all
  (select distinct on (h.opportunity_id) h.*
  from ${c.t.opportunity_history} h
  where h.valid_from >= ${c.asOf} and not exists (
    select from ${c.t.opportunity_history} e where e.opportunity_id = h.opportunity_id and (e.valid_from < ${c.asOf}) is true)
  order by h.opportunity_id, h.valid_from)`

/** When a deal that was reopened or closed again since had last been closed as of then. */
const lastClose = (c: FactContext): Sql => sql`(
  select max(x.valid_from)
  from (
    select h.valid_from, hs.outcome, lag(hs.outcome) over (order by h.valid_from) as before
    from ${c.t.opportunity_history} h
    join ${c.t.stages} hs on hs.id = h.stage_id
    where h.opportunity_id = o.id and h.valid_from < ${c.asOf}
  ) x
  where x.outcome <> 'open' and x.before is distinct from x.outcome)`

/** Without history: what has closed since was open then, in a stage nobody remembers. */
const rememberedOpportunities = (c: FactContext): Sql => sql`
  select ${lasting(c)}, o.owner_id, o.amount, o.close_date, o.forecast_category, ${stageThen(sql`was.forgotten`)},
    case when s.outcome <> 'open' and not was.forgotten then o.closed_at end as closed_at, true as estimated
  from ${c.t.opportunities} o
  join ${c.t.stages} s on s.id = o.stage_id
  cross join lateral (select s.outcome <> 'open' and o.closed_at >= ${c.asOf} as forgotten) was
  where (o.created_at is null or o.created_at < ${c.asOf})`

export const opportunityJoins = {
  account: { sql: (c) => sql`left join ${c.t.accounts} account on account.id = f.account_id` },
  owner: { sql: (c) => sql`left join ${c.t.users} owner on owner.id = f.owner_id` },
  manager: { sql: (c) => sql`left join ${c.t.users} manager on manager.id = owner.manager_id`, after: ['owner'] },
  csm: { sql: (c) => sql`left join ${c.t.users} csm on csm.id = account.csm_id`, after: ['account'] },
  campaign: { sql: (c) => sql`left join ${c.t.campaigns} campaign on campaign.id = f.campaign_id` },
} as const satisfies Record<string, Join>

export const opportunityDimensions = {
  owner: { key: sql`f.owner_id`, name: sql`owner.name`, joins: ['owner'], personal: true },
  team: { key: sql`owner.team`, joins: ['owner'], needs: ['users.team'] },
  manager: { key: sql`manager.id`, name: sql`manager.name`, joins: ['manager'], personal: true },
  segment: { key: sql`account.segment`, joins: ['account'], needs: ['accounts.segment'] },
  region: { key: sql`account.region`, joins: ['account'], needs: ['accounts.region'] },
  industry: { key: sql`account.industry`, joins: ['account'], needs: ['accounts.industry'] },
  account: { key: sql`f.account_id`, name: sql`account.name`, joins: ['account'], personal: true },
  csm: { key: sql`account.csm_id`, name: sql`csm.name`, joins: ['csm'], personal: true, needs: ['accounts.csm_id'] },
  source: { key: sql`f.source`, needs: ['opportunities.source'] },
  sourced_by: { key: sql`f.sourced_by`, needs: ['opportunities.sourced_by'] },
  campaign: {
    key: sql`f.campaign_id`,
    name: sql`campaign.name`,
    joins: ['campaign'],
    needs: ['campaigns', 'opportunities.campaign_id'],
  },
  channel: { key: sql`campaign.channel`, joins: ['campaign'], needs: ['campaigns.channel'] },
  product: { key: sql`f.product`, needs: ['opportunities.product'] },
  type: { key: sql`f.type`, needs: ['opportunities.type'] },
  stage: { key: sql`f.stage_id`, name: sql`f.stage_name`, order: sql`f.position` },
  pipeline: { key: sql`f.pipeline` },
} as const satisfies Record<string, Dimension>

export const opportunityPeople: readonly PersonColumn[] = [
  { column: sql`f.owner_id` },
  { column: sql`account.csm_id`, joins: ['account'] },
]

export const opportunityExtras: readonly ExtraSource[] = [
  { relation: 'opportunities', alias: 'f' },
  { relation: 'accounts', alias: 'account', joins: ['account'] },
]
