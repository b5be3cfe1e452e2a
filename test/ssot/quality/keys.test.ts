import { describe, expect, it } from 'vitest'
import { relationContract, relationNames } from '../../../src/ssot/contract.ts'
import { useLooked } from '../../support/quality.ts'
import type { Rows } from '../../support/rows.ts'

const { database, found } = await useLooked()
// As a view over what a connector landed: nothing holds the keys.
const keyed = relationNames.filter((name) => 'id' in relationContract(name).columns)
for (const name of keyed) {
  await database.query(`alter table ssot.${name} drop constraint ${name}_pkey, alter column id drop not null`)
}

describe('keys', () => {
  it('that are there once are all right', async () => {
    expect(await found({})).toEqual([])
    expect(await found({ users: [], accounts: [], stages: [] })).toEqual([])
  })

  it.each<[string, Rows, string[]]>([
    [
      'two deals on five rows',
      { opportunities: ['b', 'b', 'a', 'a', 'a', 'c'].map((id) => ({ id })) },
      ['error opportunities duplicate_key 2 a'],
    ],
    [
      'a customer landed twice',
      { accounts: [{ id: 'acme' }, { id: 'acme' }] },
      ['error accounts duplicate_key 1 acme'],
    ],
    [
      'a subscription without an id',
      { subscriptions: [{ id: null }, { id: 'x' }] },
      ['error subscriptions no_key 1 –'],
    ],
    [
      'a version of no deal',
      { opportunity_history: [{ opportunity_id: null, stage_id: 's1', valid_from: '2026-01-01' }] },
      ['error opportunity_history no_key 1 –'],
    ],
    [
      'two rows of usage for one day',
      {
        product_usage: [
          { day: '2026-01-01' },
          { day: '2026-01-01' },
          { day: '2026-01-02' },
          // Another customer's day is another day.
          { day: '2026-01-02', account_id: 'globex' },
        ],
      },
      ['warning product_usage several_rows_a_day 1 acme 2026-01-01'],
    ],
  ])('%s', async (_, rows, findings) => {
    expect(await found(rows)).toEqual(findings)
  })

  it('of every relation that has an id are looked at', async () => {
    const twice = Object.fromEntries(keyed.map((name) => [name, [{ id: 'twice' }, { id: 'twice' }]]))
    const duplicates = (await found(twice)).filter((each) => each.includes('duplicate_key'))
    expect(duplicates).toEqual(keyed.map((name) => `error ${name} duplicate_key 1 twice`))
  })
})
