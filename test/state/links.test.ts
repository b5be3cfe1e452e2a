import { afterAll, describe, expect, it } from 'vitest'
import { createLinks } from '../../src/state/links.ts'
import { migrate, whileMigrating } from '../../src/state/migrate.ts'
import { openStatePool } from '../../src/state/pool.ts'
import { pruneLinks } from '../../src/state/retention.ts'
import { createDatabase } from '../support/database.ts'

const database = await createDatabase('template0')
const pool = openStatePool({ url: database.url, onIdleError: () => undefined })
await whileMigrating(pool, migrate)
afterAll(async () => {
  await pool.end()
  await database.drop()
})
const links = createLinks(pool)
const age = (id: string, days: number) =>
  pool.query(`update revops.links set used_at = clock_timestamp() - $2 * interval '1 day' where id = $1`, [id, days])

describe('links', () => {
  it('give a question its id, the same one each time, and find it again', async () => {
    const id = await links.keep('受注率 先四半期 セグメント別')
    expect(id).toMatch(/^[\w-]{22}$/)
    expect(await links.keep('受注率 先四半期 セグメント別')).toBe(id)
    expect(await links.keep('受注率 先四半期')).not.toBe(id)
    expect(await links.find(id)).toBe('受注率 先四半期 セグメント別')
    expect((await pool.query('select id from revops.links')).rows).toHaveLength(2)
  })

  it.each([
    ['one that was never made', 'A'.repeat(22)],
    ['nothing', ''],
    ['a quote', `' or true --`],
  ])('find nothing under %s', async (_, id) => {
    expect(await links.find(id)).toBeUndefined()
  })

  it('take what PostgreSQL cannot keep out of a question', async () => {
    expect(await links.find(await links.keep('kpi \0bookings'))).toBe('kpi bookings')
  })

  it('are forgotten when nobody has used them for as long as is configured', async () => {
    const [used, copied, unused] = await Promise.all(['kpi a', 'kpi b', 'kpi c'].map((each) => links.keep(each)))
    for (const id of [used, copied, unused]) await age(id ?? '', 401)
    await links.find(used ?? '')
    await links.keep('kpi b')
    expect(await pruneLinks(pool, 400)).toBe(1)
    expect(await Promise.all([used, copied, unused].map((id) => links.find(id ?? '')))).toEqual([
      'kpi a',
      'kpi b',
      undefined,
    ])
  })

  it('are written to once a day at most, however often they are opened', async () => {
    const id = await links.keep('kpi d')
    const usedAt = async () => (await pool.query('select used_at from revops.links where id = $1', [id])).rows
    const before = await usedAt()
    await links.find(id)
    expect(await usedAt()).toEqual(before)
    await age(id, 2)
    const old = await usedAt()
    await links.find(id)
    expect(await usedAt()).not.toEqual(old)
  })
})
