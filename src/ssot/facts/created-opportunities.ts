import { defineFact } from '../fact.ts'
import { sql } from '../sql.ts'
import {
  opportunitiesAsOf,
  opportunityDimensions,
  opportunityExtras,
  opportunityJoins,
  opportunityPeople,
} from './opportunities.ts'

/** Every opportunity by the day it was created, whatever became of it. */
export const createdOpportunities = defineFact({
  id: 'created_opportunities',
  reads: ['opportunities', 'stages', 'accounts', 'users'],
  time: 'event',
  at: { column: sql`f.created_at`, type: 'instant' },
  rows: (c) => opportunitiesAsOf(c),
  joins: opportunityJoins,
  dimensions: opportunityDimensions,
  people: opportunityPeople,
  extras: opportunityExtras,
})
