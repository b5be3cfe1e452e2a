import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contract, relationNames } from '../../src/ssot/contract.ts'
import { contractDdl } from '../../src/ssot/ddl.ts'
import { inspectSsot } from '../../src/ssot/inspect.ts'
import { createSsotPool } from '../../src/ssot/pool.ts'
import { mapTables } from '../../src/ssot/tables.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { openSsot, type Ssot } from '../support/ssot.ts'

const shared = await createDatabase()
const pool = createSsotPool({
  url: shared.url,
  statementTimeoutMs: 5_000,
  connectTimeoutMs: 2_000,
  onIdleError: () => undefined,
})
afterAll(async () => {
  await pool.close()
  await shared.drop()
})
let serial = 0

/** Problems of the contract's tables, in a schema of their own, after some statements: `kind (fatal): text`. */
async function problemsAfter(...statements: string[]): Promise<string[]> {
  serial += 1
  const schema = `ssot${serial}`
  await shared.query(contractDdl(schema))
  for (const statement of statements) await shared.query(statement.replaceAll('ssot.', `${schema}.`))
  const { problems } = await inspectSsot(pool, schema)
  return problems.map(
    ({ kind, fatal, words }) => `${kind}${fatal ? ' (fatal)' : ''}: ${words.en.replaceAll(schema, 'ssot')}`,
  )
}

describe('the contract held against the database', () => {
  it('has nothing to say about its own tables', async () => {
    expect(await problemsAfter()).toEqual([])
  })

  it('names what is missing, and says what is fatal', async () => {
    const found = await problemsAfter(
      'drop table ssot.tickets',
      'drop table ssot.stages',
      'alter table ssot.opportunities drop column closed_at',
      'alter table ssot.opportunities drop column amount',
      'alter table ssot.leads drop column created_at',
    )
    expect(found).toEqual([
      'missing_relation (fatal): ssot.stages does not exist, and the product needs it',
      'missing_column (fatal): ssot.opportunities.amount does not exist: the contract needs it as numeric',
      'missing_column: ssot.opportunities.closed_at does not exist: what needs it is not connected',
      'missing_column: ssot.leads.created_at does not exist: the contract needs it as timestamptz',
      'missing_relation: ssot.tickets does not exist',
    ])
  })

  it('names what is of a wrong type, with what it is and what it should be', async () => {
    const found = await problemsAfter(
      'alter table ssot.opportunities alter column amount type text',
      'alter table ssot.opportunities alter column closed_at type timestamp',
      'alter table ssot.tickets alter column reopens type text',
    )
    expect(found).toEqual([
      'wrong_type (fatal): ssot.opportunities.amount is text: the contract needs numeric',
      `wrong_type: ssot.opportunities.closed_at is timestamp without time zone: the contract needs timestamptz (map it with "closed_at at time zone '…'")`,
      'wrong_type: ssot.tickets.reopens is text: the contract needs int',
    ])
  })

  it('takes what means the same', async () => {
    expect(
      await problemsAfter(
        'alter table ssot.users alter column name type varchar(80)',
        'alter table ssot.opportunities alter column amount type double precision',
        'alter table ssot.stages alter column position type bigint',
        'alter table ssot.opportunities alter column created_at type date',
        'alter table ssot.opportunities alter column close_date type timestamptz',
        'create view ssot.extra as select 1 as one',
      ),
    ).toEqual([])
  })

  it('accepts views, with columns of their own', async () => {
    expect(
      await problemsAfter(
        'alter table ssot.campaigns set schema public',
        'create view ssot.campaigns as select *, 1 as extra from public.campaigns',
      ),
    ).toEqual([])
  })
})

describe('an SSOT that is not quite the contract', () => {
  let database: TestDatabase
  let ssot: Ssot
  beforeAll(async () => {
    database = await createDatabase()
    await database.query(`
      alter table ssot.opportunities alter column closed_at type date, alter column created_at type date;
      alter table ssot.opportunities alter column close_date type timestamptz, alter column amount type real;
      alter table ssot.opportunities drop column type, drop column forecast_category;
      alter table ssot.users drop column team, drop column active;
      alter table ssot.stages drop column pipeline, drop column probability;
      alter table ssot.leads drop column created_at;
      alter table ssot.tickets alter column account_id type int using null;
      drop table ssot.opportunity_history`)
    ssot = await openSsot(database, { zone: 'America/New_York' })
    await ssot.fill({
      opportunities: [
        { id: 'o1', amount: 10, stage_id: 'won', created_at: '2026-02-01', closed_at: '2026-02-28' },
        { id: 'o2', amount: 20, stage_id: 'lost', created_at: '2026-02-01', closed_at: '2026-03-01' },
      ],
    })
  })
  afterAll(async () => {
    await ssot.close()
    await database.drop()
  })

  it('reads a date-only instant as midnight in the company’s zone', async () => {
    expect(await ssot.one('bookings', { period: '2026-02' })).toMatchObject({ value: 10 })
    expect(await ssot.one('bookings', { period: '2026-02', asOf: '2026-02-28T05:00:00Z' })).toMatchObject({ value: 0 })
    expect(await ssot.one('bookings', { period: '2026-02', asOf: '2026-02-28T05:00:00.001Z' })).toMatchObject({
      value: 10,
    })
    expect(await ssot.one('win_rate', { period: '2026-03' })).toMatchObject({ value: 0, n: 1 })
    expect(await ssot.one('sales_cycle', { period: '2026-02' })).toMatchObject({ value: 27 })
  })

  it('answers without the columns that may be missing', async () => {
    // Without a type every deal is new; without a pipeline there is one; a person without `active` is.
    expect(await ssot.one('win_rate', { period: '2026-Q1' })).toMatchObject({ value: 0.5 })
    expect(await ssot.one('open_pipeline', { period: '2026-Q1' })).toMatchObject({ value: 0, reason: null })
    const { people, stages } = await ssot.source.snapshot()
    expect(people.every(({ active, team }) => active && team === null)).toBe(true)
    expect(stages.every(({ pipeline, probability }) => pipeline === 'default' && probability === null)).toBe(true)
  })

  it('refuses a breakdown by what is missing, with what it needs', async () => {
    const ask = (by: string) => ssot.ask('bookings', { period: '2026-Q1', by: [by] })
    await expect(ask('team')).rejects.toThrow(/users\.team/)
    await expect(ask('type')).rejects.toThrow(/opportunities\.type/)
  })

  it('says what a KPI needs that is not there, and answers the others', async () => {
    const readings = await ssot.read(['forecast_commit', 'bookings', 'leads'], [ssot.window({ period: '2026-Q1' })])
    expect(readings.all.map(({ metric, value, reason, needs }) => [metric, value, reason, needs])).toEqual([
      ['forecast_commit', null, 'not_connected', 'opportunities.forecast_category'],
      ['bookings', 10, null, undefined],
      // A relation without one of its required columns is not connected.
      ['leads', null, 'not_connected', 'leads'],
    ])
  })

  it('reads what it cannot use as nothing', async () => {
    const { inspection } = await ssot.source.snapshot()
    const { has } = mapTables(inspection, 'America/New_York')
    expect(has('opportunity_history')).toBe(false)
    expect(has('tickets')).toBe(false)
    expect(has('opportunities')).toBe(true)
    expect(has('opportunities.close_date')).toBe(true)
    expect(has('opportunities.type')).toBe(false)
    expect(has('opportunities.nonsense')).toBe(false)
  })
})

describe('the contract itself', () => {
  it('indexes only columns that it has', () => {
    for (const name of relationNames) {
      const { columns, ...rest } = contract[name]
      const indexes: readonly string[] = 'indexes' in rest ? rest.indexes : []
      for (const column of indexes.flatMap((each) => each.split(', '))) expect(Object.keys(columns)).toContain(column)
    }
  })
})
