import type { FactContext } from '../fact.ts'
import { identifier, join, type Sql, sql } from '../sql.ts'
import { lasting, stageThen, versioned } from './opportunity-columns.ts'

/**
 * Deals that were open, version by version, each with the stretch that `opportunitiesAsOf` shows it open as it says: from
 * after its start up to its end. A deal's first version is carried back to the time before it; between two versions, after
 * the last and without any a deal is as known today. What is closed by such a version was open until its close, in a stage
 * nobody remembers. Versions that had ended before the first instant tell nothing.
 */
export const openStretches = (c: FactContext, instants: Sql): Sql => {
  const column = (name: string): Sql =>
    c.has(`opportunity_history.${name}`)
      ? sql`case when was.told then v.${identifier(name)} else o.${identifier(name)} end as ${identifier(name)}`
      : sql`o.${identifier(name)}`
  return sql`
    select ${lasting(c)}, ${join(versioned.map(column))}, ${stageThen(sql`state.forgotten`)}, stretch.begins, stretch.ends
    from ${c.t.opportunities} o
    left join (
      select h.*, lead(h.valid_from) over by_start as next, row_number() over by_start = 1 as first
      from ${c.t.opportunity_history} h
      where h.valid_to is null or h.valid_to >= (${instants})[1]
      window by_start as (partition by h.opportunity_id order by h.valid_from)
    ) v on v.opportunity_id = o.id
    left join ${c.t.stages} vs on vs.id = v.stage_id
    cross join lateral (values
      ('valid', v.opportunity_id is not null, v.valid_from, v.valid_to),
      ('before', v.first and v.valid_from >= (${instants})[1] and coalesce(o.created_at < v.valid_from, true), null, v.valid_from),
      ('after', v.valid_to < v.next or v.next is null and v.valid_to is not null, v.valid_to, v.next),
      ('without', v.opportunity_id is null, null, null)) part (kind, there, begins, ends)
    cross join lateral (select part.kind = 'valid' or part.kind = 'before' and ${isFirst(c)} as told) was
    join ${c.t.stages} s on s.id = coalesce(case when was.told then v.stage_id end, o.stage_id)
    cross join lateral (select s.outcome <> 'open' as forgotten) state
    cross join lateral (select greatest(part.begins, o.created_at) as begins,
      case when state.forgotten then least(part.ends, o.closed_at) else part.ends end as ends) stretch
    -- What was closed before the first instant and still is is most of them.
    where (vs.outcome = 'open' or vs.outcome is null or v.valid_to is not null or v.valid_from >= (${instants})[1])
      and part.there and (not state.forgotten or part.kind <> 'valid' and o.closed_at is not null)
      and (stretch.ends is null or stretch.ends >= (${instants})[1] and coalesce(stretch.begins < stretch.ends, true))`
}

/** Whether nothing is told of the time before the version. */
const isFirst = (c: FactContext): Sql => sql`not exists (
  select from ${c.t.opportunity_history} e where e.opportunity_id = v.opportunity_id and e.valid_from < v.valid_from)`
