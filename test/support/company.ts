import pg from 'pg'
import { Temporal } from 'temporal-polyfill'
import { afterAll, inject } from 'vitest'
import { generateCompany } from '../../sandbox/company/index.ts'
import { contractDdl } from '../../src/ssot/ddl.ts'
import { createDatabase, type TestDatabase } from './database.ts'
import { openSsot, type Ssot } from './ssot.ts'

/** The instant that the sample company is looked at from: 22:00 of a Saturday in Tokyo. */
export const companyNow = '2026-11-21T13:00:00Z'

const template = 'company_template'
const shared = 'company_shared'
/** Whoever comes first makes them; the others wait. */
const lock = 20_261_121

/** The sample company as of `companyNow`: one database for all files to read, or a copy for a file that changes it. */
export async function useCompany({ copy = false } = {}): Promise<Ssot> {
  const database = copy ? await createCompanyDatabase() : await readShared()
  const ssot = await openSsot(database, { zone: 'Asia/Tokyo', now: companyNow })
  afterAll(async () => {
    await ssot.close()
    await database.drop()
  })
  return ssot
}

/** A copy without an engine over it; the caller drops it. */
export async function createCompanyDatabase(): Promise<TestDatabase> {
  await makeOnce()
  return createDatabase(template)
}

async function readShared(): Promise<TestDatabase> {
  await makeOnce()
  const url = urlOf(shared)
  const client = new pg.Client({ connectionString: url, options: '-c default_transaction_read_only=on' })
  await client.connect()
  return { url, client, query: (text, values) => client.query(text, values), drop: () => client.end() }
}

const urlOf = (name: string): string => inject('postgresUrl').replace(/\/[^/]*$/, `/${name}`)

async function makeOnce(): Promise<void> {
  const admin = new pg.Client(inject('postgresUrl'))
  await admin.connect()
  try {
    await admin.query('select pg_advisory_lock($1)', [lock])
    const found = await admin.query('select from pg_database where datname = $1', [shared])
    if (found.rowCount !== 0) return
    await admin.query(`create database ${template}`)
    const client = new pg.Client(urlOf(template))
    await client.connect()
    await client.query(contractDdl('ssot'))
    const start = Temporal.Instant.from(companyNow)
    await generateCompany({ start }).load(client, 'ssot', start)
    await client.end()
    // Nobody connects to the template from here on: a database in use cannot be copied.
    await admin.query(`create database ${shared} template ${template}`)
  } finally {
    await admin.end()
  }
}
