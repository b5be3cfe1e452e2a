import { type Sql, sql } from '../../../src/ssot/sql.ts'
import { type Asked, type ByHand, one, several } from './hand-written.ts'

const closedDeals = ({ from, to }: Asked): Sql => sql`
  from ssot.opportunities o join ssot.stages s on s.id = o.stage_id
  where o.closed_at >= ${from} and o.closed_at < ${to}`

const isNew = sql`coalesce(o.type, 'new') <> 'renewal'`

/** What was won in the period, the renewal part apart. */
export const wonAmount = (asked: Asked): Sql => sql`
  select sum(o.amount) as value, coalesce(sum(o.amount) filter (where o.type = 'renewal'), 0) as beside
  ${closedDeals(asked)} and s.outcome = 'won'`

const perDeal = (figure: Sql): ByHand =>
  one((asked) => sql`select ${figure} ${closedDeals(asked)} and s.outcome = 'won' and ${isNew}`)

const days = sql`extract(epoch from o.closed_at - o.created_at)::float8 / 86400`

/** Figures of deals that closed in the period. */
export const wins: Readonly<Record<string, ByHand>> = {
  bookings: one(wonAmount),
  win_rate: one(
    (asked) => sql`
      select count(*) filter (where s.outcome = 'won')::float8 / count(*) as value
      ${closedDeals(asked)} and s.outcome in ('won', 'lost') and ${isNew}`,
  ),
  win_rate_amount: one(
    (asked) => sql`
      select sum(amount) filter (where won) / sum(amount) as value
      from (
        select s.outcome = 'won' as won, case when s.outcome = 'won' then o.amount else coalesce((
          select h.amount from ssot.opportunity_history h
          join ssot.stages hs on hs.id = h.stage_id and hs.outcome = 'open'
          where h.opportunity_id = o.id and h.valid_from < o.closed_at
          order by h.valid_from desc limit 1), o.amount) end as amount
        ${closedDeals(asked)} and s.outcome in ('won', 'lost') and ${isNew}
      ) d
      where won or amount > 0`,
  ),
  avg_deal_size: perDeal(sql`sum(o.amount) / count(o.amount) as value`),
  sales_cycle: perDeal(sql`
    percentile_cont(0.5) within group (order by ${days}) as value,
    percentile_cont(0.9) within group (order by ${days}) as beside`),
  lead_time: one(
    (asked) => sql`
      select percentile_cont(0.5) within group (order by days) as value,
        percentile_cont(0.9) within group (order by days) as beside
      from (
        select extract(epoch from o.closed_at - (
          select min(l.created_at) from ssot.leads l where l.opportunity_id = o.id))::float8 / 86400 as days
        ${closedDeals(asked)} and s.outcome = 'won' and ${isNew}
      ) d
      where days >= 0`,
  ),
  marketing_contribution: perDeal(sql`
    sum(o.amount) filter (where o.sourced_by = 'marketing') / sum(o.amount) as value`),
  quota_attainment: several(
    (asked) => [
      wonAmount(asked),
      sql`select t.value as target from ssot.targets t
        where t.metric = 'bookings' and t.period_start = ${asked.fromDay} and t.period_end = ${asked.toDay}
          and t.owner_id is null and t.team is null`,
    ],
    ({ value = 0, target = 0 }) => value / target,
  ),
  forecast_accuracy: several(
    (asked) => [wonAmount(asked), committed(asked), silentOwners(asked)],
    ({ value = 0, committed: said = 0 }) => Math.max(0, 1 - Math.abs(said - value) / value),
  ),
}

const submitted = ({ fromDay, toDay }: Asked): Sql => sql`
  select distinct on (f.owner_id) f.owner_id, f.amount
  from ssot.forecasts f
  where f.category = 'commit' and f.period_start = ${fromDay} and f.period_end = ${toDay}
    and f.submitted_at < (${fromDay} + 14)::timestamp at time zone 'Asia/Tokyo'
  order by f.owner_id, f.submitted_at desc, f.id desc`

const committed = (asked: Asked): Sql => sql`select sum(amount) as committed from (${submitted(asked)}) f`

/** Who won something in the period or has a target for it, and submitted nothing: the answer names them. */
const silentOwners = (asked: Asked): Sql => sql`
  select string_agg(u.name, ', ' order by u.name) as silent
  from ssot.users u
  where u.id in (
    select coalesce((
      select h.owner_id from ssot.opportunity_history h
      where h.opportunity_id = o.id and (h.valid_to is null or h.valid_to > o.closed_at)
      order by h.valid_from limit 1), o.owner_id)
    ${closedDeals(asked)} and s.outcome = 'won'
    union
    select t.owner_id from ssot.targets t
    where t.metric = 'bookings' and t.period_start = ${asked.fromDay} and t.period_end = ${asked.toDay}
  ) and u.id not in (select owner_id from (${submitted(asked)}) f)`
