import { defineFact } from '../fact.ts'
import { sql } from '../sql.ts'
import { accountDimensions, accountExtras, accountJoins, accountPeople } from './accounts.ts'
import { accountColumns, mrrColumn } from './listed/accounts.ts'
import { activeOn } from './subscriptions.ts'

/**
 * MRR whose term ends in the period, one row per account and term end, with the part still paid 30 days later
 * (or on the as-of day, where that comes first).
 *
 * A term ends at `term_ends_on`; without one, where the account's last contiguous span ends. The MRR counted is what was
 * active on the day before. Still paid = what the account pays then, less what it pays for products that went on under
 * other terms, at most what was ending: a renewal may be a new row, or a row of another product, but not another's own.
 */
export const endingTerms = defineFact({
  id: 'ending_terms',
  amounts: 'subscriptions',
  reads: ['subscriptions', 'accounts', 'users'],
  needs: ['subscriptions'],
  time: 'span',
  rows: (c) => sql`
    select e.account_id, e.term_end, e.mrr,
      e.mrr_unknown or exists (
        select from ${c.t.subscriptions} s
        where s.account_id = e.account_id and ${activeOn(sql`e.check_day`)} and s.mrr is null) as mrr_unknown,
      least(e.mrr, greatest(0, (
        select coalesce(sum(s.mrr), 0) from ${c.t.subscriptions} s
        where s.account_id = e.account_id and ${activeOn(sql`e.check_day`)} and not exists (
          select from ${c.t.subscriptions} other
          where other.account_id = e.account_id and not other.id = any(e.ids) and other.started_on < e.term_end
            and (other.ended_on is null or other.ended_on >= e.term_end)
            and (other.id = s.id or other.product = s.product and not s.product = any(e.products)))))) as still_paid
    from (
      select t.account_id, t.term_end, sum(t.mrr) as mrr, bool_or(t.mrr is null) as mrr_unknown,
        array_agg(t.id) as ids,
        array_remove(array_agg(t.product), null) as products, least(t.term_end + 30, ${c.asOfDay}) as check_day
      from (
        select s.id, s.account_id, s.product, s.mrr, coalesce(s.term_ends_on, s.ended_on) as term_end
        from ${c.t.subscriptions} s
        where s.started_on < coalesce(s.term_ends_on, s.ended_on)
          and (s.ended_on is null or s.ended_on >= coalesce(s.term_ends_on, s.ended_on))
          and (s.term_ends_on is not null or not exists (
            select from ${c.t.subscriptions} n
            where n.account_id = s.account_id and n.id <> s.id and n.product is not distinct from s.product
              and n.started_on <= s.ended_on and (n.ended_on is null or n.ended_on > s.ended_on)))
      ) t
      where t.term_end >= ${c.fromDay} and t.term_end < ${c.toDay} and t.term_end <= ${c.asOfDay}
      group by 1, 2
      having sum(t.mrr) > 0 or bool_or(t.mrr is null)
    ) e`,
  joins: accountJoins,
  dimensions: accountDimensions,
  people: accountPeople,
  extras: accountExtras,
  rowKey: sql`f.account_id, f.term_end`,
  listed: [
    ...accountColumns,
    { id: 'term_end', label: { en: 'Term ended', ja: '契約終了' }, value: sql`f.term_end`, type: 'day' },
    mrrColumn,
  ],
})
