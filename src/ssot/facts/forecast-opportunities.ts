import { defineFact } from '../fact.ts'
import { sql } from '../sql.ts'
import { closedOpportunities, creditedPerson } from './closed-opportunities.ts'
import { closeDateColumn, closedColumn, opportunityColumns } from './listed/opportunities.ts'
import { opportunitiesAsOf, opportunityExtras, wonInPeriod } from './opportunities.ts'

/** What closes in a period, as of the window's end: deals won in the period, and every open deal. */
export const closingOpportunities = defineFact({
  id: 'closing_opportunities',
  amounts: 'opportunities',
  reads: closedOpportunities.reads,
  time: 'state',
  // Apart, each is found by an index.
  rows: (c) => sql`${opportunitiesAsOf(c, 'open')} union all ${wonInPeriod(c)}`,
  // A win belongs to its owner at the close, an open deal to its owner now: an open deal has no `closed_at` to match.
  joins: closedOpportunities.joins ?? {},
  dimensions: closedOpportunities.dimensions,
  people: closedOpportunities.people,
  credit: creditedPerson,
  extras: opportunityExtras,
  rowKey: sql`f.id`,
  listed: [...opportunityColumns, closeDateColumn, closedColumn],
  estimated: sql`f.estimated`,
})

/** The same, for whom they are credited to alone: what is held against a person's target or forecast. */
export const forecastOpportunities = defineFact({
  ...closingOpportunities,
  id: 'forecast_opportunities',
  people: [creditedPerson],
  narrows: closingOpportunities,
})
