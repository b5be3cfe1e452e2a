import { Temporal } from 'temporal-polyfill'
import { instants } from '../calendar/periods.ts'
import type { Fact, Stretch } from '../ssot/fact.ts'
import { instantSql, type Sql, sql } from '../ssot/sql.ts'
import { earlier, type TimeWindow } from './window.ts'

/** The half-open stretch of time that a window's events lie in: to the period's end or the as-of instant. */
export function stretchOf(window: TimeWindow, zone: string): { from: Temporal.Instant; to: Temporal.Instant } {
  const { from, to } = instants(window.period, zone)
  return { from, to: earlier(to, window.asOf) }
}

/** When the rows of a fact of events have to be dated. */
export interface Dated {
  readonly condition: Sql
  readonly stretch?: Stretch
}

export const within = (column: Sql, from: Temporal.Instant, to: Temporal.Instant): Dated => {
  const stretch = { from: instantSql(from), to: instantSql(to) }
  return { condition: sql`${column} >= ${stretch.from} and ${column} < ${stretch.to}`, stretch }
}

export function datedIn(fact: Fact, window: TimeWindow, zone: string): Dated | undefined {
  if (fact.time !== 'event' || !fact.at) return undefined
  const { column, type } = fact.at
  if (type === 'instant') {
    const { from, to } = stretchOf(window, zone)
    return within(column, from, to)
  }
  const lastDay = window.asOf.subtract({ nanoseconds: 1 }).toZonedDateTimeISO(zone).toPlainDate()
  const until = Temporal.PlainDate.compare(window.period.to, lastDay) <= 0 ? window.period.to : lastDay.add({ days: 1 })
  return {
    condition: sql`${column} >= ${window.period.from.toString()}::date and ${column} < ${until.toString()}::date`,
  }
}
