import { sql } from '../../../src/ssot/sql.ts'
import { type ByHand, one } from './hand-written.ts'

/** Figures of activities, tickets and surveys. */
export const service: Readonly<Record<string, ByHand>> = {
  sales_activities: one(
    ({ from, to }) => sql`select count(*) as value from ssot.activities a where a.at >= ${from} and a.at < ${to}`,
  ),
  opportunities_created: one(
    ({ from, to }) => sql`
      select count(*) as value, count(*) filter (where o.type = 'renewal') as beside
      from ssot.opportunities o
      join ssot.stages s on s.id = o.stage_id -- one of an unknown stage does not count
      where o.created_at >= ${from} and o.created_at < ${to}`,
  ),
  ticket_resolution_time: one(
    ({ from, to }) => sql`
      select percentile_cont(0.5) within group (order by hours) as value,
        percentile_cont(0.9) within group (order by hours) as beside,
        percentile_cont(0.5) within group (order by first_hours) filter (where first_hours >= 0) as first_resolution
      from (
        select extract(epoch from t.solved_at - t.opened_at)::float8 / 3600 as hours,
          extract(epoch from t.first_solved_at - t.opened_at)::float8 / 3600 as first_hours
        from ssot.tickets t where t.solved_at >= ${from} and t.solved_at < ${to}
      ) t
      where hours >= 0`,
  ),
  csat: one(
    ({ from, to }) => sql`
      select count(*) filter (where r.score >= 4)::float8 / count(*) as value
      from ssot.survey_responses r where r.kind = 'csat' and r.answered_at >= ${from} and r.answered_at < ${to}`,
  ),
  nps: one(
    ({ from, to }) => sql`
      select 100.0 * (count(*) filter (where r.score >= 9) - count(*) filter (where r.score <= 6)) / count(*) as value
      from ssot.survey_responses r where r.kind = 'nps' and r.answered_at >= ${from} and r.answered_at < ${to}`,
  ),
}
