import type pg from 'pg'
import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { FirstReported, FirstReports } from '../define/reported.ts'
import { countColumn, type Db, execute, instantColumn, isUnmigrated, rowsOf } from './rows.ts'

/** The first figures as answers ask for them: beside the answer, which does without while they cannot be read. */
export const createFirstReports = (pool: pg.Pool): FirstReports => ({
  find: (metrics, periods) =>
    rowsOf(
      pool,
      reportedRow,
      `select metric, period_from::text as "from", period_to::text as "to", definition, value, numerator, denominator, n,
         reported_at, synced_at
       from revops.first_reported
       where metric = any($1) and value is not null and (period_from, period_to) in (select * from unnest($2::date[], $3::date[]))`,
      [metrics, periods.map(({ from }) => from.toString()), periods.map(({ to }) => to.toString())],
    ).catch(() => []),
  async count() {
    const [row] = await rowsOf(
      pool,
      z.object({ count: countColumn }),
      'select count(*) as count from revops.first_reported',
    ).catch((error: unknown) => {
      if (isUnmigrated(error)) return []
      throw error
    })
    return row?.count ?? 0
  },
})

/** The KPIs and periods, as `metric from to`, that are kept of periods which ended after a day. */
export async function reportedSince(db: Db, day: Temporal.PlainDate): Promise<ReadonlySet<string>> {
  const rows = await rowsOf(
    db,
    z.object({ key: z.string() }),
    `select metric || ' ' || period_from::text || ' ' || period_to::text as key
     from revops.first_reported where period_to > $1`,
    [day.toString()],
  )
  return new Set(rows.map(({ key }) => key))
}

export const reportedKey = ({ metric, from, to }: Pick<FirstReported, 'metric' | 'from' | 'to'>): string =>
  `${metric} ${from} ${to}`

/** Null: there was no data, and that is what was told. */
type NewFigure = Omit<FirstReported, 'value'> & { readonly value: number | null }

/** Keeps figures; one that is there stays as it is. How many were new. */
export const keepFirst = (db: Db, figures: readonly NewFigure[]): Promise<number> =>
  execute(
    db,
    `insert into revops.first_reported
       (metric, period_from, period_to, definition, value, numerator, denominator, n, reported_at, synced_at)
     select * from unnest($1::text[], $2::date[], $3::date[], $4::text[], $5::float8[], $6::float8[], $7::float8[],
       $8::float8[], $9::timestamptz[], $10::timestamptz[])
     on conflict do nothing`,
    [
      figures.map(({ metric }) => metric),
      figures.map(({ from }) => from),
      figures.map(({ to }) => to),
      figures.map(({ definition }) => definition),
      figures.map(({ value }) => value),
      figures.map(({ numerator }) => numerator),
      figures.map(({ denominator }) => denominator),
      figures.map(({ n }) => n),
      figures.map(({ reportedAt }) => reportedAt.toString()),
      figures.map(({ syncedAt }) => syncedAt?.toString() ?? null),
    ],
  )

const reportedRow = z
  .object({
    metric: z.string(),
    from: z.string(),
    to: z.string(),
    definition: z.string(),
    value: z.number(),
    numerator: z.number().nullable(),
    denominator: z.number().nullable(),
    n: z.number(),
    reported_at: instantColumn,
    synced_at: instantColumn.nullable(),
  })
  .transform(({ reported_at: reportedAt, synced_at: syncedAt, ...rest }) => ({ ...rest, reportedAt, syncedAt }))
