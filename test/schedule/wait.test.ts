import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMovableClock } from '../../src/schedule/movable-clock.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { writeWorld } from '../support/rows.ts'
import { createFakeSlack } from './fake-slack.ts'
import { createReplica, instant, message, type Replica, report } from './rig.ts'

// Monday 9 November 2026: the report is due at 08:00 UTC. A source is stale when it synced over 24 hours before.
let database: TestDatabase
let replica: Replica
const slack = () => createFakeSlack()
beforeEach(async () => {
  database = await createDatabase()
  await writeWorld(database, 'UTC', {})
})
afterEach(async () => {
  await replica.stop()
  await database.drop()
})

const synced = (at: string) =>
  database.query(`delete from ssot.freshness; insert into ssot.freshness (source, synced_at) values ('crm', '${at}')`)

async function started(waitHours: number) {
  const sender = slack()
  const seen: string[] = []
  const clock = createMovableClock({
    start: instant('2026-11-09T07:00:00Z'),
    beforeInstant: async (at) => void seen.push(at.toString().slice(11, 16)),
  })
  const weekly = report({
    schedule: 'mondays at 08:00',
    relations: ['opportunities'],
    run: async ({ sources, now }) => message(`${now} ${sources.isStale(['opportunities']) ? 'stale' : 'fresh'}`),
  })
  replica = createReplica({
    url: database.url,
    clock,
    sender,
    definitions: { reports: { weekly } },
    business: { digestWaitHours: waitHours },
  })
  await replica.start()
  return { sender, clock, seen }
}

const runs = async () =>
  (await database.query('select outcome, waits, attempts, late from revops.runs order by due')).rows

test('a digest whose data is stale waits, looks again every five minutes, and comes with fresh data as of its hour', async () => {
  await synced('2026-11-08T07:00:00Z')
  const { sender, clock, seen } = await started(2)
  await clock.set(instant('2026-11-09T08:12:00Z'))
  expect(sender.posts).toEqual([])
  expect(seen).toEqual(['08:00', '08:05', '08:10', '08:12'])
  expect((await replica.scheduler.state.runs())[0]?.last?.outcome).toBe('waiting for fresh data')
  await synced('2026-11-09T08:13:00Z')
  await clock.set(instant('2026-11-09T08:20:00Z'))
  expect(sender.texts()).toEqual(['2026-11-09T08:00:00Z fresh'])
  expect(JSON.stringify(sender.posts[0]?.blocks)).toContain(
    'This was due Mon 9 Nov 2026, 08:00 UTC, and waited for fresh data.',
  )
})

test('after its patience it comes as it is; to wait is not to fail', async () => {
  await synced('2026-11-08T07:00:00Z')
  const { sender, clock, seen } = await started(2)
  await clock.set(instant('2026-11-09T11:00:00Z'))
  expect(sender.texts()).toEqual(['2026-11-09T08:00:00Z stale'])
  // 24 times five minutes, then at 10:00; far more than a failing run is tried.
  expect(seen.at(-2)).toBe('10:00')
  expect(await runs()).toEqual([{ outcome: 'told', waits: 24, attempts: 25, late: true }])
})

test('fresh data is not waited for', async () => {
  await synced('2026-11-09T07:50:00Z')
  const first = await started(2)
  await first.clock.set(instant('2026-11-09T08:00:00Z'))
  expect(first.sender.texts()).toEqual(['2026-11-09T08:00:00Z fresh'])
  expect(await runs()).toEqual([{ outcome: 'told', waits: 0, attempts: 1, late: false }])
})

test('without patience it comes at its hour, whatever the data', async () => {
  await synced('2026-11-01T07:50:00Z')
  const second = await started(0)
  await second.clock.set(instant('2026-11-09T08:00:00Z'))
  expect(second.sender.texts()).toEqual(['2026-11-09T08:00:00Z stale'])
})
