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
/** Whoever comes first makes the template; the others wait. */
const lock = 20_261_121

/** The sample company as of `companyNow`, in a database of the file's own. */
export async function useCompany(): Promise<Ssot> {
  const database = await createCompanyDatabase()
  const ssot = await openSsot(database, { zone: 'Asia/Tokyo', now: companyNow })
  afterAll(async () => {
    await ssot.close()
    await database.drop()
  })
  return ssot
}

/** The same without an engine over it; the caller drops it. */
export async function createCompanyDatabase(): Promise<TestDatabase> {
  await makeTemplate()
  return createDatabase(template)
}

async function makeTemplate(): Promise<void> {
  const base = inject('postgresUrl')
  const admin = new pg.Client(base)
  await admin.connect()
  try {
    await admin.query('select pg_advisory_lock($1)', [lock])
    const found = await admin.query('select from pg_database where datname = $1', [template])
    if (found.rowCount !== 0) return
    const draft = `${template}_draft`
    await admin.query(`create database ${draft}`)
    const client = new pg.Client(base.replace(/\/[^/]*$/, `/${draft}`))
    await client.connect()
    await client.query(contractDdl('ssot'))
    const start = Temporal.Instant.from(companyNow)
    await generateCompany({ start }).load(client, 'ssot', start)
    await client.end()
    // Only a complete template bears the name.
    await admin.query(`alter database ${draft} rename to ${template}`)
  } finally {
    await admin.end()
  }
}
