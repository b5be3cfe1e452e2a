import { defineFact } from '../fact.ts'
import { sql } from '../sql.ts'
import { closedOpportunities, creditedOpportunities } from './closed-opportunities.ts'
import { closeDateColumn, closedColumn, opportunityColumns } from './listed/opportunities.ts'
import { opportunitiesAsOf, opportunityExtras } from './opportunities.ts'

/** What a period's forecast is made of, as of the window's end: deals won in the period, and every open deal. */
export const forecastOpportunities = defineFact({
  id: 'forecast_opportunities',
  amounts: 'opportunities',
  reads: closedOpportunities.reads,
  time: 'state',
  rows: (c) => sql`
    select * from (${opportunitiesAsOf(c)}) o
    where o.outcome = 'open' or (o.outcome = 'won' and o.closed_at >= ${c.from} and o.closed_at < least(${c.to}, ${c.asOf}))`,
  // A win belongs to its owner at the close, an open deal to its owner now: an open deal has no `closed_at` to match.
  joins: closedOpportunities.joins ?? {},
  dimensions: closedOpportunities.dimensions,
  people: creditedOpportunities.people,
  extras: opportunityExtras,
  rowKey: sql`f.id`,
  listed: [...opportunityColumns, closeDateColumn, closedColumn],
  estimated: sql`f.estimated`,
})
