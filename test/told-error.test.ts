import { expect, test } from 'vitest'
import { toldError } from '../src/told-error.ts'
import { createDatabase } from './support/database.ts'

const everything = (error: unknown): string => JSON.stringify(toldError(error))

test('an error is told with its kind, its message, where it was thrown, and its causes', () => {
  const error = new TypeError('it\nfailed', { cause: Object.assign(new Error('no way'), { code: 'ECONNREFUSED' }) })
  const told = toldError(error)
  expect(told).toMatchObject({
    type: 'TypeError',
    message: 'it\nfailed',
    cause: { message: 'no way', code: 'ECONNREFUSED' },
  })
  expect(told.stack[0]).toMatch(/^at .*told-error\.test\.ts/)
})

test('what a library hangs on it stays behind', () => {
  const error = Object.assign(new Error('An API error occurred'), {
    code: 'slack_webapi_platform_error',
    data: { error: 'channel_not_found', response_metadata: { secret: 'xoxb-1' } },
    original: { config: { headers: { Authorization: 'Bearer xoxb-1' } } },
  })
  expect(toldError(error)).toMatchObject({ slack: 'channel_not_found', code: 'slack_webapi_platform_error' })
  expect(everything(error)).not.toContain('xoxb-1')
})

test('causes that go round end somewhere, and what is no error is not shown', () => {
  const error = new Error('round')
  error.cause = error
  expect(everything(error).match(/round/g)).toHaveLength(5)
  expect(everything('secret')).not.toContain('secret')
})

test('PostgreSQL’s errors about rows do not show the rows', async () => {
  const database = await createDatabase('template0')
  const failed = (statement: string): Promise<unknown> =>
    database.query(statement).then(
      () => expect.fail('it worked'),
      (error: unknown) => error,
    )
  try {
    await database.query(`create table t (id text primary key, n int check (n > 0))`)
    await database.query(`insert into t values ('Acme K.K.', 1)`)
    const row = /Acme/
    const errors: unknown[] = []
    for (const statement of [
      `select id::int from t`,
      `select id::date from t`,
      `insert into t values ('Acme K.K.', 2)`,
      `insert into t values ('Acme', -1)`,
      `select id::jsonb from t`,
      `do $$ begin raise exception 'Acme'; end $$`,
    ]) {
      errors.push(await failed(statement))
    }
    for (const error of errors) expect(everything(error)).not.toMatch(row)
    expect(toldError(errors[0]).message).toBe('invalid input syntax for type integer: …')
    expect(toldError(await failed('select x from t')).message).toContain('column "x" does not exist')
  } finally {
    await database.drop()
  }
})
