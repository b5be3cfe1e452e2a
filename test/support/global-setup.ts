import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startPostgres } from '../../sandbox/postgres.ts'
import { contractDdl } from '../../src/ssot/ddl.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
  }
}

/** One PostgreSQL for the whole run; test files clone their databases from its templates. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres(['max_connections=300'])
  const admin = new pg.Client(postgres.url())
  await admin.connect()
  await admin.query('create database contract_template')
  await admin.end()
  const template = new pg.Client(postgres.url('contract_template'))
  await template.connect()
  await template.query(contractDdl('ssot'))
  await template.end()
  // It lets everybody in: a password in the address is only there to be kept out of logs.
  project.provide('postgresUrl', postgres.url().replace('postgres@', 'postgres:planted%20password@'))
  return () => postgres.stop()
}
