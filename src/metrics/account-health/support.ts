import { sql } from '../../ssot/sql.ts'
import type { HealthInputSql } from './inputs.ts'

/**
 * 100 with no open ticket; −15 for each open ticket, −30 for each open urgent one; −10 when the account's median
 * resolution over 90 days is above the company's 75th percentile; not below 0. Missing for who never had a ticket.
 */
export const supportLoad: HealthInputSql = {
  connected: (c) => c.fresh('tickets') && c.has('tickets.solved_at'),
  join: (c) => sql`
    left join (
      select t.account_id,
        count(*) filter (where t.solved_at is null or t.solved_at >= ${c.asOf}) as open,
        count(*) filter (where (t.solved_at is null or t.solved_at >= ${c.asOf}) and t.priority = 'urgent') as urgent,
        percentile_cont(0.5) within group (order by t.solved_at - t.opened_at)
          filter (where t.solved_at < ${c.asOf} and t.solved_at >= ${c.asOf} - interval '90 days') as resolution
      from ${c.t.tickets} t
      where t.opened_at < ${c.asOf}
      group by 1
    ) support on support.account_id = p.account_id
    cross join (
      select percentile_cont(0.75) within group (order by t.solved_at - t.opened_at) as p75
      from ${c.t.tickets} t
      where t.solved_at < ${c.asOf} and t.solved_at >= ${c.asOf} - interval '90 days' and t.solved_at >= t.opened_at
    ) resolution`,
  score: () => sql`case when support.account_id is not null then greatest(0,
    100 - 15 * (support.open - support.urgent) - 30 * support.urgent
    - case when support.resolution > resolution.p75 then 10 else 0 end)::float8 end`,
  raw: sql`support.open::float8`,
}
