import type { FactContext } from '../../ssot/fact.ts'
import { type Sql, sql } from '../../ssot/sql.ts'
import { type HealthInputSql, linear } from './inputs.ts'

const connected = (c: FactContext): boolean => c.fresh('product_usage') && c.has('product_usage.active_users')

/** Usage counts full days only: what has not come yet is no usage of 0. */
const lastFullDay = (c: FactContext): Sql => sql`${c.lastFullDay('product_usage')}`

/**
 * Active users of the last 28 full days (`current`) and of the 28 before (`before`), and the change between them, where
 * `before` counts per 28 days since the first row. Once an account has had a row, an absent day is 0 usage.
 */
function usageJoin(c: FactContext): Sql {
  const day = lastFullDay(c)
  return sql`
    left join lateral (
      select min(u.day) as day from ${c.t.product_usage} u where u.account_id = p.account_id
    ) first_usage on true
    left join (
      select u.account_id,
        coalesce(sum(u.active_users) filter (where u.day > ${day} - 28), 0)::float8 as current,
        coalesce(sum(u.active_users) filter (where u.day <= ${day} - 28), 0)::float8 as before,
        coalesce(sum(u.active_users) filter (where u.day = any(${c.lastBusinessDays(28, 'product_usage')})), 0)::float8 as on_business_days
      from ${c.t.product_usage} u
      where u.day > ${day} - 56 and u.day <= ${day}
      group by 1
    ) usage on usage.account_id = p.account_id
    cross join lateral (
      select case when usage.before > 0
        then usage.current / (usage.before * 28 / nullif(least(28, (${day} - 28) - first_usage.day + 1), 0)) - 1
        when usage.current > 0 then 0.5 else 0 end as change
    ) trend`
}

/** 50 when equal, 100 at +50 %, 0 at −50 %. Missing until there is something before to compare with. */
export const usageTrend: HealthInputSql = {
  connected,
  join: usageJoin,
  score: (c) =>
    sql`case when first_usage.day <= ${lastFullDay(c)} - 28 then ${linear(sql`trend.change`, [-0.5, 0], [0.5, 100])} end`,
  raw: sql`case when usage.before > 0 then trend.change end`,
}

/** Mean active users per business day over 28 days ÷ the latest seats, at most 100 %. */
export const adoption: HealthInputSql = {
  connected: (c) => connected(c) && c.has('product_usage.seats'),
  join: (c) => sql`
    left join lateral (
      select u.seats from ${c.t.product_usage} u
      where u.account_id = p.account_id and u.day <= ${lastFullDay(c)} and u.seats is not null
      order by u.day desc limit 1
    ) latest on true
    cross join lateral (
      select coalesce(usage.on_business_days, 0) / nullif(cardinality(${c.lastBusinessDays(28, 'product_usage')}), 0)
        / nullif(latest.seats, 0) as share
    ) adoption`,
  score: (c) =>
    sql`case when first_usage.day <= ${lastFullDay(c)} and adoption.share is not null then least(100 * adoption.share, 100) end`,
  raw: sql`adoption.share`,
}
