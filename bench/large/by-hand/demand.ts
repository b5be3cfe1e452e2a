import { type Sql, sql } from '../../../src/ssot/sql.ts'
import { type Asked, type ByHand, one, several } from './hand-written.ts'

const counted = (column: Sql): ByHand =>
  one(
    ({ from, to }) => sql`select count(*) as value from ssot.leads l where ${column} >= ${from} and ${column} < ${to}`,
  )

const day = (instant: Sql): Sql => sql`(${instant} at time zone 'Asia/Tokyo')::date`

const marketingWins = ({ from, to }: Asked): Sql => sql`
  select sum(o.amount) as won from ssot.opportunities o join ssot.stages s on s.id = o.stage_id
  where s.outcome = 'won' and o.closed_at >= ${from} and o.closed_at < ${to}`

/**
 * When 24 business hours after an MQL are over, local time: the same time on the next business day; one of a weekend has
 * all of Monday. The company keeps no holidays.
 */
const deadline = sql`case extract(isodow from local) when 5 then local + interval '3 days'
  when 6 then date_trunc('day', local) + interval '3 days' when 7 then date_trunc('day', local) + interval '2 days'
  else local + interval '1 day' end`

/** Figures of leads, campaigns and the web site. */
export const demand: Readonly<Record<string, ByHand>> = {
  leads: counted(sql`l.created_at`),
  mqls: counted(sql`l.mql_at`),
  sqls: counted(sql`l.sql_at`),
  lead_conversion_rate: one(
    ({ from, to }) => sql`
      select count(*) filter (where ${day(sql`l.converted_at`)} - ${day(sql`l.created_at`)} between 0 and 90)::float8 / count(*) as value
      from ssot.leads l where l.created_at >= ${from} and l.created_at < ${to}`,
  ),
  opportunity_rate: one(
    ({ from, to }) => sql`
      select count(*) filter (where ${day(sql`o.created_at`)} - ${day(sql`l.mql_at`)} between 0 and 90)::float8 / count(*) as value
      from ssot.leads l left join ssot.opportunities o on o.id = l.opportunity_id
      where l.mql_at >= ${from} and l.mql_at < ${to}`,
  ),
  speed_to_lead: one(
    ({ from, to }) => sql`
      select percentile_cont(0.5) within group (order by minutes) filter (where minutes >= 0) as value,
        percentile_cont(0.9) within group (order by minutes) filter (where minutes >= 0) as beside,
        count(*) filter (where minutes is null) as untouched
      from (
        select extract(epoch from l.first_touch_at - l.mql_at)::float8 / 60 as minutes
        from ssot.leads l where l.mql_at >= ${from} and l.mql_at < ${to}
      ) m`,
  ),
  mql_sla_rate: one(
    ({ from, to, now }) => sql`
      select count(*) filter (where answered <= ${deadline})::float8 / count(*) as value
      from (
        select l.mql_at at time zone 'Asia/Tokyo' as local,
          least(l.first_touch_at, l.converted_at, l.disqualified_at) at time zone 'Asia/Tokyo' as answered
        from ssot.leads l where l.mql_at >= ${from} and l.mql_at < ${to}
      ) l
      where ${deadline} <= ${now} at time zone 'Asia/Tokyo'`,
  ),
  web_traffic: one(
    ({ fromDay, toDay }) => sql`
      select sum(sessions) as value from ssot.web_traffic w where w.day >= ${fromDay} and w.day < ${toDay}`,
  ),
  engagement_rate: one(
    ({ fromDay, toDay }) => sql`
      select sum(engaged_sessions)::float8 / sum(sessions) as value from ssot.web_traffic w
      where w.day >= ${fromDay} and w.day < ${toDay} and w.engaged_sessions is not null`,
  ),
  marketing_roi: several(
    (asked) => [
      sql`${marketingWins(asked)} and o.campaign_id is not null`,
      sql`select sum(c.amount) filter (where c.campaign_id is not null) as costs,
          sum(c.amount) filter (where c.department = 'marketing' and c.campaign_id is null) as unallocated
        from ssot.costs c where c.day >= ${asked.fromDay} and c.day < ${asked.toDay}`,
    ],
    ({ won = 0, costs = 0 }, { grossMargin }) => (grossMargin * won - costs) / costs,
  ),
  mroi: several(
    (asked) => [
      sql`${marketingWins(asked)} and coalesce(o.type, 'new') <> 'renewal' and o.sourced_by = 'marketing'`,
      sql`select sum(c.amount) as costs from ssot.costs c
        where c.department = 'marketing' and c.day >= ${asked.fromDay} and c.day < ${asked.toDay}`,
    ],
    ({ won = 0, costs = 0 }, { grossMargin }) => (grossMargin * won - costs) / costs,
  ),
}
