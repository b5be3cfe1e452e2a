import pg from 'pg'
import { inject } from 'vitest'

let serial = 0

export interface TestDatabase {
  readonly url: string
  query(text: string, values?: unknown[]): Promise<pg.QueryResult>
  readonly client: pg.Client
  drop(): Promise<void>
}

export type Template = 'contract_template' | 'template0' | 'company_template'

/** A database of the caller's own, cloned from a template: the contract's empty tables, or nothing. */
export async function createDatabase(template: Template = 'contract_template'): Promise<TestDatabase> {
  const base = inject('postgresUrl')
  serial += 1
  const name = `test_${process.pid}_${Date.now().toString(36)}_${serial}`
  await asAdmin(base, `create database ${name} template ${template}`)
  const url = base.replace(/\/[^/]*$/, `/${name}`)
  const client = new pg.Client(url)
  await client.connect()
  return {
    url,
    client,
    query: (text, values) => client.query(text, values),
    async drop() {
      await client.end()
      await asAdmin(base, `drop database ${name} with (force)`)
    },
  }
}

async function asAdmin(url: string, statement: string): Promise<void> {
  const admin = new pg.Client(url)
  await admin.connect()
  // Cloning a template fails while another session looks at it; sessions here are short.
  for (let attempt = 0; ; attempt += 1) {
    try {
      await admin.query(statement)
      break
    } catch (error) {
      const busy = error instanceof Error && 'code' in error && error.code === '55006'
      if (!busy || attempt > 20) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  await admin.end()
}
