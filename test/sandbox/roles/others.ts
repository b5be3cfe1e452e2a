import pg from 'pg'
import { expect } from 'vitest'
import { people } from '../../../sandbox/company/people.ts'
import { treeOf } from '../../../src/ssot/people.ts'

/** Names that somebody's answers must not hold, and how to tell that they could have. */
export interface Others {
  readonly own: readonly string[]
  readonly foreign: readonly string[]
}

/** Customers by name: those that somebody, or somebody below them, sells to or looks after; and all others. */
export async function customersOf(ssotUrl: string, name: string): Promise<Others> {
  const ids = treeOf(people, people.find((each) => each.name === name)?.id ?? '')
  const client = new pg.Client(ssotUrl)
  await client.connect()
  const { rows } = await client.query<{ name: string; own: boolean }>(
    `select name, owner_id = any($1) or coalesce(csm_id = any($1), false) or exists (
       select from ssot.opportunities o where o.account_id = a.id and o.owner_id = any($1)) as own
     from ssot.accounts a`,
    [ids],
  )
  await client.end()
  const own = rows.filter((row) => row.own).map((row) => row.name)
  const foreign = rows.filter((row) => !row.own && !own.some((each) => each.includes(row.name)))
  return { own, foreign: foreign.map((row) => row.name) }
}

/** Some of one's own is there, and nothing of anybody else's. */
export function expectOnly({ own, foreign }: Others, read: string): void {
  expect(own.some((name) => read.includes(name))).toBe(true)
  expectNone(foreign, read)
}

export function expectNone(names: readonly string[], read: string): void {
  expect(names.length).toBeGreaterThan(0)
  expect(names.filter((name) => read.includes(name))).toEqual([])
}

/** Everybody who sells or looks after customers. */
export const sellers: readonly string[] = people
  .filter(({ role }) => ['rep', 'manager', 'cs'].includes(role))
  .map(({ name }) => name)
