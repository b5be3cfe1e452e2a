/**
 * The health score of METRICS.md (version 1), written a second time and without the product's code, of every paying
 * account as of an instant ($1) and its day ($2): the planted customers must be at risk by the book, not by our metric.
 */
export const healthSql = `
with p as (select $1::timestamptz at, $2::date d),
paying as (select account_id, sum(mrr) mrr, bool_or(auto_renew) auto, min(term_ends_on) ends
  from subscriptions, p where started_on <= d and (ended_on is null or ended_on > d) group by 1),
usage as (select account_id, sum(active_users) filter (where day >= d - 28) now, sum(active_users) filter (where day < d - 28) before,
    sum(active_users) filter (where day >= d - 28 and extract(isodow from day) < 6) / 20.0 daily,
    (array_agg(seats order by day desc))[1] seats
  from product_usage, p where day < d and day >= d - 56 group by 1),
support as (select account_id, count(*) filter (where solved_at is null) open,
    count(*) filter (where solved_at is null and priority = 'urgent') urgent,
    percentile_cont(0.5) within group (order by solved_at - opened_at) filter (where solved_at > at - interval '90 days') took
  from tickets, p group by 1),
slow as (select percentile_cont(0.75) within group (order by solved_at - opened_at) took
  from tickets, p where solved_at > at - interval '90 days'),
survey as (select distinct on (account_id) account_id, case kind when 'nps' then score * 10 else (score - 1) * 25 end score,
    greatest(0, 1 - extract(epoch from at - answered_at) / 86400 / 180) weight
  from survey_responses, p where account_id is not null order by account_id, answered_at desc),
contact as (select account_id, max(at) at from activities where kind in ('email', 'call', 'meeting') group by 1),
renewal as (select distinct account_id from opportunities join stages on stages.id = stage_id where type = 'renewal' and outcome = 'open'),
inputs as (select a.name, paying.mrr,
    case when usage.before > 0 then least(100, greatest(0, 100.0 * usage.now / usage.before - 50)) end trend,
    least(100, 100 * usage.daily / usage.seats) adoption,
    case when support.account_id is not null then greatest(0, 100 - 15 * (open - urgent) - 30 * urgent
      - case when support.took > slow.took then 10 else 0 end) end support,
    survey.score sentiment, coalesce(survey.weight, 0) sentiment_weight,
    least(100, greatest(0, 100 * (90 - extract(epoch from p.at - coalesce(contact.at, a.created_at)) / 86400) / 76)) engagement,
    case when auto or renewal.account_id is not null then 100 else least(100, greatest(0, 100.0 * (ends - d) / 120)) end commercial
  from p cross join slow cross join paying join accounts a on a.id = paying.account_id
    left join usage on usage.account_id = a.id left join support on support.account_id = a.id
    left join survey on survey.account_id = a.id left join contact on contact.account_id = a.id
    left join renewal on renewal.account_id = a.id)
select name, mrr::float8, (25 * coalesce(trend, 0) + 15 * coalesce(adoption, 0) + 15 * coalesce(support, 0)
    + 15 * sentiment_weight * coalesce(sentiment, 0) + 15 * engagement + 15 * coalesce(commercial, 0))::float8
  / (case when trend is null then 0 else 25 end + case when adoption is null then 0 else 15 end
    + case when support is null then 0 else 15 end + 15 * sentiment_weight + 15
    + case when commercial is null then 0 else 15 end)::float8 score
from inputs order by mrr desc`
