import { defineFact, type FactContext } from '../fact.ts'
import { type Sql, sql } from '../sql.ts'
import { closedOpportunities } from './closed-opportunities.ts'
import { closedColumn, opportunityColumns } from './listed/opportunities.ts'
import { opportunitiesAsOf } from './opportunities.ts'
import { closedIn } from './past-opportunities.ts'

const wins = (c: FactContext, few?: Sql): Sql => sql`
  select o.* from (${opportunitiesAsOf(c, 'won', few)}) o
  where o.type = 'new' and o.closed_at < ${c.asOf}`

/**
 * The first won `new` opportunity of each account, by the day it closed. Which one is first is decided over the whole
 * company (METRICS rule 4); of two that closed at the same instant it is one.
 */
export const firstWins = defineFact({
  id: 'first_wins',
  reads: closedOpportunities.reads,
  needs: ['opportunities.closed_at'],
  time: 'event',
  at: { column: sql`f.closed_at`, type: 'instant' },
  rows: (c, stretch) => sql`
    select w.* from (${wins(c, stretch && closedIn(c, stretch))}) w
    where w.account_id is not null and not exists (
      select from (${wins(c, sql`o.account_id = w.account_id`)}) e where e.account_id = w.account_id and (e.closed_at, e.id) < (w.closed_at, w.id))`,
  joins: closedOpportunities.joins ?? {},
  dimensions: closedOpportunities.dimensions,
  people: closedOpportunities.people,
  ...(closedOpportunities.credit ? { credit: closedOpportunities.credit } : {}),
  extras: closedOpportunities.extras ?? [],
  rowKey: sql`f.id`,
  listed: [...opportunityColumns, closedColumn],
  estimated: sql`f.estimated`,
})
