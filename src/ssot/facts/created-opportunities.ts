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
import { createdIn } from './past-opportunities.ts'
import { restlessStages, restlessStands } from './restless.ts'

/** Dimensions that are those of the version valid then. */
const moving = ['owner', 'team', 'manager', 'stage', 'pipeline']

/** Opportunities by the day they were created, whatever became of them since. */
export const createdOpportunities = defineFact({
  id: 'created_opportunities',
  amounts: 'opportunities',
  reads: ['opportunities', 'opportunity_history', 'stages', 'accounts', 'users'],
  time: 'event',
  at: { column: sql`f.created_at`, type: 'instant' },
  rows: (c, stretch) => opportunitiesAsOf(c, undefined, stretch && createdIn(stretch)),
  // What is counted of them, and who the account is, does not change; in whose hands and where they stand does.
  restless: { rows: restlessStands, toldBy: moving, otherwise: restlessStages },
  joins: opportunityJoins,
  dimensions: opportunityDimensions,
  people: opportunityPeople,
  extras: opportunityExtras,
  rowKey: sql`f.id`,
  listed: [...opportunityColumns, closedColumn],
  estimated: sql`f.estimated`,
})
