import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Context } from '../../../define/context.ts'
import type { RatioMetric, SumMetric } from '../../../define/metric.ts'
import { defineListing } from '../../../query/listing.ts'
import type { TimeWindow } from '../../../query/window.ts'
import type { Fact, FactContext, Restless } from '../../../ssot/fact.ts'
import { type Sql, sql } from '../../../ssot/sql.ts'
import { latestOf, looksFrom, spanOf } from './spans.ts'

/** With more than these the figures are read window by window. */
const most = 5_000

/** The first instant that is no earlier than any of the windows' and from which deals are seen as they are now. */
export function nowOf({ sources }: Context, windows: readonly TimeWindow[]): Temporal.Instant {
  const latest = latestOf(windows)
  const quiet = sources.lastChange?.add({ microseconds: 1 })
  return quiet && Temporal.Instant.compare(latest, quiet) < 0 ? quiet : latest
}

/**
 * Finds the ids of rows that may have looked different from one of the windows' instants than they look now, where they are
 * told apart by some dimensions; undefined where they are too many, or nothing tells how they looked. Looks once for each kind.
 */
export function findRestless(
  context: Context,
  { fact }: SumMetric | RatioMetric,
  windows: readonly TimeWindow[],
): (told: readonly string[]) => Promise<readonly string[] | undefined> {
  const { restless } = fact
  const found = new Map<Restless['rows'], Promise<readonly string[] | undefined>>()
  return async (told) => {
    const rows = restless?.toldBy?.some((name) => told.includes(name)) === false ? restless.otherwise : restless?.rows
    if (!rows) return []
    const ids = found.get(rows) ?? idsOf(context, fact, rows, windows)
    found.set(rows, ids)
    return ids
  }
}

async function idsOf(
  context: Context,
  { id, reads }: Fact,
  restless: Restless['rows'],
  windows: readonly TimeWindow[],
): Promise<readonly string[] | undefined> {
  if (windows.some(({ asOf }) => context.sources.past(asOf) === 'before snapshots')) return undefined
  const at = sql`${looksFrom(windows)}::timestamptz[]`
  const found = defineListing({
    fact: {
      id: `restless_${id}`,
      reads,
      time: 'span',
      rows: (c) => restless(c, at) ?? sql`select null::text as id where false`,
      dimensions: {},
      people: [],
    },
    columns: { id: sql`f.id` },
    row: z.object({ id: z.string() }),
    orderBy: sql`f.id`,
  })
  const page = await context.list(found, { period: spanOf(windows), asOf: nowOf(context, windows), limit: most })
  return page.total > most ? undefined : page.rows.map((row) => row.id)
}

type Parted = SumMetric | RatioMetric

/** The KPI over all other rows. */
export const without = (metric: Parted, ids: readonly string[]): Parted =>
  ids.length === 0
    ? metric
    : over(metric, (c) => {
        const rows = metric.fact.rows(c)
        return sql`select r.* from (${rows}) r where not exists (select from unnest(${ids}::text[]) u(id) where u.id = r.id)`
      })

/** The KPI over these deals alone: whatever its SQL reads of deals and of their versions is theirs. */
export const only = (metric: Parted, ids: readonly string[]): Parted =>
  over(metric, (c) => {
    const opportunities = sql`(select * from ${c.t.opportunities} o where o.id = any(${ids}::text[]))`
    const history = sql`(select * from ${c.t.opportunity_history} h where h.opportunity_id = any(${ids}::text[]))`
    return metric.fact.rows({ ...c, t: { ...c.t, opportunities, opportunity_history: history } })
  })

/** The same KPI over some of its fact's rows. Whom they are told to does not matter: rules see the company. */
function over(metric: Parted, rows: (c: FactContext) => Sql): Parted {
  const { narrows: _, ...rest } = metric.fact
  const fact: Fact = { ...rest, rows }
  return { ...metric, fact }
}
