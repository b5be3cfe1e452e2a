import { type Dimension, defineFact, type Fact, type FactContext, type Join } from '../fact.ts'
import { identifier, join, type Sql, sql } from '../sql.ts'
import { leadColumns } from './listed/leads.ts'

const moments = ['mql_at', 'sql_at', 'assigned_at', 'first_touch_at', 'converted_at', 'disqualified_at'] as const
type Moment = (typeof moments)[number]

/**
 * Leads as known today, with what had not happened by `asOf` taken back. `dated` is left bare so its index serves, and a
 * lead with a later moment is there, whenever its CRM says it was created: a count needs nothing but that index.
 */
function leadRows(c: FactContext, dated: Moment | 'created_at'): Sql {
  const masked = moments.map((name) => {
    const column = identifier(name)
    return name === dated ? sql`l.${column}` : sql`case when l.${column} < ${c.asOf} then l.${column} end as ${column}`
  })
  const extra = (c.extra.leads ?? []).map((name) => sql`l.${identifier(name)}`)
  return sql`
    select l.id, l.source, l.campaign_id, l.segment, l.region, l.industry, l.owner_id, l.account_id, l.opportunity_id,
      l.created_at, ${join([...masked, ...extra])}
    from ${c.t.leads} l${
      dated === 'created_at'
        ? sql`
    where l.created_at < ${c.asOf}`
        : sql``
    }`
}

const joins: Record<string, Join> = {
  owner: { sql: (c) => sql`left join ${c.t.users} owner on owner.id = f.owner_id` },
  manager: { sql: (c) => sql`left join ${c.t.users} manager on manager.id = owner.manager_id`, after: ['owner'] },
  campaign: { sql: (c) => sql`left join ${c.t.campaigns} campaign on campaign.id = f.campaign_id` },
  account: { sql: (c) => sql`left join ${c.t.accounts} account on account.id = f.account_id` },
  opportunity: {
    sql: (c) => sql`left join ${c.t.opportunities} opportunity
      on opportunity.id = f.opportunity_id and opportunity.created_at < ${c.asOf}`,
  },
}

const dimensions: Record<string, Dimension> = {
  source: { key: sql`f.source`, needs: ['leads.source'] },
  campaign: { key: sql`f.campaign_id`, name: sql`campaign.name`, joins: ['campaign'], needs: ['leads.campaign_id'] },
  channel: { key: sql`campaign.channel`, joins: ['campaign'], needs: ['campaigns.channel', 'leads.campaign_id'] },
  segment: { key: sql`f.segment`, needs: ['leads.segment'] },
  region: { key: sql`f.region`, needs: ['leads.region'] },
  industry: { key: sql`f.industry`, needs: ['leads.industry'] },
  owner: { key: sql`f.owner_id`, name: sql`owner.name`, joins: ['owner'], personal: true, needs: ['leads.owner_id'] },
  team: { key: sql`owner.team`, joins: ['owner'], needs: ['leads.owner_id', 'users.team'] },
  manager: { key: sql`manager.id`, name: sql`manager.name`, joins: ['manager'], personal: true },
  // Leads are open one by one, and so are the accounts they came from; who works them is not.
  account: { key: sql`f.account_id`, name: sql`account.name`, joins: ['account'] },
}

const leadFact = (id: string, dated: Moment | 'created_at'): Fact =>
  defineFact({
    id,
    reads: ['leads', 'users', 'campaigns'],
    needs: ['leads', `leads.${dated}`],
    time: 'event',
    at: { column: sql`f.${identifier(dated)}`, type: 'instant' },
    rows: (c) => leadRows(c, dated),
    joins,
    dimensions,
    people: [{ column: sql`f.owner_id` }],
    extras: [{ relation: 'leads', alias: 'f' }],
    rowKey: sql`f.id`,
    listed: leadColumns,
    open: true,
  })

/** Leads by the day they were created. */
export const createdLeads = leadFact('created_leads', 'created_at')
/** Leads by the day they first became marketing-qualified. */
export const qualifiedLeads = leadFact('mql_leads', 'mql_at')
/** Leads by the day sales first accepted them. */
export const acceptedLeads = leadFact('sql_leads', 'sql_at')
