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
    select distinct h.opportunity_id as id
    from ${c.t.opportunity_history} h
    join ${c.t.opportunities} o on o.id = h.opportunity_id
    left join ${c.t.stages} s on s.id = h.stage_id
    where s.outcome <> 'open' and h.valid_to >= (${instants})[1]
      or h.valid_from >= (${instants})[1] and o.closed_at < h.valid_from
        and width_bucket(o.closed_at, ${instants}) < width_bucket(h.valid_from, ${instants})
      or s.outcome <> 'open' and o.closed_at >= (${instants})[1] and h.valid_from < o.closed_at
        and width_bucket(h.valid_from, ${instants}) < width_bucket(o.closed_at, ${instants})`
    : undefined

/** Deals of which anything changed since the first instant: how they stand matters only where they are told apart by it. */
export const restlessStands = (c: FactContext, instants: Sql): Sql | undefined =>
  c.has('opportunity_history')
    ? sql`select distinct h.opportunity_id as id from ${c.t.opportunity_history} h where h.valid_from >= (${instants})[1]`
    : undefined
