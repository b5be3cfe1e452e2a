import type { FactContext } from '../fact.ts'
import { type Sql, sql } from '../sql.ts'

/**
 * How long an MQL waited for an answer (touched, converted or disqualified, whichever came first), as `sla.answered` and
 * `sla.waited`: business hours from `mql_at` to the answer, null without one and 0 for one before, and to the as-of
 * instant. Business days count 24 hours, weekends and holidays none. `offset 0` has the hours of a lead worked out once,
 * however often a KPI mentions them.
 */
export const answerTime = (c: FactContext): Sql => sql`
  cross join (select ${c.businessDays()} as days) calendar
  cross join lateral (select least(f.first_touch_at, f.converted_at, f.disqualified_at) as at) answer
  cross join lateral (select ${businessHours(c, sql`f.mql_at`)} as mql, ${businessHours(c, sql`answer.at`)} as answer,
    ${businessHours(c, c.asOf)} as now offset 0) hours
  cross join lateral (select case when answer.at is not null then greatest(0, hours.answer - hours.mql) end as answered,
    hours.now - hours.mql as waited) sla`

/** Business hours up to an instant: 24 for each business day before its own, and what of that is over where it is one. */
const businessHours = (c: FactContext, at: Sql): Sql => sql`(
  select case when t.open then 24 * (t.k - 1) + extract(epoch from t.local::time) / 3600 else 24 * t.k end
  from (
    select l.local, width_bucket(l.local::date, calendar.days) as k,
      calendar.days[width_bucket(l.local::date, calendar.days)] = l.local::date as open
    from (select ${at} at time zone ${c.zone} as local) l
  ) t)::float8`
