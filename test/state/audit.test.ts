import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { AuditEntry } from '../../src/define/audit.ts'
import { auditSince, createAudit } from '../../src/state/audit.ts'
import { migrate, whileMigrating } from '../../src/state/migrate.ts'
import { openStatePool } from '../../src/state/pool.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let pool: pg.Pool
beforeAll(async () => {
  database = await createDatabase('template0')
  pool = openStatePool({ url: database.url, onIdleError: () => undefined })
  await whileMigrating(pool, migrate)
})
beforeEach(() => database.query('truncate revops.audit'))
afterAll(async () => {
  await pool.end()
  await database.drop()
})

const entry = (question: string, rest: Partial<AuditEntry> = {}): AuditEntry => ({
  act: 'asked',
  slackUser: 'U1',
  email: 'Ann@Example.com',
  question,
  channel: 'C1',
  scope: 'people',
  outcome: 'answered',
  ms: 12.4,
  ...rest,
})
function recorder(over: pg.Pool = pool) {
  const trouble: [unknown, number][] = []
  return {
    trouble,
    audit: createAudit({ pool: over, onTrouble: (...each) => trouble.push(each), everyMs: 10, soonMs: 10 }),
  }
}

test('what is noted is written down together, without anybody waiting', async () => {
  const { audit, trouble } = recorder()
  audit.note(entry('kpi bookings'))
  audit.note(
    entry('kpi win_rate', {
      act: 'shared',
      outcome: 'refused',
      scope: undefined,
      email: undefined,
      channel: undefined,
    }),
  )
  await expect.poll(() => auditSince(pool, 1, null, 10)).toHaveLength(2)
  expect(trouble).toEqual([])
  expect(await auditSince(pool, 1, 'ann@example.com', 10)).toMatchObject([
    { question: 'kpi bookings', email: 'ann@example.com', slackUser: 'U1', channel: 'C1', scope: 'people', ms: 12 },
  ])
  expect((await auditSince(pool, 1, null, 10)).find(({ act }) => act === 'shared')).toMatchObject({
    outcome: 'refused',
    email: null,
    channel: null,
    scope: null,
  })
})

test('what PostgreSQL does not take as text is taken all the same, and long texts are cut', async () => {
  const { audit } = recorder()
  audit.note(entry(`a\0b\ud800${'x'.repeat(9_000)}`))
  await audit.close()
  const [line] = await auditSince(pool, 1, null, 10)
  expect(line?.question).toMatch(/^ab\ufffdx+$/)
  expect(line?.question.length).toBeLessThanOrEqual(500)
})

test('a database that is away costs nobody their answer: what waits is written once it is back', async () => {
  const away = openStatePool({ url: 'postgres://127.0.0.1:1/nowhere', onIdleError: () => undefined })
  const { audit, trouble } = recorder(away)
  expect(() => audit.note(entry('kpi bookings'))).not.toThrow()
  await expect.poll(() => trouble.length).toBeGreaterThan(1)
  await audit.close(50)
  await away.end()

  await database.query('alter table revops.audit rename to audit_away')
  const again = recorder()
  again.audit.note(entry('kpi mrr'))
  await expect.poll(() => again.trouble.length).toBeGreaterThan(0)
  await database.query('alter table revops.audit_away rename to audit')
  await expect.poll(() => auditSince(pool, 1, null, 10)).toMatchObject([{ question: 'kpi mrr' }])
  await again.audit.close()
})

test('answered questions wait, and go along with what is to be seen soon', async () => {
  const audit = createAudit({ pool, onTrouble: () => undefined, everyMs: 600_000, soonMs: 10 })
  audit.note(entry('kpi bookings'))
  await sleep(100)
  expect(await auditSince(pool, 1, null, 10)).toEqual([])
  audit.note(entry('kpi cac', { outcome: 'refused' }))
  await expect.poll(() => auditSince(pool, 1, null, 10)).toHaveLength(2)
  await audit.close()
})

test('the days are counted back from now', async () => {
  const { audit } = recorder()
  audit.note(entry('old'))
  await audit.close()
  await database.query(`update revops.audit set at = now() - interval '25 hours'`)
  expect(await auditSince(pool, 1, null, 10)).toEqual([])
  expect(await auditSince(pool, 2, null, 10)).toHaveLength(1)
})
