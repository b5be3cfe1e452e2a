import { afterAll, beforeAll, expect, test } from 'vitest'
import { spanBetween } from '../../src/calendar/periods.ts'
import type { Context } from '../../src/define/context.ts'
import leads from '../../src/metrics/leads.ts'
import { companyContext } from '../../src/schedule/audience.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { createFakeSlack } from './fake-slack.ts'
import { catalogOf, createReplica, instant, message, report, stopped } from './rig.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase()
  // Two leads of October, in a relation that takes 1.5 s to be read.
  await database.query(`
    insert into ssot.leads (id, created_at) values ('l1', '2026-10-02T00:00Z'), ('l2', '2026-10-30T00:00Z');
    alter table ssot.leads rename to all_leads;
    create view ssot.leads as select l.* from ssot.all_leads l, (select pg_sleep(1.5)) slow`)
})
afterAll(() => database.drop())

async function leadsOfOctober(context: Context): Promise<number | null> {
  const october = spanBetween(context.today.with({ month: 10, day: 1 }), context.today.with({ month: 11, day: 1 }))
  const window = { period: october, asOf: context.now }
  return (await context.read({ metrics: [leads], windows: [window] })).one(leads).value
}

test('what runs by the clock may take longer than people wait for an answer', async () => {
  const slack = createFakeSlack()
  const daily = report({ run: async (context) => message(`${await leadsOfOctober(context)} leads`) })
  const catalog = { ...catalogOf({ reports: { daily } }), metrics: new Map([['leads', leads]]) }
  const serve = async (at: string) => {
    const replica = createReplica({
      url: database.url,
      catalog,
      clock: stopped(at),
      sender: slack,
      statementTimeoutMs: 1_000,
      timing: { runLeaseMs: 20_000 },
    })
    await replica.start()
    await replica.scheduler.settle()
    return replica
  }
  await (await serve('2026-11-08T12:00:00Z')).stop()
  const replica = await serve('2026-11-09T12:00:00Z')
  expect(slack.texts()).toEqual(['2 leads'])
  const asked = companyContext(replica.scheduler.workshop, 'en', instant('2026-11-09T12:00:00Z'))
  await expect(asked.then(leadsOfOctober)).rejects.toMatchObject({ name: 'SourceUnavailable', kind: 'slow' })
  await replica.stop()
})
