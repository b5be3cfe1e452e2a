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
 * weekends and holidays none. `offset 0` has the time of a lead worked out once, however often a KPI mentions it.
 */
function answerTime(c: FactContext): Sql {
  return sql`
  cross join (
    select calendar.days, ${businessSeconds(c, c.asOf)} as now from (select ${c.businessDays()} as days) calendar offset 0
  ) calendar
  cross join lateral (select least(f.first_touch_at, f.converted_at, f.disqualified_at) as at) answer
  cross join lateral (select ${businessSeconds(c, sql`f.mql_at`)} as mql, ${businessSeconds(c, sql`answer.at`)} as answer
    offset 0) seconds
  cross join lateral (select
    case when answer.at is not null then greatest(0, seconds.answer - seconds.mql) / 3600 end as answered,
    (calendar.now - seconds.mql) / 3600 as waited) sla`
}

/**
 * Business time up to an instant: 24 hours for each business day before its own, and what of that is over where it is
 * one. In seconds, which are exact to the microsecond: of hours rounded each for itself, the difference at the limit is not.
 */
const businessSeconds = (c: FactContext, at: Sql): Sql => sql`(
  select case when t.open then 86400 * (t.k - 1) + extract(epoch from t.local::time) else 86400 * t.k end
  from (
    select l.local, width_bucket(l.local::date, calendar.days) as k,
      calendar.days[width_bucket(l.local::date, calendar.days)] = l.local::date as open
    from (select ${at} at time zone ${c.zone} as local) l
  ) t)`
