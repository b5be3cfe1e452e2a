import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { createFakeSlack } from './fake-slack.ts'
import { alert, bad, createReplica, observation, type Replica, type ReplicaOptions, stopped } from './rig.ts'

let database: TestDatabase
let replicas: Replica[] = []
beforeEach(async () => {
  database = await createDatabase()
})
afterEach(async () => {
  await Promise.all(replicas.map((each) => each.stop()))
  replicas = []
  await database.drop()
})

function replica(options: Pick<ReplicaOptions, 'sender' | 'timing'>, now = '2026-11-09T09:00:00Z'): Replica {
  const made = createReplica({ url: database.url, definitions, clock: stopped(now), ...options })
  replicas.push(made)
  return made
}

/** Two alerts with eight series each, in two channels: sixteen messages at 09:00. */
const eight = () => Array.from({ length: 8 }, (_, i) => observation(`s${i}`, { ...bad, weight: 8 - i }))
const definitions = { alerts: { one: alert(eight), two: alert(eight, { channel: 'sales' }) } }
const inOrder = Array.from({ length: 8 }, (_, i) => `s${i} fired`)

/** Makes the definitions known before they fall due. */
async function known(): Promise<void> {
  const earlier = createReplica({
    url: database.url,
    definitions,
    clock: stopped('2026-11-09T08:00:00Z'),
    sender: createFakeSlack(),
  })
  await earlier.start()
  await earlier.stop()
}

const ledger = async () =>
  (await database.query('select state, attempts, ts, last_error, uncertain from revops.deliveries order by position'))
    .rows

test('429, 500, lost and dropped connections: everything arrives once, in the order of its channel', async () => {
  await known()
  const slack = createFakeSlack()
  slack.fail('refused', 'dropped', 'limited', 'lost', 'dropped', 'dropped', 'refused', 'limited', 'dropped', 'lost')
  const { scheduler, start } = replica({ sender: slack })
  await start()
  await scheduler.settle()
  expect(slack.texts('C0ALERTS')).toEqual(inOrder)
  expect(slack.texts('C0SALES')).toEqual(inOrder)
  expect(new Set(slack.posts.map(({ key }) => key)).size).toBe(16)
  const rows = await ledger()
  expect(rows.every(({ state, ts, uncertain }) => state === 'sent' && ts !== null && !uncertain)).toBe(true)
  expect(await scheduler.state.deliveries()).toEqual([{ state: 'sent', count: 16 }])
})

test('Retry-After is waited for, in full, and nothing overtakes', async () => {
  await known()
  const slack = createFakeSlack()
  slack.fail('limited', 'limited')
  const { scheduler, start } = replica({ sender: slack })
  await start()
  await scheduler.settle()
  // Both channels were told to wait 0.3 s at their first message.
  const [first] = slack.tries
  const again = slack.tries.filter(({ key }) => key === first?.key)
  expect(again).toHaveLength(2)
  expect((again[1]?.at ?? 0) - (again[0]?.at ?? 0)).toBeGreaterThanOrEqual(299)
  expect(slack.texts('C0ALERTS')).toEqual(inOrder)
})

test('a permanent refusal stops that message, and the next ones go on', async () => {
  await known()
  const slack = createFakeSlack()
  slack.fail('permanent')
  const { scheduler, log, start } = replica({ sender: slack })
  await start()
  await scheduler.settle()
  const both = [slack.texts('C0ALERTS'), slack.texts('C0SALES')].sort((a, b) => b.length - a.length)
  expect(both).toEqual([inOrder, inOrder.slice(1)])
  const failed = (await ledger()).filter(({ state }) => state !== 'sent')
  expect(failed).toEqual([
    { state: 'failed', attempts: 1, ts: null, last_error: 'channel_not_found', uncertain: false },
  ])
  expect(log.lines.filter(({ level }) => level === 'error')).toHaveLength(1)
})

test('without the right to read the history, an unknown outcome stays unknown, is said so, and is not sent again', async () => {
  await known()
  const slack = createFakeSlack({ history: false })
  slack.fail('dropped')
  const { scheduler, log, start } = replica({ sender: slack })
  await start()
  await scheduler.settle()
  expect(slack.posts).toHaveLength(16)
  expect((await ledger()).filter(({ state }) => state === 'unknown')).toHaveLength(1)
  expect(log.lines.find(({ level }) => level === 'error')?.sentence).toMatch(/unknown/)
})

test('two replicas drain the same channels: once each, in order, and never faster than the pace', async () => {
  await known()
  const slack = createFakeSlack()
  slack.fail('dropped', 'refused', 'dropped', 'limited', 'dropped')
  const both = [1, 2].map(() => replica({ sender: slack, timing: { pacingMs: 40 } }))
  await Promise.all(both.map(({ start }) => start()))
  await Promise.all(both.map(({ scheduler }) => scheduler.settle()))
  expect(slack.texts('C0ALERTS')).toEqual(inOrder)
  expect(slack.texts('C0SALES')).toEqual(inOrder)
  const { rows } = await database.query(
    `select min(gap) as gap from (select extract(epoch from sent_at - lag(sent_at) over (partition by channel order by position))::float8 as gap
     from revops.deliveries) gaps`,
  )
  expect(rows[0].gap).toBeGreaterThanOrEqual(0.04)
})

test('a stop in the middle loses nothing: the next process goes on where it was', async () => {
  await known()
  const slack = createFakeSlack()
  const first = createReplica({
    url: database.url,
    definitions,
    sender: slack,
    clock: stopped('2026-11-09T09:00:00Z'),
    timing: { pacingMs: 100 },
  })
  await first.start()
  await expect.poll(() => slack.posts.length).toBeGreaterThan(3)
  const asked = performance.now()
  await first.stop()
  expect(performance.now() - asked).toBeLessThan(1_500)
  expect(slack.posts.length).toBeLessThan(16)
  const { scheduler, start } = replica({ sender: slack })
  await start()
  await scheduler.settle()
  expect(slack.texts('C0ALERTS')).toEqual(inOrder)
  expect(slack.texts('C0SALES')).toEqual(inOrder)
})

test('a message that this release cannot read is stopped, and holds nobody up', async () => {
  await known()
  await database.query(
    `insert into revops.deliveries (key, channel, locale, payload, source_kind, source, due)
     values ('odd', 'C0ALERTS', 'en', '{"shape": "of the future"}', 'report', 'x', now())`,
  )
  const slack = createFakeSlack()
  const { scheduler, start } = replica({ sender: slack })
  await start()
  await scheduler.settle()
  expect(slack.texts('C0ALERTS')).toEqual(inOrder)
  expect((await ledger())[0]).toMatchObject({ state: 'failed', attempts: 1 })
})

test('connections to the database that break in the middle lose nothing and double nothing', async () => {
  await known()
  const slack = createFakeSlack()
  const { scheduler, start } = replica({ sender: slack, timing: { pacingMs: 30, sendLeaseMs: 500 } })
  await start()
  for (const posted of [2, 5, 9]) {
    // Whatever a break leaves behind is taken up by the next ring of the clock, once a minute, if not before.
    await expect.poll(() => slack.posts.length, { interval: 5, timeout: 75_000 }).toBeGreaterThanOrEqual(posted)
    await database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()`,
    )
  }
  // At the latest the next ring of the clock, once a minute, calls the drains again.
  await expect.poll(() => slack.posts.length, { timeout: 90_000 }).toBe(16)
  await scheduler.settle()
  expect(slack.texts('C0ALERTS')).toEqual(inOrder)
  expect(slack.texts('C0SALES')).toEqual(inOrder)
}, 300_000)
