import { type Dimension, defineFact } from '../fact.ts'
import { sql } from '../sql.ts'
import {
  opportunitiesAsOf,
  opportunityDimensions,
  opportunityExtras,
  opportunityJoins,
  opportunityPeople,
} from './opportunities.ts'

const credited = sql`coalesce(credit.owner_id, f.owner_id)`
const byCredit: Record<string, Dimension> = {
  owner: { ...opportunityDimensions.owner, key: credited },
}

/** Won and lost opportunities by the day of their last close; closed without `closed_at` is left out. */
export const closedOpportunities = defineFact({
  id: 'closed_opportunities',
  amounts: 'opportunities',
  reads: ['opportunities', 'opportunity_history', 'stages', 'accounts', 'users'],
  needs: ['opportunities.closed_at'],
  time: 'event',
  at: { column: sql`f.closed_at`, type: 'instant' },
  rows: (c) => opportunitiesAsOf(c, 'closed'),
  joins: {
    ...opportunityJoins,
    // A win belongs to whoever owned it when it closed (METRICS rule 5): the earliest version that outlasts the close is the
    // one valid then, or the first one, carried back.
    credit: {
      sql: (c) =>
        c.has('opportunity_history.owner_id')
          ? sql`left join lateral (
              select h.owner_id from ${c.t.opportunity_history} h
              where h.opportunity_id = f.id and f.closed_at is not null and (h.valid_to is null or h.valid_to > f.closed_at)
              order by h.valid_from limit 1) credit on true`
          : sql`cross join (select null::text as owner_id) credit`,
    },
    owner: { sql: (c) => sql`left join ${c.t.users} owner on owner.id = ${credited}`, after: ['credit'] },
  },
  dimensions: { ...opportunityDimensions, ...byCredit },
  people: [{ column: credited, joins: ['credit'] }, ...opportunityPeople.slice(1)],
  extras: opportunityExtras,
})
