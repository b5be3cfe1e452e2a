import { afterAll, expect, test } from 'vitest'
import { generateLives } from '../../../sandbox/company/generate.ts'
import { rowAsOf } from '../../../sandbox/company/life.ts'
import { createWorld } from '../../../sandbox/company/world.ts'
import { contract, relationNames } from '../../../src/ssot/contract.ts'
import { days, type Loaded, loadCompany } from './loaded.ts'

const start = '2026-05-16T03:00:00Z' // a Saturday
const moved = await loadCompany(start)
const later = days(moved.start, 9).add({ hours: 5, minutes: 17 })
const direct = await loadCompany(start, later)
afterAll(() => Promise.all([moved.drop(), direct.drop()]))

/** A fingerprint of each relation's rows, in any order; or of what is told of a row: who wrote it, say. */
async function fingerprints(database: Loaded, told = 'r::text'): Promise<Record<string, unknown>> {
  const parts = relationNames.map(
    (name) => `(select md5(string_agg(${told}, '|' order by ${told})) from ${name} r) as ${name}`,
  )
  return database.one(`select ${parts.join(', ')}`)
}

test('another seed gives another company', async () => {
  const world = createWorld(Date.parse(start), 'Asia/Tokyo', 4)
  const other = new Set(
    generateLives(world).opportunities.map((life) => {
      const row = rowAsOf(life, later.epochMilliseconds)
      return `${row?.id} ${row?.name}`
    }),
  )
  const { rows } = await direct.query('select id, name from opportunities')
  const shared = rows.filter(({ id, name }) => other.has(`${id} ${name}`))
  expect(shared.length).toBeLessThan(rows.length / 20)
})

// Both databases come from a generation of their own: that they agree also shows that a seed decides everything.
test('moving the clock leads to the very rows that loading at that time gives, also when a move is repeated', async () => {
  const { company, client } = moved
  const halfway = days(moved.start, 3)
  await company.advance(client, 'ssot', moved.start, halfway)
  await company.advance(client, 'ssot', moved.start, halfway)
  await company.advance(client, 'ssot', halfway, later)
  expect(await fingerprints(moved)).toEqual(await fingerprints(direct))
})

test('a minute in which nothing happens leaves the database as it is', async () => {
  // A row written again, even with the same values, is another transaction's.
  const written = () => fingerprints(moved, 'r.xmin::text || r::text')
  const quiet = later.add({ seconds: 20 })
  const before = await written()
  await moved.company.advance(moved.client, 'ssot', later, quiet)
  expect(await written()).toEqual(before)
})

test('nothing in the past tense is dated later than now', async () => {
  const now = later.toString()
  for (const name of relationNames) {
    for (const [column, { type }] of Object.entries(contract[name].columns)) {
      if (type !== 'timestamptz') continue
      const { late } = await direct.one(`select count(*) as late from ${name} where ${column} > $1`, [now])
      expect(`${name}.${column}: ${late}`).toBe(`${name}.${column}: 0`)
    }
  }
  const today = later.toZonedDateTimeISO('Asia/Tokyo').toPlainDate().toString()
  const past = [
    'costs.day',
    'web_traffic.day',
    'product_usage.day',
    'revenue.recognized_on',
    'campaigns.started_on',
    'campaigns.ended_on',
  ]
  for (const field of past) {
    const { last } = await direct.one(`select max(${field})::text as last from ${field.split('.')[0]}`)
    expect(String(last) < today || field.startsWith('campaigns')).toBe(true)
    expect(String(last) <= today).toBe(true)
  }
  const subscriptions = await direct.one(
    `select count(*) filter (where started_on > $1) as early, count(*) filter (where ended_on > $1 and end_known_at is null) as unknown,
       count(*) filter (where ended_on > $1) as noticed from subscriptions`,
    [today],
  )
  expect(subscriptions).toMatchObject({ early: '0', unknown: '0' })
  expect(Number(subscriptions.noticed)).toBeGreaterThan(0)
})

test('every connector was there some minutes ago', async () => {
  const { stale } = await direct.one(
    `select count(*) as stale from freshness where synced_at < $1::timestamptz - interval '10 minutes'`,
    [later.toString()],
  )
  expect(stale).toBe('0')
  const { rows } = await direct.query('select distinct unnest(relations) as relation from freshness order by 1')
  expect(rows.map((row) => row.relation)).toEqual(relationNames.filter((name) => name !== 'freshness').sort())
})
