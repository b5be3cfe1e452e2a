import { defineFact } from '../fact.ts'
import { sql } from '../sql.ts'
import {
  opportunitiesAsOf,
  opportunityDimensions,
  opportunityExtras,
  opportunityJoins,
  opportunityPeople,
} from './opportunities.ts'

/** Stretches of time that deals (renewals left out) spent in open stages, as far as they touch the period. */
export const stageVisits = defineFact({
  id: 'stage_visits',
  reads: ['opportunities', 'opportunity_history', 'stages', 'accounts', 'users'],
  needs: ['opportunity_history'],
  historic: true,
  time: 'span',
  rows: (c) => sql`
    select o.*, h.stage_id as visited
    from ${c.t.opportunity_history} h
    join ${c.t.stages} st on st.id = h.stage_id and st.outcome = 'open'
    join (${opportunitiesAsOf(c)}) o on o.id = h.opportunity_id and o.type <> 'renewal'
    where h.valid_from < least(${c.to}, ${c.asOf}) and coalesce(h.valid_to > ${c.from} and h.valid_to > h.valid_from, true)`,
  joins: opportunityJoins,
  dimensions: { ...opportunityDimensions, visited: { key: sql`f.visited` } },
  people: opportunityPeople,
  extras: opportunityExtras,
})
