import { type Sql, sql } from '../../../src/ssot/sql.ts'
import { type Asked, type ByHand, one, several } from './hand-written.ts'
import { wonAmount } from './wins.ts'

/** Nothing dated after now counts (METRICS.md, rule 2). */
const openDeals = ({ now }: Asked): Sql => sql`
  from ssot.opportunities o join ssot.stages s on s.id = o.stage_id
  where s.outcome = 'open' and (o.created_at is null or o.created_at < ${now})`

const closingOpen = (asked: Asked): Sql => sql`
  select coalesce(sum(o.amount), 0) as closing
  ${openDeals(asked)} and o.close_date >= greatest(${asked.today}, ${asked.fromDay}) and o.close_date < ${asked.toDay}`

const forecast = (categories: readonly string[]): ByHand =>
  several(
    (asked) => [
      wonAmount(asked),
      sql`select coalesce(sum(o.amount), 0) as open, sum(o.amount) filter (where o.type = 'renewal') as open_renewals
        ${openDeals(asked)} and o.close_date >= ${asked.fromDay} and o.close_date < ${asked.toDay}
          and o.forecast_category = any(${categories}::text[])`,
    ],
    ({ value = 0, open = 0 }) => value + open,
  )

/** Figures of what is open, and of what it may still become. */
export const pipeline: Readonly<Record<string, ByHand>> = {
  open_pipeline: one(
    (asked) => sql`
      select sum(o.amount) as value, coalesce(sum(o.amount) filter (where o.type = 'renewal'), 0) as beside ${openDeals(asked)}`,
  ),
  weighted_pipeline: one(
    (asked) => sql`
      select sum(o.amount * s.probability) as value,
        coalesce(sum(o.amount * s.probability) filter (where o.type = 'renewal'), 0) as beside ${openDeals(asked)}`,
  ),
  pipeline_coverage: several(
    (asked) => [
      wonAmount(asked),
      closingOpen(asked),
      sql`select t.value as target from ssot.targets t
        where t.metric = 'bookings' and t.period_start = ${asked.fromDay} and t.period_end = ${asked.toDay}
          and t.owner_id is null and t.team is null`,
    ],
    ({ value = 0, closing = 0, target = 0 }) => closing / (target - value),
  ),
  forecast_commit: forecast(['commit']),
  forecast_best_case: forecast(['commit', 'best_case']),
  sales_velocity: several(
    (asked) => [
      sql`select count(*) as open ${openDeals(asked)} and coalesce(o.type, 'new') <> 'renewal'`,
      sql`select count(*) filter (where s.outcome = 'won') as won, count(*) as closed,
          sum(o.amount) filter (where s.outcome = 'won') as amount,
          count(o.amount) filter (where s.outcome = 'won') as with_amount,
          percentile_cont(0.5) within group (order by extract(epoch from o.closed_at - o.created_at)::float8 / 86400)
            filter (where s.outcome = 'won') as cycle
        from ssot.opportunities o join ssot.stages s on s.id = o.stage_id
        where o.closed_at >= ${asked.yearFrom} and o.closed_at < ${asked.now} and s.outcome in ('won', 'lost')
          and coalesce(o.type, 'new') <> 'renewal'`,
    ],
    ({ open = 0, won = 0, closed = 0, amount = 0, with_amount = 0, cycle = 0 }) =>
      (open * (won / closed) * (amount / with_amount)) / cycle,
  ),
  pipeline_health: one(pipelineHealth),
}

/** The cheap flags first: history and activities are looked up only for deals that pass them. */
function pipelineHealth({ now, today }: Asked): Sql {
  const versionDays = (created: Sql): Sql => sql`sum(extract(epoch from least(coalesce(h.valid_to, ${now}), ${now})
    - case when h.nth = 1 then least(h.valid_from, ${created}) else h.valid_from end)::float8 / 86400)`
  return sql`
    with p90 as materialized (
      select stage_id, percentile_cont(0.9) within group (order by days) as days
      from (
        select h.id, h.stage_id, ${versionDays(sql`h.created_at`)} as days
        from (
          select o.id, o.created_at, v.stage_id, v.valid_from, v.valid_to,
            row_number() over (partition by v.opportunity_id order by v.valid_from) as nth
          from ssot.opportunities o
          join ssot.stages s on s.id = o.stage_id and s.outcome = 'won'
          join ssot.opportunity_history v on v.opportunity_id = o.id
          where o.closed_at >= ${now} - interval '365 days' and o.closed_at < ${now} and coalesce(o.type, 'new') <> 'renewal'
        ) h
        join ssot.stages s on s.id = h.stage_id and s.outcome = 'open'
        group by 1, 2
      ) visits
      group by 1
      having count(*) >= 20
    )
    select sum(o.amount) filter (where case
      when o.close_date is null or o.close_date < ${today} or coalesce(btrim(o.next_step), '') = '' then false
      when coalesce(greatest(o.last_activity_at, (select max(a.at) from ssot.activities a where a.opportunity_id = o.id)),
        o.created_at) < ${now} - interval '14 days' then false
      when p90.days is null then true
      else coalesce((
        select ${versionDays(sql`o.created_at`)}
        from (
          select v.stage_id, v.valid_from, v.valid_to, row_number() over (order by v.valid_from) as nth
          from ssot.opportunity_history v where v.opportunity_id = o.id
        ) h
        where h.stage_id = o.stage_id) <= p90.days, true)
      end) / sum(o.amount) as value
    from ssot.opportunities o
    join ssot.stages s on s.id = o.stage_id
    left join p90 on p90.stage_id = o.stage_id
    where s.outcome = 'open'`
}
