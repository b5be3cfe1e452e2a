import type { Temporal } from 'temporal-polyfill'
import { companyCalendar } from '../../src/calendar/company.ts'
import type { Period } from '../../src/calendar/period.ts'
import { instants, shift, toDate } from '../../src/calendar/periods.ts'
import { daySql, instantSql, type Sql, sql } from '../../src/ssot/sql.ts'

/** What `/revops pipeline` is asked with, as SQL values. */
export interface Asked {
  readonly now: Sql
  readonly today: Sql
  /** Seven days ago. */
  readonly since: Sql
  readonly quarter: Stretch
  readonly month: Stretch
  readonly next: Stretch
  /** Whose records; undefined: everybody's. */
  readonly people: Sql | undefined
}

/** A period's ends, half-open. */
export interface Stretch {
  readonly from: Sql
  readonly to: Sql
  readonly fromDay: Sql
  readonly toDay: Sql
}

/** `ids`: the people whose records the asker sees; undefined for the whole company. */
export function asked(now: Temporal.Instant, zone: string, ids: readonly string[] | undefined): Asked {
  const calendar = companyCalendar({ zone })
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const quarter = toDate('quarter', today, calendar)
  const stretch = (period: Period): Stretch => {
    const { from, to } = instants(period, zone)
    return { from: instantSql(from), to: instantSql(to), fromDay: daySql(period.from), toDay: daySql(period.to) }
  }
  return {
    now: instantSql(now),
    today: daySql(today),
    since: instantSql(now.subtract({ hours: 7 * 24 })),
    quarter: stretch(quarter),
    month: stretch(toDate('month', today, calendar)),
    next: stretch(shift(quarter, 1, calendar)),
    people: ids && sql`${ids}::text[]`,
  }
}
