import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { businessConfig } from '../../src/config-file.ts'
import type { Stranger } from '../../src/define/stranger.ts'
import { createLinkRequests } from '../../src/schedule/link-requests.ts'
import { prepareDatabase } from '../../src/schedule/start-up.ts'
import { openStatePool } from '../../src/state/pool.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { useSsot } from '../support/ssot.ts'
import { instant } from './rig.ts'

const tokyo = await useSsot()
let database: TestDatabase
let pool: pg.Pool
beforeAll(async () => {
  database = await createDatabase('template0')
  pool = openStatePool({ url: database.url, onIdleError: () => undefined })
  await prepareDatabase({ pool })
})
beforeEach(() => database.query('truncate revops.deliveries'))
afterAll(async () => {
  await pool.end()
  await database.drop()
})

const errors: string[] = []
const log = { info: () => undefined, warn: (_: object, text: string) => errors.push(text), error: () => undefined }
/** One replica at an instant. */
const replica = (at: string, channels: Record<string, string> = { ops: 'C0OPS' }, owners: readonly string[] = []) =>
  createLinkRequests({
    pool,
    workshop: tokyo.workshop,
    config: { locale: 'en', business: businessConfig.parse({ channels, channelLocales: { ops: 'ja' } }) },
    clock: { now: () => instant(at) },
    ownersOf: async () => owners,
    log,
  })
/** About one of them: what an earlier test set going may still arrive. */
const written = async (about = '') =>
  (
    await database.query(
      `select channel, locale, payload->>'text' as text from revops.deliveries where payload->>'text' like $1 order by position`,
      [`%${about}%`],
    )
  ).rows
const ken: Stranger = { slackUser: 'U1', email: 'ken@example.com' }
const morning = '2026-11-16T00:00:00Z'

test('those who run the bot are told who asked, once a person and day, however many replicas met them', async () => {
  const replicas = [replica(morning), replica(morning), replica('2026-11-16T14:59:00Z')]
  for (const each of replicas) for (let i = 0; i < 3; i += 1) each.met(ken)
  await expect.poll(() => written()).toHaveLength(1)
  replicas[0]?.met({ slackUser: 'U2', email: undefined })
  await expect.poll(() => written()).toHaveLength(2)
  const [first, second] = await written()
  expect(first).toMatchObject({ channel: 'C0OPS', locale: 'ja' })
  expect(first.text).toContain('<@U1> さん（ken@example.com）からRevOpsに質問がありました')
  expect(second.text).toContain('<@U2> さんからRevOpsに質問がありましたが、Slackで確認済みのメールアドレスがありません')
  // 00:00 in Tokyo is the next day.
  replica('2026-11-16T15:00:00Z').met(ken)
  await expect.poll(() => written()).toHaveLength(3)
})

test('without a channel for it, whoever answers for the bot gets a direct message', async () => {
  replica(morning, {}, ['rex@example.com', 'olga@example.com']).met({ ...ken, slackUser: 'U3' })
  await expect.poll(() => written('<@U3>')).toHaveLength(2)
  expect((await written('<@U3>')).map(({ channel }) => channel)).toEqual([
    'mailto:rex@example.com',
    'mailto:olga@example.com',
  ])
  expect((await written('<@U3>'))[0].text).toMatch(
    /^<@U3> \(ken@example\.com\) asked RevOps something, but nobody active/,
  )
})

test('with nobody to tell, the log says so', async () => {
  replica(morning, {}, []).met({ ...ken, slackUser: 'U4' })
  await expect.poll(() => errors).toEqual(['a stranger asked, and there is nobody to tell'])
  expect(await written('<@U4>')).toEqual([])
})
