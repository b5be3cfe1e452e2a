import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { requeue } from '../../src/state/ledger.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { createFakeSlack } from './fake-slack.ts'
import { createReplica, report, stopped } from './rig.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await createDatabase()
})
afterEach(() => database.drop())

const manual = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8')
const statements = /```sql\n([^`]+)```/.exec(manual)?.[1] ?? ''
const slack = createFakeSlack()

/** One process, from its start until nothing waits. */
async function serve(at: string): Promise<void> {
  const definitions = { reports: { daily: report() } }
  const replica = createReplica({ url: database.url, definitions, clock: stopped(at), sender: slack })
  await replica.start()
  await replica.scheduler.settle()
  await replica.stop()
}

test('a ledger restored from before the posts, with the statements of docs/operations.md: nothing comes twice, and what did arrive is found', async () => {
  await serve('2026-11-08T12:00:00Z')
  await serve('2026-11-09T12:00:00Z')
  await serve('2026-11-10T12:00:00Z')
  expect(slack.texts()).toEqual(['report 2026-11-09T09:00:00Z', 'report 2026-11-10T09:00:00Z'])
  // As it was on the 9th at 09:00: the first message waits, the second day has not been.
  await database.query(`delete from revops.runs where due > '2026-11-09T10:00Z'`)
  await database.query(`delete from revops.deliveries where due > '2026-11-09T10:00Z'`)
  await database.query(`update revops.deliveries set state = 'queued', ts = null, sent_at = null, attempts = 0`)
  expect(statements).toContain('known_since')
  // The company's clock of this test stands in 2026; known_since is the machine's now.
  await database.query(statements.replace('known_since = now()', `known_since = '2026-11-10T12:00Z'`))
  await serve('2026-11-10T12:00:00Z')
  expect(slack.texts()).toHaveLength(2)

  const [{ key }] = (await database.query('select key from revops.deliveries')).rows
  expect(await requeue(database.client, key, false)).toBe('C0SALES')
  await serve('2026-11-10T12:01:00Z')
  expect(slack.texts()).toHaveLength(2)
  expect((await database.query('select state, ts from revops.deliveries')).rows).toEqual([{ state: 'sent', ts: '1' }])
})
