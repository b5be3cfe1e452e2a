import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createSsotPool } from '../../src/ssot/pool.ts'
import { createNames } from '../../src/ssot/prepared.ts'
import { sql } from '../../src/ssot/sql.ts'
import { createDatabase } from '../support/database.ts'

const database = await createDatabase()
const pool = createSsotPool({
  url: database.url,
  statementTimeoutMs: 5_000,
  connectTimeoutMs: 1_000,
  max: 1,
  onIdleError: () => undefined,
})
afterAll(async () => {
  await pool.close()
  await database.drop()
})

const row = z.object({ position: z.union([z.string(), z.number()]) })
const positions = () => pool.query(sql`select position from ssot.stages where id = ${'x'}`, row)

describe('prepared statements', () => {
  it('are named when asked again, always the same', () => {
    const names = createNames()
    expect(names.of('select 1')).toBeUndefined()
    names.took('select 1', 3)
    const name = names.of('select 1')
    expect(name).toMatch(/^[0-9a-f]{40}$/)
    expect(names.of('select 1')).toBe(name)
    expect(createNames().of('select 1')).toBeUndefined()
  })

  it('are planned for their values for as long as they are slow', () => {
    const names = createNames()
    names.took('select 1', 51)
    expect(names.of('select 1')).toBeUndefined()
    names.took('select 1', 50)
    expect(names.of('select 1')).toBeDefined()
    names.took('select 1', 400)
    expect(names.of('select 1')).toBeUndefined()
  })

  it('go on working when a relation changes under them', async () => {
    await database.query(`insert into ssot.stages (id, name, position, outcome) values ('x', 'X', 7, 'open')`)
    for (let turn = 0; turn < 3; turn += 1) expect(await positions()).toEqual([{ position: 7 }])
    await database.query('alter table ssot.stages alter column position type text')
    for (let turn = 0; turn < 2; turn += 1) expect(await positions()).toEqual([{ position: '7' }])
  })

  it('go on working when somebody deallocates them', async () => {
    await positions()
    await pool.query(sql`deallocate all`, z.looseObject({}))
    expect(await positions()).toHaveLength(1)
  })
})
