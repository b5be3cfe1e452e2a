import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { spanBetween } from '../../../calendar/periods.ts'
import type { Context } from '../../../define/context.ts'
import type { RatioMetric, SumMetric } from '../../../define/metric.ts'
import { defineListing } from '../../../query/listing.ts'
import type { Fact, FactContext } from '../../../ssot/fact.ts'
import { type Sql, sql } from '../../../ssot/sql.ts'

/** With more than these the figures are read window by window. */
const most = 5_000

/** Ids of rows that may have looked different at one of the instants than from the latest; undefined where they are too many. */
export async function restlessOf(
  context: Context,
  { fact }: SumMetric | RatioMetric,
  instants: readonly Temporal.Instant[],
  by: readonly string[],
): Promise<readonly string[] | undefined> {
  const { restless } = fact
  const sorted = [...instants].sort(Temporal.Instant.compare)
  const asOf = sorted.at(-1)
  if (!restless || !asOf) return []
  const at = sql`${sorted.map(String)}::timestamptz[]`
  const found = defineListing({
    fact: {
      id: `restless_${fact.id}`,
      reads: fact.reads,
      time: 'state',
      rows: (c) => restless(c, at, by) ?? sql`select null::text as id where false`,
      dimensions: {},
      people: [],
    },
    columns: { id: sql`f.id` },
    row: z.object({ id: z.string() }),
    orderBy: sql`f.id`,
  })
  const today = asOf.toZonedDateTimeISO(context.company.calendar.zone).toPlainDate()
  const page = await context.list(found, { period: spanBetween(today, today.add({ days: 1 })), asOf, limit: most })
  return page.total > most ? undefined : page.rows.map(({ id }) => id)
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
