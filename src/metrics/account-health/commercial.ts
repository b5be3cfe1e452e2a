import type { FactContext } from '../../ssot/fact.ts'
import { opportunitiesAsOf } from '../../ssot/facts/opportunities.ts'
import { activeOn, goesOn } from '../../ssot/facts/subscriptions.ts'
import { type Sql, sql } from '../../ssot/sql.ts'
import { type HealthInputSql, linear } from './inputs.ts'

/** Looking back, an end is known only if somebody wrote down when it became so. */
const known = (c: FactContext): Sql => (c.looksBack ? sql`s.end_known_at < ${c.asOf}` : sql`true`)

/**
 * Days to the next term end without an open renewal: 100 from 120 days, 0 at 0. 100 with an open renewal, or where every
 * subscription renews by itself. A span that another of the same product takes over from is no end. Looking back, an end
 * counts, and is taken over from, only if it was known by then.
 */
export const commercial: HealthInputSql = {
  connected: (c) => c.fresh('subscriptions') && c.has('subscriptions.term_ends_on'),
  join: (c) => sql`
    left join (
      select s.account_id, bool_and(coalesce(s.auto_renew, false) and s.ended_on is null) as renews_itself,
        min(coalesce(s.ended_on, s.term_ends_on)) filter (where not coalesce(s.auto_renew, false) or s.ended_on is not null) as ends_on
      from (
        select s.account_id, s.auto_renew,
          case when ${known(c)} then s.ended_on end as ended_on, case when ${known(c)} then s.term_ends_on end as term_ends_on
        from ${c.t.subscriptions} s
        where ${activeOn(c.endDay)} and not coalesce(${known(c)} and ${goesOn(c)}, false)
      ) s
      group by 1
    ) term on term.account_id = p.account_id
    left join (
      select o.account_id, true as open, min(o.id) as opportunity_id
      from (${opportunitiesAsOf(c, 'open')}) o
      where o.type = 'renewal'
      group by 1
    ) renewal on renewal.account_id = p.account_id`,
  score: (c) => sql`case when renewal.open or term.renews_itself then 100
    when term.ends_on is not null then ${linear(sql`(term.ends_on - ${c.endDay})::float8`, [0, 0], [120, 100])} end`,
  raw: sql`(term.ends_on - p.day)::float8`,
}
