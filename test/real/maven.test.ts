import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { revops } from '../support/cli.ts'
import { landCsv } from '../support/csv.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'

const data = fileURLToPath(new URL('../../../shared/data/maven-crm/', import.meta.url))
const present = existsSync(data)
if (!present) console.log('skipped: the Maven CRM extract is not beside this checkout')

interface Reading {
  readonly by: Record<string, string | null>
  readonly value: number | null
  readonly n: number
  readonly leftOut: readonly { readonly n: number }[]
}

describe.skipIf(!present)('the Maven CRM through the contract', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await createDatabase('template0')
    await database.query('create schema raw')
    for (const table of ['accounts', 'sales_pipeline', 'sales_teams']) {
      await landCsv(database.client, `raw.${table}`, `${data}${table}.csv`)
    }
    await database.query(readFileSync(new URL('./maven.sql', import.meta.url), 'utf8'))
  })
  afterAll(() => database.drop())

  async function ask(text: string): Promise<Reading[]> {
    const args = ['ask', text, '--as', 'cro@maven.example', '--at', '2018-01-01T09:00', '--json']
    const env = { SSOT_URL: database.url, REVOPS_TIMEZONE: 'America/New_York', REVOPS_CURRENCY: 'USD' }
    const { code, out, err } = await revops(args, env)
    expect(err).toBe('')
    expect(code).toBe(0)
    return (JSON.parse(out) as { readings: Reading[] }).readings
  }

  it('wins 63.15 % of what it closes', async () => {
    const [reading] = await ask('kpi win_rate 2017')
    expect(reading).toMatchObject({ numerator: 4238, denominator: 6711, n: 6711 })
    expect(reading?.value).toBeCloseTo(0.6315, 4)
  })

  it('won 10,005,534 in all', async () => {
    const [reading] = await ask('kpi bookings 2017')
    expect(reading).toMatchObject({ value: 10_005_534, n: 4238 })
  })

  it('won 531, 1,254, 1,257 and 1,196 deals by quarter, at the published rates', async () => {
    const quarters = ['2017Q1', '2017Q2', '2017Q3', '2017Q4']
    const readings = await Promise.all(quarters.map(async (quarter) => (await ask(`kpi win_rate ${quarter}`))[0]))
    expect(readings.map((reading) => (reading as unknown as { numerator: number }).numerator)).toEqual([
      531, 1254, 1257, 1196,
    ])
    expect(readings.map((reading) => Math.round((reading?.value ?? 0) * 10_000) / 100)).toEqual([
      82.07, 61.71, 61.41, 60.25,
    ])
    // Four processes that each compile the sources.
  }, 120_000)

  it('takes a median of 57 days to win', async () => {
    const [reading] = await ask('kpi sales_cycle 2017')
    expect(reading).toMatchObject({ value: 57, n: 4238 })
  })

  it('has 500 deals in prospecting and 1,589 in engaging, none with an amount', async () => {
    const readings = await ask('kpi open_pipeline by stage')
    expect(readings.map(({ by, n }) => [by.stage, n])).toEqual([
      ['Prospecting', 500],
      ['Engaging', 1589],
    ])
    expect(readings.map(({ leftOut }) => leftOut[0]?.n)).toEqual([500, 1589])
  })
})
