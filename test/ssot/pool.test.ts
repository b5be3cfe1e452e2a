import { createServer } from 'node:net'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { SourceUnavailable } from '../../src/errors.ts'
import { createSsotPool, type SsotPool, type SsotPoolOptions } from '../../src/ssot/pool.ts'
import { sql } from '../../src/ssot/sql.ts'
import { createDatabase } from '../support/database.ts'

const database = await createDatabase()
const pools: SsotPool[] = []
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.close()))
  await database.drop()
})

function open(options: Partial<SsotPoolOptions> = {}): SsotPool {
  const pool = createSsotPool({
    url: database.url,
    statementTimeoutMs: 5_000,
    connectTimeoutMs: 1_000,
    onIdleError: () => undefined,
    ...options,
  })
  pools.push(pool)
  return pool
}

const anything = z.looseObject({})
const failure = async (pool: SsotPool, query = sql`select 1 as one`): Promise<unknown> =>
  pool.query(query, anything).then(
    () => undefined,
    (error: unknown) => error,
  )

describe('the way to the SSOT', () => {
  it('cannot write', async () => {
    const pool = open()
    for (const statement of [
      sql`insert into ssot.users (id, name, email, role) values ('x', 'x', 'x', 'rep')`,
      sql`create table ssot.mine (id text)`,
      sql`delete from ssot.users`,
    ]) {
      expect(await failure(pool, statement)).toMatchObject({ code: '25006' })
    }
    const { rows } = await database.query('select count(*)::int as n from ssot.users')
    expect(rows).toEqual([{ n: 0 }])
  })

  it('gives up on a slow statement, and says it was slow', async () => {
    const error = await failure(open({ statementTimeoutMs: 100 }), sql`select pg_sleep(20)`)
    expect(error).toBeInstanceOf(SourceUnavailable)
    expect(error).toMatchObject({ kind: 'slow' })
  })

  it('says that nobody answers at a wrong port', async () => {
    const port = await freePort()
    const error = await failure(open({ url: `postgres://postgres@127.0.0.1:${port}/ssot` }))
    expect(error).toBeInstanceOf(SourceUnavailable)
    expect(error).toMatchObject({ kind: 'down' })
  })

  it('says so of a server that takes the call and says nothing', async () => {
    const silent = createServer(() => undefined)
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const address = silent.address()
    const port = typeof address === 'object' ? address?.port : 0
    const error = await failure(open({ url: `postgres://postgres@127.0.0.1:${port}/ssot`, connectTimeoutMs: 100 }))
    silent.close()
    expect(error).toMatchObject({ name: 'SourceUnavailable', kind: 'down' })
  })

  it('lets a statement wait for a connection longer than connecting may take', async () => {
    const pool = open({ max: 1, connectTimeoutMs: 200 })
    await expect.poll(() => failure(pool)).toBeUndefined()
    const asked = [failure(pool, sql`select pg_sleep(0.8)`), failure(pool), failure(pool)]
    expect(await Promise.all(asked)).toEqual([undefined, undefined, undefined])
  })

  it('says that it is slow when all of its connections are busy for as long as a statement may take', async () => {
    const pool = open({ max: 1, statementTimeoutMs: 500 })
    await expect.poll(() => failure(pool)).toBeUndefined()
    const asked = [sql`select pg_sleep(0.3)`, sql`select pg_sleep(0.3)`, sql`select 1 as one`].map((each) =>
      failure(pool, each),
    )
    const [first, second, third] = await Promise.all(asked)
    expect([first, second]).toEqual([undefined, undefined])
    expect(third).toMatchObject({ name: 'SourceUnavailable', kind: 'slow' })
  })

  it('passes other errors on as they are', async () => {
    expect(await failure(open(), sql`select * from ssot.nothing`)).toMatchObject({ code: '42P01' })
    expect(await failure(open({ url: database.url.replace(/[^/]*$/, 'nowhere') }))).toMatchObject({ code: '3D000' })
  })

  it('reads numbers as numbers, days and instants as text, and fails loudly on a row of another shape', async () => {
    const row = z.object({ n: z.number(), big: z.number(), day: z.string(), at: z.string(), none: z.null() })
    const query = sql`select 1.5::numeric as n, 3::bigint as big, date '2026-02-28' as day, timestamptz '2026-02-28T15:00Z' as at, null as none`
    const [found] = await open().query(query, row)
    expect(found).toMatchObject({ n: 1.5, big: 3, day: '2026-02-28' })
    expect(new Date(found?.at ?? '').toISOString()).toBe('2026-02-28T15:00:00.000Z')
    await expect(open().query(sql`select 'x' as n`, z.object({ n: z.number() }))).rejects.toThrow(/expected number/)
  })

  it('knows days of 24 hours, whatever zone the database keeps', async () => {
    await database.query(
      `do $$ begin execute format('alter database %I set timezone = %L', current_database(), 'America/New_York'); end $$`,
    )
    // The night to 8 March has 23 hours in New York.
    const query = sql`select (timestamptz '2026-03-09T12:00Z' - interval '14 days' = timestamptz '2026-02-23T12:00Z') as same`
    expect(await open().query(query, z.object({ same: z.boolean() }))).toEqual([{ same: true }])
  })

  it('has a token that stays while nothing is written, and changes when something is', async () => {
    const pool = open()
    // Other tests write to other databases of the same server, which it tells of too.
    const twice = async () => new Set([await pool.token(), await pool.token()]).size
    await expect.poll(twice).toBe(1)
    const first = await pool.token()
    await database.query(`insert into ssot.users (id, name, email, role) values ('u', 'U', 'u@example.com', 'rep')`)
    expect(await pool.token()).not.toBe(first)
  })
})

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
