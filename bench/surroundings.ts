import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { Temporal } from 'temporal-polyfill'
import { generateCompany } from '../sandbox/company/index.ts'
import { startPostgres } from '../sandbox/postgres.ts'
import { contractDdl } from '../src/ssot/ddl.ts'
import { type Child, startChild } from './child.ts'

/** What the bot lives in: the sample company's SSOT, a database of its own, and the process that asks it. */
export interface Surroundings {
  readonly ssotUrl: string
  /** The company's time zone. */
  readonly zone: string
  readonly load: Child<{ url: string }>
  /** Slack ids of people of the sample company, by the name before the @. */
  idOf(name: string): string
  /** Environment for a process to be measured. */
  readonly env: NodeJS.ProcessEnv
  /** Something in the SSOT changes: nothing may be shared any more. */
  touch(): Promise<void>
  stop(): Promise<void>
}

const zone = 'Asia/Tokyo'

export async function prepare(): Promise<Surroundings> {
  const postgres = await startPostgres()
  const start = Temporal.Now.instant().round('second')
  const company = generateCompany({ start, zone })
  const admin = new pg.Client(postgres.url())
  await admin.connect()
  await admin.query('create database ssot')
  await admin.query('create database revops')
  await admin.end()
  const warehouse = new pg.Pool({ connectionString: postgres.url('ssot'), max: 1 })
  warehouse.on('error', () => undefined)
  await warehouse.query(contractDdl('ssot'))
  await company.load(warehouse, 'ssot', start)

  const people = company.people.filter(({ active }) => active).map(({ email }, i) => [`U0BENCH${i}`, email] as const)
  const secret = 'bench-signing-secret'
  const business = path.join(mkdtempSync(path.join(tmpdir(), 'revops-bench-')), 'revops.json')
  // Seven people ask as much as a thousand would.
  writeFileSync(business, JSON.stringify({ questionsPerMinute: null }))
  const load = await startChild<{ url: string }>('load', [], {
    SLACK_SIGNING_SECRET: secret,
    BENCH_PEOPLE: JSON.stringify(Object.fromEntries(people)),
  })
  return {
    ssotUrl: postgres.url('ssot'),
    zone,
    load,
    idOf(name) {
      const found = people.find(([, email]) => email.startsWith(`${name}@`))
      if (!found) throw new Error(`the sample company has no ${name}`)
      return found[0]
    },
    env: {
      SSOT_URL: postgres.url('ssot'),
      DATABASE_URL: postgres.url('revops'),
      SLACK_BOT_TOKEN: 'xoxb-bench',
      SLACK_SIGNING_SECRET: secret,
      SLACK_API_URL: `${load.started.url}/api/`,
      REVOPS_TIMEZONE: zone,
      LOG_LEVEL: 'error',
      REVOPS_CONFIG: business,
      PORT: '0',
    },
    async touch() {
      await warehouse.query(
        `update ssot.freshness set synced_at = synced_at where source = (select min(source) from ssot.freshness)`,
      )
    },
    async stop() {
      await load.stop()
      await warehouse.end()
      await postgres.stop()
    },
  }
}
