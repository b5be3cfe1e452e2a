import { instants } from '../../../src/calendar/periods.ts'
import type { Context } from '../../../src/define/context.ts'
import type { TimeWindow } from '../../../src/query/window.ts'
import { daySql, instantSql, type Sql } from '../../../src/ssot/sql.ts'

/** What a figure is asked with, as SQL values. */
export interface Asked {
  /** The period's ends, half-open. */
  readonly from: Sql
  readonly to: Sql
  readonly fromDay: Sql
  readonly toDay: Sql
  /** The day before the period, and its last one, or today while it runs. */
  readonly startDay: Sql
  readonly endDay: Sql
  /** The period of the same length before. */
  readonly beforeDay: Sql
  readonly now: Sql
  readonly today: Sql
  /** 365 days before the day after `today`: where the trailing year begins. */
  readonly yearFrom: Sql
  /** Days of the period so far. */
  readonly days: number
  /** 0..1, of the configuration. */
  readonly grossMargin: number
}

export type Row = Readonly<Record<string, unknown>>

/** A figure and what it is of: a column of a table, and the key of its row. */
export interface Figure {
  readonly column?: string
  readonly key?: string | null
  readonly value: number | null
  /** What the catalogue has told beside the value: the renewal part, a 90th percentile. */
  readonly beside?: number | null
}

/** Statements that run at once, and what their rows come to. */
export interface HandWritten {
  readonly statements: readonly Sql[]
  figures(rows: readonly (readonly Row[])[]): readonly Figure[]
}

export type ByHand = (asked: Asked) => HandWritten

/** One statement whose only row has the `value`, and maybe what is told `beside` it. */
export const one =
  (statement: (asked: Asked) => Sql): ByHand =>
  (asked) => ({
    statements: [statement(asked)],
    figures: ([rows]) => [
      { value: numberOf(rows?.[0]?.value), ...(rows?.[0] && 'beside' in rows[0] ? besideOf(rows[0]) : {}) },
    ],
  })

/** Several statements, each of one row, and the figure computed from their columns. */
export const several =
  (
    statements: (asked: Asked) => readonly Sql[],
    figure: (columns: Readonly<Record<string, number>>, asked: Asked) => number | null,
  ): ByHand =>
  (asked) => ({
    statements: statements(asked),
    figures(rows) {
      const columns = rows.flatMap((each) => Object.entries(each[0] ?? {}))
      return [{ value: figure(Object.fromEntries(columns.map(([name, value]) => [name, Number(value)])), asked) }]
    },
  })

export const numberOf = (value: unknown): number | null =>
  value === null || value === undefined ? null : Number(value)

const besideOf = (row: Row): Pick<Figure, 'beside'> => ({ beside: numberOf(row.beside) })

export function askedOf({ period, asOf }: TimeWindow, { today, engine }: Context): Asked {
  const { zone, metrics } = engine
  const { from, to } = instants(period, zone)
  const lastDay = period.to.subtract({ days: 1 })
  const endDay = lastDay.since(today).sign < 0 ? lastDay : today
  const yearFrom = today.subtract({ days: 364 }).toZonedDateTime(zone).toInstant()
  return {
    from: instantSql(from),
    to: instantSql(to),
    fromDay: daySql(period.from),
    toDay: daySql(period.to),
    startDay: daySql(period.from.subtract({ days: 1 })),
    endDay: daySql(endDay),
    beforeDay: daySql(period.from.subtract({ months: 3 })),
    now: instantSql(asOf),
    today: daySql(today),
    yearFrom: instantSql(yearFrom),
    days: period.from.until(endDay).days + 1,
    grossMargin: metrics.grossMargin,
  }
}
