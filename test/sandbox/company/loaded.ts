import { Temporal } from 'temporal-polyfill'
import { type Company, generateCompany } from '../../../sandbox/company/index.ts'
import { createDatabase, type TestDatabase } from '../../support/database.ts'

export const days = (start: Temporal.Instant, count: number): Temporal.Instant => start.add({ hours: 24 * count })

export interface Loaded extends TestDatabase {
  readonly company: Company
  readonly start: Temporal.Instant
  /** The first row of an answer, by column. */
  one(text: string, values?: unknown[]): Promise<Record<string, unknown>>
}

/** A database with a company in it as it was at `at` (by default the demo's start), in the company's zone. */
export async function loadCompany(iso: string, at = Temporal.Instant.from(iso)): Promise<Loaded> {
  const start = Temporal.Instant.from(iso)
  const company = generateCompany({ start })
  const database = await createDatabase()
  await database.query(`set search_path = ssot; set timezone = 'Asia/Tokyo'; set intervalstyle = 'postgres'`)
  await company.load(database.client, 'ssot', at)
  const one: Loaded['one'] = async (text, values) => (await database.query(text, values)).rows[0]
  return { ...database, company, start, one }
}
