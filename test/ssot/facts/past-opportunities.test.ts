import fc from 'fast-check'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { factContext } from '../../../src/query/window.ts'
import type { FactContext } from '../../../src/ssot/fact.ts'
import { opportunitiesAsOf } from '../../../src/ssot/facts/opportunities.ts'
import { closedIn, createdIn } from '../../../src/ssot/facts/past-opportunities.ts'
import { instantSql, type Sql, sql } from '../../../src/ssot/sql.ts'
import { companies, forgetfulCompanies } from '../../support/random-company.ts'
import type { Rows } from '../../support/rows.ts'
import { useLacking, useSsot } from '../../support/ssot.ts'

const tokyo = await useSsot({ cache: false })
const halfKept = await useLacking(['opportunity_history.amount', 'opportunity_history.owner_id'], { cache: false })

const row = z.looseObject({ id: z.string(), outcome: z.string(), closed_at: z.string().nullable() })
const instants = ['2026-01-20T00:00', '2026-02-20T09:30', '2026-03-17T00:00', '2026-04-02T09:00']
const stretches = [
  ['2026-01-01T00:00', '2026-02-01T00:00'],
  ['2026-01-15T00:00', '2026-03-17T00:00'],
] as const

for (const [where, ssot] of [
  ['', tokyo],
  [' of a history that keeps stages and dates', halfKept],
] as const) {
  const rowsOf = async (query: Sql) => ssot.source.query(sql`select * from (${query}) o order by o.id, o::text`, row)

  /** What is read of all deals, and by way of the open ones, the closed ones and those created. */
  async function agree(c: FactContext): Promise<void> {
    const all = await rowsOf(opportunitiesAsOf(c))
    expect(await rowsOf(opportunitiesAsOf(c, 'open'))).toEqual(all.filter(({ outcome }) => outcome === 'open'))
    for (const ends of stretches) {
      const [from, to] = ends.map((end) => instantSql(ssot.instant(end)))
      if (!from || !to) throw new Error('a stretch has two ends')
      const within = (column: string): Sql => sql`o.${column === 'closed' ? sql`closed_at` : sql`created_at`} >= ${from}
        and o.${column === 'closed' ? sql`closed_at` : sql`created_at`} < least(${to}, ${c.asOf})`
      const few = (only: 'closed' | undefined, condition: Sql, column: string) =>
        rowsOf(sql`select * from (${opportunitiesAsOf(c, only, condition)}) o where ${within(column)}`)
      const whole = (only: 'closed' | undefined, column: string) =>
        rowsOf(sql`select * from (${opportunitiesAsOf(c, only)}) o where ${within(column)}`)
      const stretch = { from, to: sql`least(${to}, ${c.asOf})` }
      expect(await few('closed', closedIn(c, stretch), 'closed')).toEqual(await whole('closed', 'closed'))
      expect(await few(undefined, createdIn(stretch), 'created')).toEqual(await whole(undefined, 'created'))
    }
  }

  const everywhere = (kind: fc.Arbitrary<Rows>): Promise<void> =>
    fc.assert(
      fc.asyncProperty(kind, async (rows) => {
        await ssot.fill(rows)
        const snapshot = await ssot.source.snapshot()
        for (const asOf of instants) {
          const window = ssot.window({ period: '2026', asOf })
          await agree({ ...factContext(snapshot, ssot.engine.settings, window), past: true })
        }
      }),
      { numRuns: 30 },
    )

  it(
    `deals found by their version, one by one or all at once are the same${where}`,
    () => everywhere(companies),
    60_000,
  )
  it(
    `also where versions are missing or today’s rows say otherwise${where}`,
    () => everywhere(forgetfulCompanies),
    60_000,
  )
}
