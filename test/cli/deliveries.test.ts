import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type DeliveriesOptions, deliveries } from '../../src/cli/deliveries.ts'
import { loadConfig } from '../../src/config.ts'
import { prepareDatabase } from '../../src/schedule/start-up.ts'
import { addDeliveries, claimDelivery, recordSend } from '../../src/state/deliveries.ts'
import { openStatePool } from '../../src/state/pool.ts'
import { inTransaction } from '../../src/state/transaction.ts'
import { instant, message } from '../schedule/rig.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let pool: pg.Pool
beforeAll(async () => {
  database = await createDatabase('template0')
  pool = openStatePool({ url: database.url, onIdleError: () => undefined })
  await prepareDatabase({ pool })
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

/** Five messages in one channel: sent, failed, unknown, on its way, waiting. */
beforeEach(async () => {
  await database.query('truncate revops.deliveries')
  const from = { kind: 'report', id: 'weekly_digest', due: instant('2026-11-09T09:00:00Z') } as const
  const keys = ['arrived', 'refused', 'doubtful', 'moving', 'waiting']
  const made = keys.map((key) => ({ key, channel: 'C1', locale: 'en' as const, message: message(key) }))
  await inTransaction(pool, (db) => addDeliveries(db, from, made))
  const claim = () => claimDelivery(pool, 'C1', { claimedBy: 'us', leaseMs: 60_000, pacingMs: 0 })
  const results = [
    { state: 'sent', ts: '1700000000.000100' },
    { state: 'failed', error: 'is_archived' },
    { state: 'unknown', error: 'the channel’s history may not be read' },
  ] as const
  for (const result of results) {
    const delivery = await claim()
    if (!delivery) throw new Error('there was something to claim')
    await recordSend(pool, delivery, result)
  }
  await claim()
  await database.query(`update revops.deliveries set created_at = '2026-11-09T00:00:30Z'`)
})

async function printed(words: readonly string[], options: DeliveriesOptions = {}): Promise<string[]> {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  try {
    await deliveries(loadConfig({ DATABASE_URL: database.url }), words, options)
    return log.mock.calls.join('\n').split('\n')
  } finally {
    log.mockRestore()
  }
}
const row = async (key: string) =>
  (
    await database.query(
      `select state, uncertain, created_at > '2026-11-10' as renewed from revops.deliveries where key = $1`,
      [key],
    )
  ).rows[0]

test('the ledger, the newest first, in the company’s time', async () => {
  const lines = await printed([])
  expect(lines.map((line) => line.split(/ {2,}/))).toEqual([
    ['when', 'from', 'channel', 'state', 'tries', 'error', 'ts', 'key'],
    ['2026-11-09 09:00', 'report weekly_digest', 'C1', 'queued', '0', 'waiting'],
    ['2026-11-09 09:00', 'report weekly_digest', 'C1', 'sending', '1', 'moving'],
    [
      '2026-11-09 09:00',
      'report weekly_digest',
      'C1',
      'unknown',
      '1',
      'the channel’s history may not be read',
      'doubtful',
    ],
    ['2026-11-09 09:00', 'report weekly_digest', 'C1', 'failed', '1', 'is_archived', 'refused'],
    ['2026-11-09 09:00', 'report weekly_digest', 'C1', 'sent', '1', '1700000000.000100', 'arrived'],
  ])
})

test('of one state, and no more than asked for', async () => {
  expect((await printed([], { state: 'failed' })).slice(1)).toEqual([expect.stringContaining('is_archived')])
  expect(await printed([], { limit: '2' })).toHaveLength(3)
  await database.query('truncate revops.deliveries')
  expect(await printed([])).toEqual(['There are none.'])
})

test('what failed is queued anew with its whole time before it, and its channel is drained', async () => {
  expect(await printed(['retry', 'refused'])).toEqual(['refused waits in C1 again.'])
  expect(await row('refused')).toEqual({ state: 'queued', uncertain: false, renewed: true })
  const { rows } = await database.query(`select key from revops_worker.jobs`)
  expect(rows).toEqual([{ key: 'drain:C1' }])
})

test('what may have arrived is looked for first, unless that is not wanted', async () => {
  await printed(['retry', 'doubtful'])
  expect(await row('doubtful')).toEqual({ state: 'queued', uncertain: true, renewed: false })
  await database.query(`update revops.deliveries set state = 'unknown' where key = 'doubtful'`)
  await printed(['retry', 'doubtful'], { unseen: true })
  expect(await row('doubtful')).toMatchObject({ state: 'queued', uncertain: false })
})

test.each(['arrived', 'moving', 'waiting', 'nobody'])('“%s” cannot be retried', async (key) => {
  await expect(printed(['retry', key])).rejects.toThrow(`No failed or unknown message has the key “${key}”.`)
})

test.each([
  [['retry'], {}, 'Which one?'],
  [['again'], {}, 'deliveries retry <key>'],
  [[], { state: 'lost' }, '--state is one of queued, sending, sent, failed, unknown, not “lost”.'],
  [[], { limit: '0' }, '--limit is a whole number from 1 to 1000'],
  [[], { limit: 'many' }, '--limit is a whole number'],
])('asked wrongly: %j %j', async (words, options, says) => {
  await expect(printed(words, options)).rejects.toThrow(says)
})

test('before the first start there is nothing to list', async () => {
  const bare = await createDatabase('template0')
  try {
    await expect(deliveries(loadConfig({ DATABASE_URL: bare.url }), [], {})).rejects.toThrow('has not been started yet')
  } finally {
    await bare.drop()
  }
})
