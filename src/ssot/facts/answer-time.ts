import { defineFact, type FactContext } from '../fact.ts'
import { type Sql, sql } from '../sql.ts'
import { qualifiedLeads } from './leads.ts'

/**
 * MQLs of the period with how long they waited for an answer, as `sla`. The business days are those of one window: rows
 * that several windows share, as those of events are, would be measured in the days of the first.
 */
export const mqlAnswers = defineFact({
  ...qualifiedLeads,
  id: 'mql_answers',
  time: 'span',
  rows: (c) => sql`
    select x.* from (${qualifiedLeads.rows(c)}) x where x.mql_at >= ${c.from} and x.mql_at < least(${c.to}, ${c.asOf})`,
  joins: { ...qualifiedLeads.joins, sla: { sql: answerTime } },
})

/**
 * `sla.answered` and `sla.waited`: business hours from `mql_at` to the answer (touched, converted or disqualified,
 * whichever came first), null without one and 0 for one before, and to the as-of instant. Business days count 24 hours,
 * weekends and holidays none.
 */
function answerTime(c: FactContext): Sql {
  return sql`
  cross join (select ${c.businessDays()} as days) calendar
  cross join lateral (select least(f.first_touch_at, f.converted_at, f.disqualified_at) as at) answer
  cross join lateral (select ${businessHours(c, sql`f.mql_at`)} as mql, ${businessHours(c, sql`answer.at`)} as answer,
    ${businessHours(c, c.asOf)} as now) hours
  cross join lateral (select case when answer.at is not null then greatest(0, hours.answer - hours.mql) end as answered,
    hours.now - hours.mql as waited) sla`
}

/** Business hours up to an instant: 24 for each business day before its own, and what of that is over where it is one. */
const businessHours = (c: FactContext, at: Sql): Sql => sql`(
  select case when t.open then 24 * (t.k - 1) + extract(epoch from t.local::time) / 3600 else 24 * t.k end
  from (
    select l.local, width_bucket(l.local::date, calendar.days) as k,
      calendar.days[width_bucket(l.local::date, calendar.days)] = l.local::date as open
    from (select ${at} at time zone ${c.zone} as local) l
  ) t)::float8`
