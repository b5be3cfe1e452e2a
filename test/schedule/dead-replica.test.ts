import { afterEach, expect, test } from 'vitest'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { createFakeSlack } from './fake-slack.ts'
import { createReplica, type Replica, report, stopped } from './rig.ts'

let database: TestDatabase | undefined
let replica: Replica | undefined
afterEach(async () => {
  await replica?.stop()
  await database?.drop()
})

test('what a dead replica was evaluating begins anew once it is taken for dead, not when its lease is over', async () => {
  database = await createDatabase()
  const { url } = database
  const slack = createFakeSlack()
  const definitions = { reports: { daily: report() } }
  const earlier = createReplica({ url, definitions, clock: stopped('2026-11-08T12:00:00Z'), sender: slack })
  await earlier.start()
  await earlier.stop()
  // It claimed the run of 9 November for ten minutes, and has not been heard of for as long.
  await database.query(`insert into revops.replicas (id, heartbeat) values ('ghost', now() - interval '10 minutes')`)
  await database.query(`
    insert into revops.runs (kind, id, due, late, claimed_by, lease_until)
    values ('report', 'daily', '2026-11-09T09:00:00Z', false, 'ghost', now() + interval '10 minutes')`)
  replica = createReplica({ url, definitions, clock: stopped('2026-11-09T09:00:00Z'), sender: slack })
  await replica.start()
  await replica.scheduler.settle()
  await expect
    .poll(() => replica?.scheduler.settle().then(() => slack.texts()), { timeout: 5_000 })
    .toEqual(['report 2026-11-09T09:00:00Z'])
})
