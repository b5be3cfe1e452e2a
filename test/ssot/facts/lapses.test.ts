import { expect, it } from 'vitest'
import { z } from 'zod'
import { contextFor } from '../../../src/answers/context.ts'
import { defineListing } from '../../../src/query/listing.ts'
import { everything } from '../../../src/query/scope.ts'
import { lapses } from '../../../src/ssot/facts/lapses.ts'
import { sql } from '../../../src/ssot/sql.ts'
import type { Row } from '../../support/rows.ts'
import { periodOf, useSsot } from '../../support/ssot.ts'

const ssot = await useSsot()
const listing = defineListing({
  fact: lapses,
  columns: { account: sql`f.account_id`, on: sql`f.lapsed_on::text` },
  row: z.object({ account: z.string(), on: z.string() }).transform(({ account, on }) => `${account} ${on}`),
  orderBy: sql`f.lapsed_on, f.account_id`,
})

async function lapsed(spans: readonly Row<'subscriptions'>[], period = '2026', now = '2026-07-01T09:00') {
  await ssot.fill({ subscriptions: spans })
  const { people } = await ssot.source.snapshot()
  const [who] = people
  if (!who) throw new Error('nobody is there')
  const context = await contextFor(ssot.workshop, { who, locale: 'en', now: ssot.instant(now), scope: everything })
  return (await context.list(listing, { period: periodOf(period) })).rows
}

const span = (account_id: string, started_on: string, ended_on: string | null, mrr: number | null = 100) => ({
  account_id,
  started_on,
  ended_on,
  mrr,
})

it.each<[string, Row<'subscriptions'>[], string[]]>([
  ['the first day without MRR', [span('acme', '2025-01-01', '2026-03-01')], ['acme 2026-03-01']],
  [
    'one of two subscriptions is no lapse',
    [span('acme', '2025-01-01', '2026-03-01'), span('acme', '2025-01-01', null)],
    [],
  ],
  [
    'terms that follow each other are none',
    [span('acme', '2025-01-01', '2026-03-01'), span('acme', '2026-03-01', null)],
    [],
  ],
  [
    'a pause is one, and leaving again another',
    [span('acme', '2025-01-01', '2026-02-01'), span('acme', '2026-03-01', '2026-05-01')],
    ['acme 2026-02-01', 'acme 2026-05-01'],
  ],
  ['an end that lies ahead has not happened', [span('acme', '2025-01-01', '2026-08-01')], []],
  ['today’s has', [span('acme', '2025-01-01', '2026-07-01')], ['acme 2026-07-01']],
  [
    'who never paid does not leave',
    [span('acme', '2025-01-01', '2026-03-01', 0), span('globex', '2025-01-01', '2026-03-01', null)],
    [],
  ],
  ['a span of no days is none', [span('acme', '2026-03-01', '2026-03-01')], []],
  [
    'a credit that eats all of it is one',
    [span('acme', '2025-01-01', null), span('acme', '2026-04-01', null, -100)],
    ['acme 2026-04-01'],
  ],
  ['what lies before the period is not asked for', [span('acme', '2025-01-01', '2025-12-31')], []],
])('%s', async (_, spans, expected) => {
  expect(await lapsed(spans)).toEqual(expected)
})
