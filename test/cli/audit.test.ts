import type pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type AuditOptions, audit } from '../../src/cli/audit.ts'
import { loadConfig } from '../../src/config.ts'
import { migrate, whileMigrating } from '../../src/state/migrate.ts'
import { openStatePool } from '../../src/state/pool.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let empty: TestDatabase
let pool: pg.Pool
beforeAll(async () => {
  database = await createDatabase('template0')
  empty = await createDatabase('template0')
  pool = openStatePool({ url: database.url, onIdleError: () => undefined })
  await whileMigrating(pool, migrate)
  await database.query(
    `insert into revops.audit (at, act, slack_user, email, question, channel, scope, outcome, ms) values
       (now(), 'asked', 'U1', 'ann@example.com', 'kpi bookings', 'C1', 'people', 'answered', 31),
       (now() - interval '1 hour', 'shared', 'U2', null, E'kpi\\nmrr', null, null, 'unknown', 5),
       (now() - interval '8 days', 'asked', 'U1', 'ann@example.com', 'pipeline', 'C1', 'people', 'answered', 20)`,
  )
})
afterAll(async () => {
  await pool.end()
  await Promise.all([database.drop(), empty.drop()])
})

async function printed(options: AuditOptions = {}, words: readonly string[] = []): Promise<string[]> {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  try {
    await audit(loadConfig({ DATABASE_URL: database.url }), words, options)
    return log.mock.calls.join('\n').split('\n')
  } finally {
    log.mockRestore()
  }
}

test('the last seven days, the latest first', async () => {
  const [header, ...lines] = await printed()
  expect(header).toMatch(/^when +who +slack +what +where +scope +outcome +ms +question$/)
  expect(lines).toHaveLength(2)
  expect(lines[0]).toMatch(/ann@example\.com +U1 +asked +C1 +people +answered +31 +kpi bookings$/)
  // A line break in a question is no line of the table.
  expect(lines[1]).toMatch(/– +U2 +shared +– +– +unknown +5 +kpi mrr$/)
})

test('more days, and one person’s', async () => {
  expect(await printed({ days: '9' })).toHaveLength(4)
  expect(await printed({ days: '9', person: ' Ann@Example.com' })).toHaveLength(3)
  expect(await printed({ person: 'nobody@example.com' })).toEqual(['Nobody asked anything.'])
})

test.each<[string, AuditOptions, string[], string]>([
  ['half a day', { days: '0.5' }, [], '--days is a whole number'],
  ['no number', { days: 'many' }, [], '--days is a whole number'],
  ['another word', {}, ['ann'], 'audit [--days <n>] [--person <email>], not “ann”.'],
])('%s is refused', async (_, options, words, sentence) => {
  await expect(printed(options, words)).rejects.toThrow(sentence)
})

test('a database that was never used says so', async () => {
  await expect(audit(loadConfig({ DATABASE_URL: empty.url }), [], {})).rejects.toThrow('has not been started yet')
})
