import { instants, spanBetween } from '../../../calendar/periods.ts'
import type { Context } from '../../../define/context.ts'
import type { RatioMetric, SumMetric } from '../../../define/metric.ts'
import type { Watch } from '../../../define/rule.ts'
import type { Sample } from '../../../insight/condition.ts'
import { windowKey } from '../../../query/plan.ts'
import type { TimeWindow } from '../../../query/window.ts'
import type { Fact, FactContext } from '../../../ssot/fact.ts'
import { looksOf } from '../../../ssot/facts/restless.ts'
import { type Sql, sql } from '../../../ssot/sql.ts'
import { direct } from './direct.ts'
import { only } from './restless.ts'
import { type Figures, labelOf, noRows, sampleOf, seriesOf } from './series.ts'
import { latestOf, looksFrom } from './spans.ts'
import { isTold, looksAlike } from './told.ts'

/** Tells the windows apart; no fact has a dimension of this name. */
const seenIn = 'seen in'

type Parted = SumMetric | RatioMetric

/**
 * Figures of the deals that looked different from some instant, as each window saw them: one statement for all windows of
 * the past, however many. What is seen from an instant since which nothing changed has no version to look for.
 */
export async function changingFigures(
  context: Context,
  metric: Parted,
  ids: readonly string[],
  watch: Watch,
  wanted: readonly TimeWindow[],
  by: string | undefined,
): Promise<Figures> {
  const past = looksAlike(metric) ? wanted.filter(({ asOf }) => isTold(context, asOf)) : []
  const others = wanted.filter((window) => !past.includes(window))
  const [together, apart] = await Promise.all([
    past.length > 0 ? atOnce(context, metric, ids, watch, past, by) : undefined,
    others.length > 0 ? direct(context, only(metric, ids), watch, others, by) : undefined,
  ])
  const series = new Map([...(together?.series ?? []), ...(apart?.series ?? [])])
  const inPast = new Set(past.map(windowKey))
  return {
    series,
    sample(key, window) {
      const found = (inPast.has(windowKey(window)) ? together : apart)?.sample(key, window)
      return found ?? (series.has(key) ? noRows(metric, window) : undefined)
    },
  }
}

async function atOnce(
  context: Context,
  metric: Parted,
  ids: readonly string[],
  { where = [] }: Watch,
  wanted: readonly TimeWindow[],
  by: string | undefined,
): Promise<Figures> {
  const windows = [...new Map(wanted.map((window) => [windowKey(window), window])).values()]
  const asOf = latestOf(windows)
  const day = asOf.toZonedDateTimeISO(context.company.calendar.zone).toPlainDate()
  const seen = seenFrom(metric, ids, windows, context.company.calendar.zone)
  const readings = await context.read({
    metrics: [seen],
    windows: [{ period: spanBetween(day, day.add({ days: 1 })), asOf }],
    where,
    by: [...(by === undefined ? [] : [by]), seenIn],
  })
  const series = new Map<string | null, string>()
  const samples = new Map<string, Sample>()
  for (const reading of readings.of(seen)) {
    const window = windows[Number(reading.keys.at(-1))]
    if (reading.reason === 'not_connected' || !window) continue
    const key = seriesOf(reading, by)
    series.set(key, labelOf(reading, by))
    samples.set(`${key ?? ''} ${windowKey(window)}`, sampleOf(reading, window))
  }
  return { series, sample: (key, window) => samples.get(`${key ?? ''} ${windowKey(window)}`) }
}

/**
 * The KPI over these deals' rows of all windows, each as it was seen from its window's instant; a row stands in several of
 * them. A deal is looked at once for each way that it ever looked, not once for each window.
 */
function seenFrom(metric: Parted, ids: readonly string[], windows: readonly TimeWindow[], zone: string): Parted {
  const { at, narrows: _, estimated: __, restless, ...rest } = metric.fact
  const periods = windows.map(({ period }) => instants(period, zone))
  const looks = windows.map(({ asOf }) => String(asOf))
  const distinct = sql`${looksFrom(windows)}::timestamptz[]`
  const fact: Fact = {
    ...rest,
    time: 'state',
    rows: (c) => sql`
      select f.*, seen.at as seen_from, seen.nth as seen_in
      from (${looksOf(c, ids, distinct, restless?.closed === true)}) look
      cross join lateral (${rest.rows({ ...onlyDeal(c, sql`look.id`), asOf: sql`look.at` })}) f
      join unnest(${windows.map((_, i) => String(i))}::text[], ${looks}::timestamptz[],
        ${periods.map(({ from }) => String(from))}::timestamptz[], ${periods.map(({ to }) => String(to))}::timestamptz[])
        seen (nth, at, begins, ends) on seen.at >= look.at and (look.until is null or seen.at < look.until)
          and ${at?.column} >= seen.begins and ${at?.column} < seen.ends`,
    joins: Object.fromEntries(
      Object.entries(rest.joins ?? {}).map(([name, join]) => [
        name,
        { ...join, sql: (c) => join.sql({ ...c, asOf: sql`f.seen_from` }) },
      ]),
    ),
    dimensions: { ...rest.dimensions, [seenIn]: { key: sql`f.seen_in` } },
  }
  return { ...metric, fact }
}

const onlyDeal = (c: FactContext, id: Sql): FactContext => ({
  ...c,
  t: {
    ...c.t,
    opportunities: sql`(select * from ${c.t.opportunities} o where o.id = ${id})`,
    opportunity_history: sql`(select * from ${c.t.opportunity_history} h where h.opportunity_id = ${id})`,
  },
})
