import { identifier, join, type Sql, sql } from '../../src/ssot/sql.ts'
import type { Asked, Stretch } from './asked.ts'

/** Won, still to close, commit and best case of the three periods, in all and (for several people's records) by team. */
export function outlook(asked: Asked): Sql {
  const { now, quarter, next, people } = asked
  const columns = Object.entries({ quarter, month: asked.month, next }).map(([name, stretch]) =>
    columnsOf(name, asked, stretch),
  )
  return sql`
    select grouping(owner.team) = 0 as by_team, owner.team, ${join(columns)}
    from ssot.opportunities o
    join ssot.stages s on s.id = o.stage_id
    left join lateral (
      select h.owner_id from ssot.opportunity_history h
      where h.opportunity_id = o.id and s.outcome = 'won' and (h.valid_to is null or h.valid_to > o.closed_at)
      order by h.valid_from limit 1) credit on true
    left join ssot.users owner on owner.id = coalesce(credit.owner_id, o.owner_id)
    ${people ? sql`left join ssot.accounts account on account.id = o.account_id` : sql``}
    where o.created_at < ${now}
      and (s.outcome = 'open' or (s.outcome = 'won' and o.closed_at >= ${quarter.from} and o.closed_at < least(${next.to}, ${now})))
      ${people ? sql`and (coalesce(credit.owner_id, o.owner_id) = any(${people}) or account.csm_id = any(${people}))` : sql``}
    group by ${people ? sql`grouping sets ((), (owner.team)) having grouping(owner.team) = 1` : sql`grouping sets ((), (owner.team))`}`
}

function columnsOf(name: string, { now, today }: Asked, { from, to, fromDay, toDay }: Stretch): Sql {
  const won = sql`s.outcome = 'won' and o.closed_at >= ${from} and o.closed_at < least(${to}, ${now})`
  const closing = sql`s.outcome = 'open' and o.close_date >= greatest(${today}, ${fromDay}) and o.close_date < ${toDay}`
  const promised = (categories: readonly string[]): Sql =>
    sql`(${won}) or (s.outcome = 'open' and o.close_date >= ${fromDay} and o.close_date < ${toDay}
      and o.forecast_category = any(${categories}::text[]))`
  const figures = { won, closing, commit: promised(['commit']), best: promised(['commit', 'best_case']) }
  return join(
    Object.entries(figures).map(
      ([figure, rows]) => sql`sum(o.amount) filter (where ${rows}) as ${identifier(`${name}_${figure}`)},
        count(*) filter (where ${rows}) as ${identifier(`${name}_${figure}_n`)}`,
    ),
  )
}
