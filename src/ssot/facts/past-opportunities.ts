import type { FactContext, Stretch } from '../fact.ts'
import { identifier, join, type Sql, sql } from '../sql.ts'
import { lasting, type Only, outcomeIs, stageThen, versioned } from './opportunity-columns.ts'

/**
 * Deals as their history tells of them. A history has several times the rows of its deals, so that it is read whole only
 * where all of them are wanted: of `few`, the versions of each are found by its id; of those that were open, the
 * versions that say so, and the few deals of which no version tells.
 */
export function historicOpportunities(c: FactContext, only?: Only, few?: Sql): Sql {
  if (few) return among(some(c, each(c), few), only)
  if (only === 'open') return openThen(c)
  return among(some(c, sql`left join (${versionsAsOf(c)}) v on v.opportunity_id = o.id`), only)
}

const among = (rows: Sql, only?: Only): Sql =>
  only ? sql`select * from (${rows}) o where ${outcomeIs(sql`o.outcome`, only)}` : rows

type Versioned = (typeof versioned)[number]

const kept = (c: FactContext, column: Versioned): boolean => c.has(`opportunity_history.${column}`)

const created = (c: FactContext): Sql => sql`(o.created_at is null or o.created_at < ${c.asOf})`

/** Deals `o` with the version `v` that tells of them, if there is one: else they are as today. */
const some = (c: FactContext, versions: Sql, which?: Sql): Sql => {
  const version = (column: Versioned): Sql =>
    kept(c, column)
      ? sql`case when v.opportunity_id is null then o.${identifier(column)} else v.${identifier(column)} end as ${identifier(column)}`
      : sql`o.${identifier(column)}`
  return sql`
    select ${lasting(c)}, ${join(versioned.map(version))}, ${stageThen(sql`was.forgotten`)},
      case when s.outcome = 'open' or was.forgotten or was.undated then null when o.closed_at < ${c.asOf} then o.closed_at
        else ${lastClose(c)} end as closed_at,
      coalesce(v.valid_from >= ${c.asOf}, true) as estimated
    from ${c.t.opportunities} o
    ${versions}
    join ${c.t.stages} s on s.id = coalesce(v.stage_id, o.stage_id)
    left join ${c.t.stages} today on today.id = o.stage_id
    cross join lateral (select
      -- A closed version that is carried back, or none, says nothing about the time before the close.
      s.outcome <> 'open' and coalesce(v.valid_from >= ${c.asOf}, true) and o.closed_at >= ${c.asOf} as forgotten,
      -- Closed without closed_at is left out, then as now.
      today.outcome <> 'open' and o.closed_at is null as undated) was
    where ${created(c)}${which ? sql` and ${which}` : sql``}`
}

const validThen = (c: FactContext): Sql =>
  sql`(h.valid_from < ${c.asOf}) is true and (h.valid_to is null or h.valid_to >= ${c.asOf})`

/** Of all deals, or one, the versions valid just before `asOf`; a first one later than that is carried back (it is an estimate). */
const versionsAsOf = (c: FactContext, id?: Sql): Sql => {
  const its = id ? sql` and h.opportunity_id = ${id}` : sql``
  return sql`
  select h.* from ${c.t.opportunity_history} h
  where ${validThen(c)}${its}
  union all
  (select distinct on (h.opportunity_id) h.*
  from ${c.t.opportunity_history} h
  where h.valid_from >= ${c.asOf}${its} and not exists (
    select from ${c.t.opportunity_history} e where e.opportunity_id = h.opportunity_id and (e.valid_from < ${c.asOf}) is true)
  order by h.opportunity_id, h.valid_from)`
}

/** When a deal that was reopened or closed again since had last been closed as of then. */
const lastClose = (c: FactContext): Sql => sql`(
  select max(x.valid_from)
  from (
    select h.valid_from, hs.outcome, lag(hs.outcome) over (order by h.valid_from) as before
    from ${c.t.opportunity_history} h
    join ${c.t.stages} hs on hs.id = h.stage_id
    where h.opportunity_id = o.id and h.valid_from < ${c.asOf}
  ) x
  where x.outcome <> 'open' and x.before is distinct from x.outcome)`

/** The versions of each deal `o`, found by its id. */
const each = (c: FactContext): Sql => sql`left join lateral (${versionsAsOf(c, sql`o.id`)}) v on true`

/** Which deals `o` may have been created in a stretch of time. */
export const createdIn = ({ from, to }: Stretch): Sql => sql`o.created_at >= ${from} and o.created_at < ${to}`

/**
 * Which deals `o` may have closed last in a stretch of time, seen from its end or later. What was closed by then and is
 * dated otherwise now, was closed again or reopened: a closed version of it began in the stretch.
 */
export const closedIn = (c: FactContext, { from, to }: Stretch): Sql =>
  c.has('opportunity_history')
    ? sql`o.id in (
    select d.id from ${c.t.opportunities} d where d.closed_at >= ${from} and d.closed_at < ${to}
    union
    select h.opportunity_id from ${c.t.opportunity_history} h
    where h.valid_from >= ${from} and h.valid_from < ${to} and ${c.inStage(sql`h.stage_id`, 'closed')})`
    : sql`true`

/** Deals of which a version says that they were open; and of those that no version tells of, the ones that may have been. */
const openThen = (c: FactContext): Sql => sql`
  select ${lasting(c)}, ${join(versioned.map((column) => sql`${kept(c, column) ? sql`h` : sql`o`}.${identifier(column)}`))},
    ${stageThen(sql`false`)}, null::timestamptz as closed_at, false as estimated
  from ${c.t.opportunity_history} h
  join ${c.t.stages} s on s.id = h.stage_id
  join ${c.t.opportunities} o on o.id = h.opportunity_id
  where ${c.inStage(sql`h.stage_id`, 'open')} and ${validThen(c)} and ${created(c)}
  union all
  ${among(some(c, each(c), sql`${isOpenOrClosedLater(c)} and ${untold(c)}`), 'open')}
  union all
  ${among(some(c, each(c), sql`${isOpenOrClosedLater(c)} is not true and ${opensLater(c)} and ${untold(c)}`), 'open')}`

/** Without a version, what is open today was, and what closed later. */
const isOpenOrClosedLater = (c: FactContext): Sql =>
  sql`(${c.inStage(sql`o.stage_id`, 'open')} or o.closed_at >= ${c.asOf})`

/** What is closed since longer was open where its first version says so, carried back. */
const opensLater = (c: FactContext): Sql => sql`o.id in (
    select h.opportunity_id from ${c.t.opportunity_history} h
    where h.valid_from >= ${c.asOf} and ${c.inStage(sql`h.stage_id`, 'open')})`

/** No version, or none with a stage, tells of the deal `o`. */
const untold = (c: FactContext): Sql => sql`not exists (
  select from ${c.t.opportunity_history} h where h.opportunity_id = o.id and h.stage_id is not null and ${validThen(c)})`

/** Without history: what has closed since was open then, in a stage nobody remembers. */
export const rememberedOpportunities = (c: FactContext, only?: Only): Sql =>
  among(
    sql`
    select ${lasting(c)}, o.owner_id, o.amount, o.close_date, o.forecast_category, ${stageThen(sql`was.forgotten`)},
      case when s.outcome <> 'open' and not was.forgotten then o.closed_at end as closed_at, true as estimated
    from ${c.t.opportunities} o
    join ${c.t.stages} s on s.id = o.stage_id
    cross join lateral (select s.outcome <> 'open' and o.closed_at >= ${c.asOf} as forgotten) was
    where ${created(c)}`,
    only,
  )
