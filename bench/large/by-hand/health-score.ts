import { type Sql, sql } from '../../../src/ssot/sql.ts'
import { type Asked, type ByHand, one } from './hand-written.ts'

/** Each input is 0–100 or null, with its weight; a survey's weight fades to nothing at 180 days, so older ones are not read. */
export const healthScore: ByHand = one((asked) => {
  const { now, endDay } = asked
  return sql`
    with ${usage(asked)}, ${tickets(asked)}, ${terms(asked)}, ${answers(asked)}, ${contacts(asked)}, inputs as materialized (
      select p.mrr, p.gone,
        case when u.first_day <= u.last_day - 28 then least(greatest((0.5 + case
          when u.before > 0 then u.current / (u.before * 28 / least(28, u.last_day - 28 - u.first_day + 1)) - 1
          when u.current > 0 then 0.5 else 0 end) * 100, 0), 100) end as trend,
        case when u.seats > 0 then least(100 * u.on_business_days / 20 / u.seats, 100) end as adoption,
        case when t.account_id is not null then greatest(0, 100 - 15 * (t.open - t.urgent) - 30 * t.urgent
          - case when t.resolution > p75.p75 then 10 else 0 end)::float8 end as support,
        r.score as sentiment, coalesce(15 * greatest(0, 1 - r.days / 180), 0) as sentiment_weight,
        least(greatest(100 - (extract(epoch from ${now} - coalesce(c.at, case when a.created_at < ${now} - interval '90 days' then a.created_at
          else coalesce((select max(e.at) from ssot.activities e where e.account_id = a.id and e.kind in ('email', 'call', 'meeting')),
            a.created_at) end))::float8 / 86400 - 14) * 100 / 76, 0), 100) as engagement,
        case when p.renews_itself or p.account_id in (
            select o.account_id from ssot.opportunities o join ssot.stages s on s.id = o.stage_id
            where s.outcome = 'open' and o.type = 'renewal') then 100
          when p.ends_on is not null then least(greatest((p.ends_on - ${endDay})::float8 * 100 / 120, 0), 100) end as commercial
      from terms p
      join ssot.accounts a on a.id = p.account_id
      cross join p75
      left join usage u on u.account_id = p.account_id
      left join tickets t on t.account_id = p.account_id
      left join answers r on r.account_id = p.account_id
      left join contacts c on c.account_id = p.account_id
    ), weighed as materialized (
      select mrr, gone, coalesce(25 * trend, 0) + coalesce(15 * adoption, 0) + coalesce(15 * support, 0)
          + coalesce(sentiment_weight * sentiment, 0) + 15 * engagement + coalesce(15 * commercial, 0) as points,
        case when trend is null then 0 else 25 end + case when adoption is null then 0 else 15 end
          + case when support is null then 0 else 15 end + sentiment_weight + 15
          + case when commercial is null then 0 else 15 end as weight
      from inputs
    )
    select sum(points / weight * mrr) filter (where weight >= 50) / sum(mrr) filter (where weight >= 50) as value,
      coalesce(sum(mrr) filter (where weight >= 50 and points / weight < 40 and not gone), 0) / sum(mrr) as beside,
      coalesce(sum(mrr) filter (where weight < 50), 0) / sum(mrr) as unknown
    from weighed`
})

/** One pass over the usage there is; the last full day is yesterday. */
const usage = ({ today }: Asked): Sql => sql`usage as materialized (
  select u.account_id, ${today} - 1 as last_day, min(u.day) as first_day,
    coalesce(sum(u.active_users) filter (where u.day > ${today} - 29), 0)::float8 as current,
    coalesce(sum(u.active_users) filter (where u.day <= ${today} - 29 and u.day > ${today} - 57), 0)::float8 as before,
    coalesce(sum(u.active_users) filter (where u.day > ${today} - 29 and extract(isodow from u.day) < 6), 0)::float8 as on_business_days,
    (max(array[u.day - date '2000-01-01', u.seats]) filter (where u.seats is not null))[2] as seats
  from ssot.product_usage u
  where u.day < ${today}
  group by 1)`

/** Open tickets and those solved in 90 days are few; that an account ever had one is read from the index. */
const tickets = ({ now }: Asked): Sql => sql`recent as materialized (
    select t.account_id, t.solved_at, t.priority, t.solved_at - t.opened_at as took
    from ssot.tickets t where t.solved_at is null or t.solved_at >= ${now} - interval '90 days'
  ), p75 as materialized (
    select percentile_cont(0.75) within group (order by took) as p75 from recent where took >= interval '0'
  ), tickets as materialized (
    select ever.account_id, coalesce(of.open, 0) as open, coalesce(of.urgent, 0) as urgent, of.resolution
    from (select distinct t.account_id from ssot.tickets t) ever
    left join (
      select account_id, count(*) filter (where solved_at is null) as open,
        count(*) filter (where solved_at is null and priority = 'urgent') as urgent,
        percentile_cont(0.5) within group (order by took) filter (where took is not null) as resolution
      from recent group by 1
    ) of on of.account_id = ever.account_id)`

/** What accounts pay, when the first of their terms ends that nothing takes over from, and whether all is known to end. */
const terms = ({ now, endDay }: Asked): Sql => sql`terms as materialized (
  select s.account_id, sum(s.mrr) as mrr,
    bool_and(s.ended_on is not null and coalesce(s.end_known_at < ${now}, true) and not goes_on) as gone,
    bool_and(coalesce(s.auto_renew, false) and s.ended_on is null) filter (where not goes_on) as renews_itself,
    min(coalesce(s.ended_on, s.term_ends_on)) filter (where not goes_on and (not coalesce(s.auto_renew, false) or s.ended_on is not null)) as ends_on
  from (
    select s.*, s.ended_on is not null and exists (
      select from ssot.subscriptions n where n.account_id = s.account_id and n.id <> s.id
        and n.product is not distinct from s.product and n.started_on <= s.ended_on
        and (n.ended_on is null or n.ended_on > s.ended_on)) as goes_on
    from ssot.subscriptions s
    where s.started_on <= ${endDay} and (s.ended_on is null or s.ended_on > ${endDay})
  ) s
  group by 1
  having sum(s.mrr) > 0)`

const answers = ({ now }: Asked): Sql => sql`answers as materialized (
  select distinct on (r.account_id) r.account_id, extract(epoch from ${now} - r.answered_at)::float8 / 86400 as days,
    case r.kind when 'nps' then r.score * 10 else (r.score - 1) * 25 end::float8 as score
  from ssot.survey_responses r
  where r.answered_at >= ${now} - interval '180 days' and r.kind in ('nps', 'csat') and r.score is not null
  order by r.account_id, r.answered_at desc, r.id)`

/** From 90 days on engagement is 0: older contacts only matter to accounts younger than that. */
const contacts = ({ now }: Asked): Sql => sql`contacts as materialized (
  select a.account_id, max(a.at) as at from ssot.activities a
  where a.at >= ${now} - interval '90 days' and a.kind in ('email', 'call', 'meeting')
  group by 1)`
