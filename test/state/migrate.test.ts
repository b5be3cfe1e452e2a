import { afterEach, beforeEach, expect, test } from 'vitest'
import { prepareDatabase } from '../../src/schedule/start-up.ts'
import { migrate, whileMigrating } from '../../src/state/migrate.ts'
import { openStatePool } from '../../src/state/pool.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await createDatabase('template0')
})
afterEach(() => database.drop())

const openPool = () => openStatePool({ url: database.url, onIdleError: () => undefined })

test('any number of processes may start at once on an empty database', async () => {
  const pools = Array.from({ length: 4 }, openPool)
  await Promise.all(pools.map((pool) => prepareDatabase({ pool })))
  const { rows } = await database.query('select number from revops.migrations')
  expect(rows).toEqual([{ number: 1 }, { number: 2 }, { number: 3 }])
  await prepareDatabase({ pool: pools[0] ?? openPool() })
  await Promise.all(pools.map((pool) => pool.end()))
})

test('migrations run in order, each once, and a failing one leaves no trace', async () => {
  const pool = openPool()
  const first = 'create table revops.one (a int)'
  const bad = 'create table revops.two (a int); select 1 / 0'
  await expect(whileMigrating(pool, (db) => migrate(db, [first, bad]))).rejects.toThrow('division by zero')
  const { rows } = await database.query(`select to_regclass('revops.one') as one, to_regclass('revops.two') as two`)
  expect(rows).toEqual([{ one: 'revops.one', two: null }])
  await whileMigrating(pool, (db) => migrate(db, [first, 'create table revops.two (a int)']))
  await pool.end()
})

test('a database of a newer release is refused, in a sentence', async () => {
  const pool = openPool()
  await whileMigrating(pool, migrate)
  await database.query('insert into revops.migrations (number) values (99)')
  await expect(whileMigrating(pool, migrate)).rejects.toThrow(
    'the database was migrated to version 99 by a newer release, and this one knows versions up to 3: run the newer release',
  )
  await pool.end()
})
