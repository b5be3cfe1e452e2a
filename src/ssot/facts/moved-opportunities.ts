import { Temporal } from 'temporal-polyfill'
import { defineFact, type Fact } from '../fact.ts'
import { instantSql, sql } from '../sql.ts'
import {
  opportunitiesAsOf,
  opportunityDimensions,
  opportunityExtras,
  opportunityJoins,
  opportunityPeople,
} from './opportunities.ts'

/**
 * Open deals that stand in another stage, or close on another day, than at an instant; new ones are not among them. Beside
 * where they stand: `was_stage`, `was_position`, `was_close_date`, and `pushes`, how often the close date was ever put off.
 */
export const movedSince = (since: Temporal.Instant): Fact =>
  defineFact({
    id: 'moved_opportunities',
    amounts: 'opportunities',
    reads: ['opportunities', 'opportunity_history', 'stages', 'accounts', 'users'],
    needs: ['opportunity_history', 'opportunity_history.close_date', 'opportunities.close_date'],
    covered: ({ since: began }) => Temporal.Instant.compare(began, since) <= 0,
    time: 'state',
    rows(c) {
      const from = instantSql(since)
      const start = { ...c, asOf: from, past: true }
      return sql`
        select e.*, s.stage_name as was_stage, s.position as was_position, s.close_date as was_close_date,
          coalesce(e.close_date > s.close_date, false) as slipped, pushed.pushes
        from (${opportunitiesAsOf(c, 'open')}) e
        join (${opportunitiesAsOf(start, 'open')}) s on s.id = e.id
        cross join lateral (
          select count(*) filter (where x.close_date > x.before) as pushes from (
            select h.close_date, lag(h.close_date) over (order by h.valid_from) as before
            from ${c.t.opportunity_history} h where h.opportunity_id = e.id and h.valid_from < ${c.asOf}) x) pushed
        where e.id in (
            select h.opportunity_id from ${c.t.opportunity_history} h
            where h.valid_from >= ${from} and h.valid_from < ${c.asOf})
          and (e.stage_id is distinct from s.stage_id or e.close_date is distinct from s.close_date)`
    },
    joins: opportunityJoins,
    dimensions: opportunityDimensions,
    people: opportunityPeople,
    extras: opportunityExtras,
  })
