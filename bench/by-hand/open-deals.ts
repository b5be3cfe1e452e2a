import { type Sql, sql } from '../../src/ssot/sql.ts'
import type { Asked } from './asked.ts'

/** Open deals by stage, their totals, and those that need attention: one statement, so that each deal is judged once. */
export const openDeals = ({ now, today, people }: Asked): Sql => sql`
  with p90 as (
    select stage_id, percentile_cont(0.9) within group (order by days) as days
    from (
      select id, stage_id, sum(extract(epoch from
          least(coalesce(valid_to, ${now}), ${now}) - case when nth = 1 then least(valid_from, created_at) else valid_from end) / 86400) as days
      from (
        select o.id, o.created_at, h.stage_id, h.valid_from, h.valid_to,
          row_number() over (partition by h.opportunity_id order by h.valid_from) as nth
        from ssot.opportunities o
        join ssot.stages s on s.id = o.stage_id
        join ssot.opportunity_history h on h.opportunity_id = o.id
        where s.outcome = 'won' and coalesce(o.type, 'new') <> 'renewal' and o.created_at < ${now}
          and o.closed_at >= ${now} - interval '365 days' and o.closed_at < ${now} and h.valid_from < ${now}
      ) versions
      group by 1, 2
    ) visits
    group by 1
    having count(*) >= 20
  ), deals as materialized (
    select o.id, o.name, o.amount, o.close_date, coalesce(o.type, 'new') as type, s.id as stage_id, s.name as stage,
      s.position, s.probability, account.name as account, owner.name as owner, visit.days as days_in_stage, p90.days as p90,
      extract(epoch from ${now} - o.created_at) / 86400 as age, coalesce(activity.at, o.created_at) as active_at,
      o.close_date is null or o.close_date < ${today} as overdue, coalesce(visit.days > p90.days, false) as slow,
      coalesce(coalesce(activity.at, o.created_at) < ${now} - interval '14 days', false) as quiet,
      coalesce(btrim(o.next_step), '') = '' as no_next_step
    from ssot.opportunities o
    join ssot.stages s on s.id = o.stage_id
    left join ssot.accounts account on account.id = o.account_id
    left join ssot.users owner on owner.id = o.owner_id
    left join p90 on p90.stage_id = o.stage_id
    left join lateral (
      select sum(extract(epoch from
          least(coalesce(valid_to, ${now}), ${now}) - case when nth = 1 then least(valid_from, o.created_at) else valid_from end) / 86400) as days
      from (
        select h.stage_id, h.valid_from, h.valid_to, row_number() over (order by h.valid_from) as nth
        from ssot.opportunity_history h
        where h.opportunity_id = o.id and h.valid_from < ${now}
      ) h
      where h.stage_id = o.stage_id
    ) visit on true
    cross join lateral (select greatest(case when o.last_activity_at < ${now} then o.last_activity_at end,
      (select max(a.at) from ssot.activities a where a.opportunity_id = o.id and a.at < ${now})) as at) activity
    where s.outcome = 'open' and o.created_at < ${now}
      ${people ? sql`and (o.owner_id = any(${people}) or account.csm_id = any(${people}))` : sql``}
  ), flagged as (
    select * from deals where overdue or slow or quiet or no_next_step
  )
  select
    (select json_build_object('n', count(*), 'amount', sum(amount), 'blank', count(*) filter (where amount is null),
      'renewals', sum(amount) filter (where type = 'renewal'), 'weighted', sum(amount * probability),
      'healthy', sum(amount) filter (where not (overdue or slow or quiet or no_next_step))) from deals) as total,
    (select json_agg(each) from (
      select stage_id, stage, position, count(*) as n, sum(amount) as amount, sum(amount * probability) as weighted,
        percentile_cont(0.5) within group (order by age) as age
      from deals where type <> 'renewal' group by 1, 2, 3 order by position) each) as stages,
    (select count(*) from flagged) as flagged,
    (select json_agg(each) from (select * from flagged order by amount desc nulls last, id limit 7) each) as attention`
