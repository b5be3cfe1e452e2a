import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { spanBetween } from '../../../calendar/periods.ts'
import type { Context } from '../../../define/context.ts'
import { type Foretold, foretold } from '../../../insight/foretold.ts'
import { defineListing } from '../../../query/listing.ts'
import { lapses } from '../../../ssot/facts/lapses.ts'
import { sql } from '../../../ssot/sql.ts'
import type { Backtest } from './run.ts'

/** Days after a warning within which its account has to lapse for it to have been right. */
const horizonDays = 90

const most = 20_000

const lapsed = defineListing({
  fact: lapses,
  columns: { account: sql`f.account_id`, on: sql`f.lapsed_on::text` },
  row: z.object({ account: z.string(), on: z.string().transform((day) => Temporal.PlainDate.from(day)) }),
  orderBy: sql`f.lapsed_on, f.account_id`,
})

/** A backtest of a rule over accounts, held against those that did leave; undefined where it never looked. */
export async function againstLapses(context: Context, { firings, looks }: Backtest): Promise<Foretold | undefined> {
  const { zone } = context.company.calendar
  const dayOf = (at: Temporal.Instant) => at.toZonedDateTimeISO(zone).toPlainDate()
  const [first] = looks
  if (!first) return undefined
  const from = dayOf(first.at)
  const { today } = context
  const page = await context.list(lapsed, { period: spanBetween(from, today.add({ days: 1 })), limit: most })
  const warnings = firings.map(({ series, toldAt }) => ({ account: series, on: dayOf(toldAt) }))
  return foretold(warnings, page.rows, { from, today, horizonDays })
}
