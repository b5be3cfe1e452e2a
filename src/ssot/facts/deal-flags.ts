import type { FactContext } from '../fact.ts'
import { type Sql, sql } from '../sql.ts'
import { opportunitiesAsOf } from './opportunities.ts'
import { closedIn } from './past-opportunities.ts'

/** Days an open deal has spent in its present stage, all visits summed; null without history. */
export const timeInStage = (c: FactContext): Sql => sql`
  left join lateral (
    select sum(${visitDays(c, sql`f.created_at`)}) as days
    from ${c.t.opportunity_history} h
    cross join lateral (${firstVersion(c, sql`f.id`)}) first
    where h.opportunity_id = f.id and h.stage_id = f.stage_id and h.valid_from < ${c.asOf}
  ) time_in_stage on true`

/** The 90th percentile of days in each stage over the non-renewal wins of the trailing 365 days; needs 20 of them. */
export const stageP90 = (c: FactContext): Sql => sql`
  left join (
    select x.stage_id, percentile_cont(0.9) within group (order by x.days) as days
    from (
      select h.opportunity_id, h.stage_id, sum(${visitDays(c, sql`w.created_at`)}) as days
      from (${opportunitiesAsOf(c, 'won', closedIn(c, { from: sql`${c.asOf} - interval '365 days'`, to: c.asOf }))}) w
      cross join lateral (${firstVersion(c, sql`w.id`)}) first
      join ${c.t.opportunity_history} h on h.opportunity_id = w.id
      where w.type <> 'renewal' and w.closed_at >= ${c.asOf} - interval '365 days'
        and w.closed_at < ${c.asOf} and h.valid_from < ${c.asOf}
      group by 1, 2
    ) x
    group by 1
    having count(*) >= 20
  ) stage_p90 on stage_p90.stage_id = f.stage_id`

const firstVersion = (c: FactContext, id: Sql): Sql =>
  sql`select min(e.valid_from) as at from ${c.t.opportunity_history} e where e.opportunity_id = ${id}`

/** The days of one version `h`; a first version later than the deal's creation is carried back to it. */
const visitDays = (c: FactContext, createdAt: Sql): Sql => sql`extract(epoch from
  least(coalesce(h.valid_to, ${c.asOf}), ${c.asOf})
  - case when h.valid_from = first.at then least(h.valid_from, ${createdAt}) else h.valid_from end)::float8 / 86400`

export const lastActivity = (c: FactContext): Sql => sql`
  left join lateral (
    select greatest(
      case when f.last_activity_at < ${c.asOf} then f.last_activity_at end,
      (select max(a.at) from ${c.t.activities} a where a.opportunity_id = f.id and a.at < ${c.asOf})) as at
  ) last_activity on true`

/** Why a deal needs attention (METRICS `pipeline_health`). A flag whose column is absent is off. */
export const flags = (c: FactContext): Sql => sql`
  cross join lateral (
    select x.*, x.overdue or x.slow or x.quiet or x.no_next_step as any_flag
    from (select
      ${c.has('opportunities.close_date') ? sql`f.close_date is null or f.close_date < ${c.asOfDay}` : sql`false`} as overdue,
      coalesce(time_in_stage.days > stage_p90.days, false) as slow,
      ${
        c.has('opportunities.last_activity_at') || c.has('activities.opportunity_id')
          ? sql`coalesce(coalesce(last_activity.at, f.created_at) < ${c.asOf} - interval '14 days', false)`
          : sql`false`
      } as quiet,
      ${c.has('opportunities.next_step') ? sql`coalesce(btrim(f.next_step), '') = ''` : sql`false`} as no_next_step,
      f.amount is null as no_amount) x
  ) flags`
