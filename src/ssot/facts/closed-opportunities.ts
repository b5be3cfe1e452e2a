import { type Dimension, defineFact, type FactContext, type PersonColumn } from '../fact.ts'
import { identifier, type Sql, sql } from '../sql.ts'
import { closedColumn, opportunityColumns } from './listed/opportunities.ts'
import {
  opportunitiesAsOf,
  opportunityDimensions,
  opportunityExtras,
  opportunityJoins,
  opportunityPeople,
} from './opportunities.ts'
import { closedIn } from './past-opportunities.ts'
import { restlessCloses } from './restless.ts'

const credited = sql`coalesce(credit.owner_id, f.owner_id)`
const byCredit: Record<string, Dimension> = {
  owner: { ...opportunityDimensions.owner, key: credited },
}

/**
 * A win belongs to whoever owned it when it closed (METRICS rule 5): the earliest version that outlasts the close is the
 * one valid then, or the first one, carried back. Joins `credit.owner_id`, null without history, to the closed `row`.
 */
export const creditAtClose = (c: FactContext, row: Sql): Sql =>
  c.has('opportunity_history.owner_id')
    ? sql`left join lateral (
        select h.owner_id from ${c.t.opportunity_history} h
        where h.opportunity_id = ${row}.id and ${row}.closed_at is not null and (h.valid_to is null or h.valid_to > ${row}.closed_at)
        order by h.valid_from limit 1) credit on true`
    : sql`cross join (select null::text as owner_id) credit`

/** Whom a win is credited to. */
export const creditedPerson: PersonColumn = { column: credited, joins: ['credit'] }

/** Won and lost opportunities by the day of their last close; closed without `closed_at` is left out. */
export const closedOpportunities = defineFact({
  id: 'closed_opportunities',
  amounts: 'opportunities',
  reads: ['opportunities', 'opportunity_history', 'stages', 'accounts', 'users'],
  needs: ['opportunities.closed_at'],
  time: 'event',
  at: { column: sql`f.closed_at`, type: 'instant' },
  rows: (c, stretch) => opportunitiesAsOf(c, 'closed', stretch && closedIn(c, stretch)),
  restless: { rows: restlessCloses, closed: true },
  joins: {
    ...opportunityJoins,
    credit: { sql: (c) => creditAtClose(c, identifier('f')) },
    owner: { sql: (c) => sql`left join ${c.t.users} owner on owner.id = ${credited}`, after: ['credit'] },
    first_lead: { sql: firstLead },
    last_open: { sql: lastOpenAmount },
  },
  dimensions: { ...opportunityDimensions, ...byCredit },
  people: [creditedPerson, ...opportunityPeople.slice(1)],
  credit: creditedPerson,
  extras: opportunityExtras,
  rowKey: sql`f.id`,
  listed: [...opportunityColumns, closedColumn],
  estimated: sql`f.estimated`,
})

/** The same, for whom they are credited to alone: what is held against a person's target or forecast. */
export const creditedOpportunities = defineFact({
  ...closedOpportunities,
  id: 'credited_opportunities',
  people: [creditedPerson],
  narrows: closedOpportunities,
})

/** When the earliest lead behind an opportunity was created; null without one. */
function firstLead(c: FactContext): Sql {
  return sql`left join lateral (
    select min(l.created_at) as created_at from ${c.t.leads} l
    where l.opportunity_id = f.id and l.created_at < ${c.asOf}) first_lead on true`
}

/**
 * The amount of a lost opportunity's last open version: once lost, an amount is often set to 0. Up to `asOf`, not to
 * `closed_at`: what is lost then has no open version after its close, and a close known by its day only is midnight.
 */
function lastOpenAmount(c: FactContext): Sql {
  if (!c.has('opportunity_history.amount')) return sql`cross join (select null::numeric as amount) last_open`
  return sql`left join lateral (
    select h.amount from ${c.t.opportunity_history} h
    join ${c.t.stages} hs on hs.id = h.stage_id and hs.outcome = 'open'
    where f.outcome = 'lost' and h.opportunity_id = f.id and h.valid_from < ${c.asOf}
    order by h.valid_from desc limit 1) last_open on true`
}
