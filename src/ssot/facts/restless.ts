import type { FactContext } from '../fact.ts'
import { type Sql, sql } from '../sql.ts'

/**
 * Deals about which something that counts for closed ones was not yet so at one of the instants (sorted, `timestamptz[]`)
 * that is so as of `c.asOf`: what closed, was changed after its close or reopened, with an instant between. Undefined
 * without a history, where a closed deal was always as it is. Few deals are among them, and some that need not be.
 */
export const restlessCloses = (c: FactContext, instants: Sql): Sql | undefined =>
  c.has('opportunity_history')
    ? sql`
    select h.opportunity_id as id
    from ${c.t.opportunity_history} h
    join ${c.t.stages} s on s.id = h.stage_id
    where s.outcome <> 'open' and h.valid_to >= (${instants})[1]
    union
    select o.id
    from ${c.t.opportunity_history} h
    join ${c.t.opportunities} o on o.id = h.opportunity_id
    where h.valid_from >= (${instants})[1] and o.closed_at < h.valid_from
      and width_bucket(o.closed_at, ${instants}) < width_bucket(h.valid_from, ${instants})
    union
    select o.id
    from ${c.t.opportunities} o
    join ${c.t.opportunity_history} h on h.opportunity_id = o.id
    join ${c.t.stages} s on s.id = h.stage_id
    where s.outcome <> 'open' and o.closed_at >= (${instants})[1] and h.valid_from < o.closed_at
      and width_bucket(h.valid_from, ${instants}) < width_bucket(o.closed_at, ${instants})`
    : undefined

/** Deals of which anything changed since the first instant: how they stand matters only where they are told apart by it. */
export const restlessStands = (c: FactContext, instants: Sql): Sql | undefined =>
  c.has('opportunity_history')
    ? sql`select distinct h.opportunity_id as id from ${c.t.opportunity_history} h where h.valid_from >= (${instants})[1]`
    : undefined

/**
 * From which of the instants on (`at`, up to but without `until`) each of these deals looked as it did, by `id`: what is
 * known of a deal as of an instant rests on which of its own moments lie before it.
 */
export const looksOf = (c: FactContext, ids: readonly string[], instants: Sql): Sql => sql`
  select turn.id, turn.at, lead(turn.at) over (partition by turn.id order by turn.at) as until
  from (
    select deal.id, (${instants})[1] as at from unnest(${ids}::text[]) deal (id)
    union
    select h.opportunity_id, (${instants})[1 + width_bucket(moment.at, ${instants})]
    from ${c.t.opportunity_history} h
    cross join lateral (values (h.valid_from), (h.valid_to)) moment (at)
    where h.opportunity_id = any(${ids}::text[])
    union
    select o.id, (${instants})[1 + width_bucket(moment.at, ${instants})]
    from ${c.t.opportunities} o
    cross join lateral (values (o.created_at), (o.closed_at)) moment (at)
    where o.id = any(${ids}::text[])) turn
  where turn.at is not null`
