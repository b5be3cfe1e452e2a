import type { FactContext } from '../fact.ts'
import { type Sql, sql } from '../sql.ts'
import { differs } from './opportunity-columns.ts'

/**
 * Of deals that closed: all but those whose close and whose last version are the same event, with no look between them,
 * and say the same. Whoever looks before it sees them open, and whoever looks after it as they are now. A closed version
 * that ended was seen by somebody; one whose deal has no such close is a win or loss that was taken back. Undefined
 * without a history, where a closed deal was always as it is.
 */
export const restlessCloses = (c: FactContext, instants: Sql): Sql | undefined =>
  c.has('opportunity_history')
    ? sql`
    select distinct coalesce(o.id, h.opportunity_id) as id
    from (
      select o.* from ${c.t.opportunities} o
      join ${c.t.stages} s on s.id = o.stage_id
      where s.outcome <> 'open' and o.closed_at >= ${c.from} and o.closed_at < ${c.to}
    ) o
    full join (
      select h.* from ${c.t.opportunity_history} h
      join ${c.t.stages} s on s.id = h.stage_id
      where s.outcome <> 'open' and (h.valid_to >= (${instants})[1] or h.valid_to is null and h.valid_from >= ${c.from})
    ) h on h.opportunity_id = o.id
    where o.id is null or h.opportunity_id is null or h.valid_to is not null or o.created_at > o.closed_at
      or h.valid_from <> o.closed_at and width_bucket(h.valid_from, ${instants}) <> width_bucket(o.closed_at, ${instants})
      or ${differs(c)}`
    : undefined

/** Of deals that were created: all but those that stand since before the first instant as they stand now. */
export const restlessStands = (c: FactContext, instants: Sql): Sql | undefined =>
  c.has('opportunity_history')
    ? sql`
    select distinct o.id
    from ${c.t.opportunities} o
    left join ${c.t.opportunity_history} h on h.opportunity_id = o.id and h.valid_to is null
    where o.created_at >= ${c.from} and o.created_at < ${c.to}
      and (h.opportunity_id is null or h.valid_from >= (${instants})[1] or ${differs(c)})`
    : undefined

/** Of deals that were created: those that are, or ever were, in a stage that is not there, where they count for nothing. */
export const restlessStages = (c: FactContext): Sql | undefined =>
  c.has('opportunity_history')
    ? sql`
    select distinct o.id
    from ${c.t.opportunities} o
    left join ${c.t.stages} s on s.id = o.stage_id
    left join ${c.t.opportunity_history} h on h.opportunity_id = o.id
    left join ${c.t.stages} hs on hs.id = h.stage_id
    where o.created_at >= ${c.from} and o.created_at < ${c.to}
      and (s.id is null or h.stage_id is not null and hs.id is null)`
    : undefined

/**
 * From which of the instants on (`at`, up to but without `until`) each of these deals looked as it did, by `id`: what is
 * known of a deal as of an instant rests on which of its own moments lie before it. With `closed`, without the looks at
 * which the version begun last was open and lasted.
 */
export const looksOf = (c: FactContext, ids: readonly string[], instants: Sql, closed: boolean): Sql => sql`
  select look.id, look.at, look.until
  from (
    select turn.id, turn.at, lead(turn.at) over (partition by turn.id order by turn.at) as until,
      (array_agg(turn.open order by turn.begun desc nulls last))[1] as open
    from (
      select deal.id, (${instants})[1] as at, null::timestamptz as begun, null::bool as open from unnest(${ids}::text[]) deal (id)
      union all
      select h.opportunity_id, moment.at, moment.begun, s.outcome = 'open' and coalesce(h.valid_to >= moment.at, true)
      from ${c.t.opportunity_history} h
      left join ${c.t.stages} s on s.id = h.stage_id
      cross join lateral (values
        ((${instants})[1 + width_bucket(h.valid_from, ${instants})], h.valid_from),
        ((${instants})[1 + width_bucket(h.valid_to, ${instants})], null)) moment (at, begun)
      where h.opportunity_id = any(${ids}::text[])
      union all
      select o.id, (${instants})[1 + width_bucket(moment.at, ${instants})], null, null
      from ${c.t.opportunities} o
      cross join lateral (values (o.created_at), (o.closed_at)) moment (at)
      where o.id = any(${ids}::text[])
    ) turn
    where turn.at is not null
    group by 1, 2
  ) look
  where ${closed ? sql`look.open is not true` : sql`true`}`
