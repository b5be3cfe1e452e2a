import { defineFact } from '../fact.ts'
import { sql } from '../sql.ts'
import { opportunitiesAsOf } from './opportunities.ts'

/** Days before the period that its exits are compared with. */
export const exitBaselineDays = 180

/**
 * Deals (renewals left out) that left an open stage for a later one or for good, in the period (`recent`) or in the 180
 * days before it, with the days all their visits to the stage took. `mid_rank` and `ties` rank them within their stage
 * for a rank-sum test: mid-ranks for equal values, and t² − 1 for a tie of t.
 */
export const stageExits = defineFact({
  id: 'stage_exits',
  reads: ['opportunities', 'opportunity_history', 'stages'],
  needs: ['opportunity_history'],
  // Visits that began before the bot's own snapshots did look shorter than they were: those have to be out of sight first.
  covered: ({ since, latest }) => latest.since(since).total('hours') >= 24 * 365,
  time: 'span',
  rows: (c) => sql`
    select x.*, rank() over (partition by x.stage_id order by x.days)
        + (count(*) over (partition by x.stage_id, x.days) - 1) / 2.0 as mid_rank,
      power(count(*) over (partition by x.stage_id, x.days), 2) - 1 as ties
    from (
      select h.opportunity_id, h.stage_id, max(s.name) as stage_name, max(s.position) as position,
        (sum(extract(epoch from h.valid_to - h.valid_from)) / 86400)::float8 as days,
        max(h.valid_to) >= ${c.from} as recent, max(h.valid_to) as left_at
      from ${c.t.opportunity_history} h
      join ${c.t.stages} s on s.id = h.stage_id and s.outcome = 'open'
      join (${opportunitiesAsOf(c)}) o on o.id = h.opportunity_id and o.type <> 'renewal'
        and (o.outcome <> 'open' or o.position > s.position)
      where h.valid_to is not null and h.valid_to < ${c.asOf}
      group by 1, 2
      having max(h.valid_to) >= ${c.from} - ${exitBaselineDays}::int * interval '1 day' and max(h.valid_to) < ${c.to}
    ) x`,
  dimensions: { stage: { key: sql`f.stage_id`, name: sql`f.stage_name`, order: sql`f.position` } },
  people: [],
})
