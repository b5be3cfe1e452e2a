import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  addDeliveries,
  claimDelivery,
  neglectedChannels,
  openChannels,
  recordSend,
  waitOf,
} from '../../src/state/deliveries.ts'
import { storedMessage } from '../../src/state/message.ts'
import { migrate, whileMigrating } from '../../src/state/migrate.ts'
import { openStatePool } from '../../src/state/pool.ts'
import type { RunKey } from '../../src/state/runs.ts'
import { inTransaction } from '../../src/state/transaction.ts'
import { instant, message } from '../schedule/rig.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let pool: pg.Pool
beforeAll(async () => {
  database = await createDatabase('template0')
  pool = openStatePool({ url: database.url, onIdleError: () => undefined })
  await whileMigrating(pool, migrate)
})
beforeEach(() => database.query('truncate revops.deliveries'))
afterAll(async () => {
  await pool.end()
  await database.drop()
})

const run: RunKey = { kind: 'report', id: 'weekly', due: instant('2026-11-09T09:00:00Z') }
const add = (...keys: string[]) =>
  inTransaction(pool, (db) =>
    addDeliveries(
      db,
      run,
      keys.map((key) => ({ key, channel: 'C1', locale: 'en', message: message(key) })),
    ),
  )
const claim = (leaseMs = 60_000, pacingMs = 0) => claimDelivery(pool, 'C1', { claimedBy: 'us', leaseMs, pacingMs })

async function claimed(leaseMs?: number) {
  const delivery = await claim(leaseMs)
  if (!delivery) throw new Error('there was something to claim')
  return delivery
}

test('a key is written once, however often', async () => {
  await add('a')
  await add('a', 'b')
  const { rows } = await database.query('select key from revops.deliveries order by position')
  expect(rows).toEqual([{ key: 'a' }, { key: 'b' }])
})

test('of ten claims at the same time one gets the first message, and none the second', async () => {
  await add('a', 'b')
  const claims = await Promise.all(Array.from({ length: 10 }, () => claim()))
  expect(claims.flatMap((each) => each?.key ?? [])).toEqual(['a'])
  expect(await waitOf(pool, 'C1', 0)).toMatchObject({ held: true })
})

test('a message that waits holds back those behind it; one that is stopped does not', async () => {
  await add('a', 'b')
  const first = await claimed()
  await recordSend(pool, first, { state: 'queued', error: 'not now', waitMs: 30_000, uncertain: false })
  expect(await claim()).toBeUndefined()
  const waiting = await waitOf(pool, 'C1', 0)
  expect(waiting).toMatchObject({ held: false })
  expect(waiting?.ms).toBeGreaterThan(29_000)
  await database.query('update revops.deliveries set not_before = clock_timestamp()')
  const again = await claimed()
  expect(again).toMatchObject({ key: 'a', attempt: 2, uncertain: false })
  await recordSend(pool, again, { state: 'failed', error: 'is_archived' })
  expect(await claim()).toMatchObject({ key: 'b', attempt: 1 })
})

test('a lease that is over makes the try uncertain, and its late end counts for nothing', async () => {
  await add('a')
  const first = await claimed(0)
  const second = await claimed()
  expect([first.uncertain, second.uncertain]).toEqual([false, true])
  expect(await recordSend(pool, first, { state: 'sent', ts: '1' })).toBe(false)
  expect(await recordSend(pool, second, { state: 'sent', ts: '2' })).toBe(true)
  expect(await openChannels(pool)).toEqual([])
})

test('the pace of a channel is kept, whoever sends', async () => {
  await add('a', 'b')
  await recordSend(pool, await claimed(), { state: 'sent', ts: '1' })
  expect(await claim(60_000, 10_000)).toBeUndefined()
  const waiting = await waitOf(pool, 'C1', 10_000)
  expect(waiting?.ms).toBeGreaterThan(9_000)
  expect(await claim(60_000, 0)).toMatchObject({ key: 'b' })
})

test('what PostgreSQL cannot hold does not keep a message from being written', async () => {
  const text = 'NUL \0, half a pair \ud83d, quotes " and 髙﨑 😀'
  const told = { ...message(text), charts: [] }
  await inTransaction(pool, (db) =>
    addDeliveries(db, run, [{ key: 'odd', channel: 'C1', locale: 'ja', message: told }]),
  )
  const { payload, locale } = await claimed()
  expect(locale).toBe('ja')
  expect(storedMessage.parse(payload).text).toBe('NUL , half a pair \ufffd, quotes " and 髙﨑 😀')
})

test('a channel is neglected when its first message could have gone and nobody came', async () => {
  await add('a', 'b')
  const neglected = () => neglectedChannels(pool, 5_000)
  const at = (column: string, key: string, seconds: number) =>
    database.query(
      `update revops.deliveries set ${column} = clock_timestamp() - $2 * interval '1 second' where key = $1`,
      [key, seconds],
    )
  expect(await neglected()).toEqual([])
  await at('not_before', 'b', 60)
  // The first one is not due yet: the second waits behind it.
  expect(await neglected()).toEqual([])
  await at('not_before', 'a', 6)
  expect(await neglected()).toEqual(['C1'])
  const first = await claimed()
  expect(await neglected()).toEqual([])
  await at('lease_until', 'a', 6)
  expect(await neglected()).toEqual(['C1'])
  await recordSend(pool, first, { state: 'sent', ts: '1' })
  // Somebody is at it: what was just sent holds the next one back.
  expect(await neglected()).toEqual([])
  await at('sent_at', 'a', 6)
  expect(await neglected()).toEqual(['C1'])
})
