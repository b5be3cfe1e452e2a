import type { Dimension, ExtraSource, FactContext, Join, PersonColumn } from '../fact.ts'
import { type Sql, sql } from '../sql.ts'
import { accountCsm } from './accounts.ts'
import { constant, lasting, type Only, usable } from './opportunity-columns.ts'
import { closedIn, historicOpportunities, rememberedOpportunities } from './past-opportunities.ts'

/**
 * One row per opportunity as it stood just before `asOf` (METRICS rule 2): stage, amount, owner, close date and category
 * from the version of history valid then. A deal that was reopened later is still closed then.
 * Opportunities whose stage is unknown are left out. `few`, a condition on their rows of today, `o`, that all wanted ones
 * meet, spares reading the history of the others; some of those may still be among the rows.
 */
export function opportunitiesAsOf(c: FactContext, only?: Only, few?: Sql): Sql {
  if (!c.past) return liveOpportunities(c, only)
  return c.has('opportunity_history') ? historicOpportunities(c, only, few) : rememberedOpportunities(c, only)
}

/** Deals won in the window's period, as far as it has gone. */
export function wonInPeriod(c: FactContext): Sql {
  const closed = { from: c.from, to: sql`least(${c.to}, ${c.asOf})` }
  return sql`select * from (${opportunitiesAsOf(c, 'won', closedIn(c, closed))}) o where o.closed_at >= ${closed.from} and o.closed_at < ${closed.to}`
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
  where (o.created_at is null or o.created_at < ${c.asOf})${only ? sql` and ${c.inStage(sql`o.stage_id`, only)}` : sql``}`
}

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

export const opportunityPeople: readonly PersonColumn[] = [{ column: sql`f.owner_id` }, accountCsm]

export const opportunityExtras: readonly ExtraSource[] = [
  { relation: 'opportunities', alias: 'f' },
  { relation: 'accounts', alias: 'account', joins: ['account'] },
]
