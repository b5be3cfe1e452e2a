import type { Step } from '../define.ts'
import { mapped } from '../mapped.ts'

/**
 * From the steps `running`, `state`, `line`, `reduction` and `priced` to a step `span (item_id, subscription_id, started_on,
 * ended_on, mrr, product, currency, …)`: an item is cut wherever its subscription, the item itself or a discount changes, and
 * what is worth the same on both sides of a cut is put together again.
 */
export const spanSteps: readonly Step[] = [
  {
    name: 'cut',
    body: mapped`
      select subscription_id, from_day as day from state where from_day is not null
      union select subscription_id, to_day from state where to_day is not null
      union select subscription_id, from_day from line where from_day is not null
      union select subscription_id, to_day from line where to_day is not null
      union select subscription_id, from_day from reduction where from_day is not null
      union select subscription_id, to_day from reduction where to_day is not null`,
  },
  {
    name: 'stretch',
    body: mapped`
      select c.subscription_id, c.from_day, c.to_day
      from (
        select subscription_id, day as from_day, lead(day) over (partition by subscription_id order by day) as to_day from cut
      ) c
      join state s on s.subscription_id = c.subscription_id and s.paying
        and s.from_day <= c.from_day and (s.to_day is null or s.to_day > c.from_day)`,
  },
  {
    name: 'gross',
    why: 'A pack of ten is billed by the ten, rounded as its price says.',
    body: mapped`
      select t.subscription_id, t.from_day, t.to_day, l.id as item_id, l.period_ends_at, p.product, p.currency, p.units, p.per_month,
        p.unit * p.per_month * case
          when p.pack is null then coalesce(l.quantity, 1)
          when lower(p.pack_rounding) = 'down' then floor(coalesce(l.quantity, 1) / p.pack)
          else ceil(coalesce(l.quantity, 1) / p.pack)
        end as mrr
      from stretch t
      join line l on l.subscription_id = t.subscription_id and l.from_day <= t.from_day and (l.to_day is null or l.to_day > t.from_day)
      left join priced p on p.id = l.price_id`,
  },
  {
    name: 'percent',
    why: 'Percentages one upon the other: the product of what each leaves. 100 % off leaves nothing, and has no logarithm.',
    body: mapped`
      select t.subscription_id, t.from_day,
        case when bool_or(r.kept <= 0) then 0 else round(exp(sum(ln(case when r.kept > 0 then r.kept end))), 12) end as kept
      from stretch t
      join reduction r on r.subscription_id = t.subscription_id and r.from_day <= t.from_day and (r.to_day is null or r.to_day > t.from_day)
      group by 1, 2`,
  },
  {
    name: 'amount',
    body: mapped`
      select t.subscription_id, t.from_day, lower(r.currency) as currency, sum(r.amount_off) as amount_off
      from stretch t
      join reduction r on r.subscription_id = t.subscription_id and r.from_day <= t.from_day and (r.to_day is null or r.to_day > t.from_day)
      where r.amount_off > 0
      group by 1, 2, 3`,
  },
  {
    name: 'net',
    why: 'An amount off an invoice is spread over the items on it by what they are worth.',
    body: mapped`
      select g.*, case when g.mrr is not null then round(greatest(0, g.mrr * coalesce(percent.kept, 1)
        - coalesce(amount.amount_off / g.units * g.per_month * g.mrr / nullif(sum(g.mrr) over invoice, 0), 0)), 6) end as net_mrr
      from gross g
      left join percent on percent.subscription_id = g.subscription_id and percent.from_day = g.from_day
      left join amount on amount.subscription_id = g.subscription_id and amount.from_day = g.from_day and amount.currency = lower(g.currency)
      window invoice as (partition by g.subscription_id, g.from_day)`,
  },
  {
    name: 'island',
    body: mapped`
      select n.*, sum(case when n.continues then 0 else 1 end) over (partition by n.item_id order by n.from_day) as nth
      from (
        select net.*, lag(to_day) over item = from_day and (lag(net_mrr) over item, lag(product) over item) is not distinct from (net_mrr, product)
          as continues
        from net
        window item as (partition by item_id order by from_day)
      ) n`,
  },
  {
    name: 'span',
    why: 'What is worth the same on both sides of a cut is one span.',
    body: mapped`
      select item_id, subscription_id, product, currency, net_mrr as mrr, max(period_ends_at) as period_ends_at, min(from_day) as started_on,
        case when bool_or(to_day is null) then null else max(to_day) end as ended_on
      from island
      group by item_id, subscription_id, product, currency, net_mrr, nth`,
  },
]
