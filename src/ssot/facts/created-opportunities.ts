import { defineFact } from '../fact.ts'
import { sql } from '../sql.ts'
import { closedColumn, opportunityColumns } from './listed/opportunities.ts'
import {
  opportunitiesAsOf,
  opportunityDimensions,
  opportunityExtras,
  opportunityJoins,
  opportunityPeople,
} from './opportunities.ts'

/** Opportunities by the day they were created, whatever became of them since. */
export const createdOpportunities = defineFact({
  id: 'created_opportunities',
  amounts: 'opportunities',
  reads: ['opportunities', 'opportunity_history', 'stages', 'accounts', 'users'],
  time: 'event',
  at: { column: sql`f.created_at`, type: 'instant' },
  rows: (c) => opportunitiesAsOf(c),
  joins: opportunityJoins,
  dimensions: opportunityDimensions,
  people: opportunityPeople,
  extras: opportunityExtras,
  rowKey: sql`f.id`,
  listed: [...opportunityColumns, closedColumn],
  estimated: sql`f.estimated`,
})
