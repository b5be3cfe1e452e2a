import { identifier, join, type Sql, sql } from '../../src/ssot/sql.ts'
import type { Asked } from './asked.ts'

/** What moved the quarter's open amount in seven days. Only deals that are open, or have closed since, can have moved it. */
export const movement = ({ now, since, quarter, people }: Asked): Sql => sql`
  select ${join(
    Object.entries(changes).flatMap(([name, [rows, delta]]) => [
      sql`coalesce(sum(${delta}) filter (where ${rows}), 0) as ${identifier(name)}`,
      sql`count(*) filter (where ${rows}) as ${identifier(`${name}_n`)}`,
    ]),
  )}
  from (
    select coalesce(o.amount, 0) as after, coalesce(version.amount, 0) as before, s.outcome as now, o.created_at >= ${since} as is_new,
      case when o.created_at < ${since} then was.outcome end as was,
      coalesce(o.created_at < ${since} and was.outcome = 'open' and version.close_date >= ${quarter.fromDay}
        and version.close_date < ${quarter.toDay}, false) as was_in,
      coalesce(s.outcome = 'open' and o.close_date >= ${quarter.fromDay} and o.close_date < ${quarter.toDay}, false) as is_in,
      coalesce(o.close_date >= ${quarter.fromDay} and o.close_date < ${quarter.toDay}, false) as dated_in,
      coalesce(s.outcome = 'won' and o.closed_at >= ${since} and o.closed_at >= ${quarter.from} and o.closed_at < ${quarter.to}, false)
        as won_here
    from ssot.opportunities o
    join ssot.stages s on s.id = o.stage_id
    left join lateral (
      select h.stage_id, h.amount, h.close_date from ssot.opportunity_history h
      where h.opportunity_id = o.id
      order by h.valid_from < ${since} desc, abs(extract(epoch from h.valid_from - ${since})) limit 1) version on true
    left join ssot.stages was on was.id = version.stage_id
    ${people ? sql`left join ssot.accounts account on account.id = o.account_id` : sql``}
    where o.created_at < ${now} and (s.outcome = 'open' or o.closed_at >= ${since})
      ${people ? sql`and (o.owner_id = any(${people}) or account.csm_id = any(${people}))` : sql``}
  ) d`

/** Which deals moved so, and by how much. */
const changes: Readonly<Record<string, readonly [Sql, Sql]>> = {
  start: [sql`was_in`, sql`before`],
  created: [sql`is_new and (is_in or won_here or (now = 'lost' and dated_in))`, sql`after`],
  reopened: [sql`was <> 'open' and (is_in or won_here)`, sql`after`],
  pulled_in: [sql`was = 'open' and not was_in and (is_in or won_here)`, sql`after`],
  amount_up: [sql`was_in and (is_in or now = 'won') and after > before`, sql`after - before`],
  amount_down: [sql`was_in and (is_in or now = 'won') and after < before`, sql`after - before`],
  slipped: [sql`was_in and now = 'open' and not is_in`, sql`-before`],
  won: [sql`(was_in and now = 'won') or (not was_in and won_here)`, sql`-after`],
  lost: [sql`now = 'lost' and (was_in or (is_new and dated_in))`, sql`case when was_in then -before else -after end`],
  end: [sql`is_in`, sql`after`],
}
