import { sql } from '../../../src/ssot/sql.ts'
import { type ByHand, one } from './hand-written.ts'

/**
 * What ended in the period first, then what those accounts pay 30 days later, less what went on under other terms. A
 * product that was ending and goes on under other terms too does not take from the rest.
 */
export const renewalRate: ByHand = one(
  ({ fromDay, toDay, today }) => sql`
    with due as materialized (
      select s.account_id, coalesce(s.term_ends_on, s.ended_on) as term_end, sum(s.mrr) as mrr, array_agg(s.id) as ids,
        array_remove(array_agg(s.product), null) as products
      from ssot.subscriptions s
      where coalesce(s.term_ends_on, s.ended_on) >= ${fromDay} and coalesce(s.term_ends_on, s.ended_on) < ${toDay}
        and coalesce(s.term_ends_on, s.ended_on) <= ${today}
        and s.started_on < coalesce(s.term_ends_on, s.ended_on) and (s.ended_on is null or s.ended_on >= coalesce(s.term_ends_on, s.ended_on))
        and (s.term_ends_on is not null or not exists (
          select from ssot.subscriptions n where n.account_id = s.account_id and n.id <> s.id
            and n.product is not distinct from s.product and n.started_on <= s.ended_on
            and (n.ended_on is null or n.ended_on > s.ended_on)))
      group by 1, 2
      having sum(s.mrr) > 0
    )
    select sum(least(d.mrr, greatest(0, paid.mrr))) / sum(d.mrr) as value
    from due d
    left join lateral (
      select coalesce(sum(s.mrr), 0) as mrr
      from ssot.subscriptions s
      where s.account_id = d.account_id and s.started_on <= least(d.term_end + 30, ${today})
        and (s.ended_on is null or s.ended_on > least(d.term_end + 30, ${today}))
        and not exists (
          select from ssot.subscriptions other
          where other.account_id = d.account_id and not other.id = any(d.ids) and other.started_on < d.term_end
            and (other.ended_on is null or other.ended_on >= d.term_end)
            and (other.id = s.id or other.product = s.product and not s.product = any(d.products)))
    ) paid on true`,
)
