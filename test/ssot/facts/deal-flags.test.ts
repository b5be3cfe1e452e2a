import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { defineListing, readListing } from '../../../src/query/listing.ts'
import type { Scope } from '../../../src/query/scope.ts'
import { openOpportunities } from '../../../src/ssot/facts/open-opportunities.ts'
import { identifier, sql } from '../../../src/ssot/sql.ts'
import { useSsot } from '../../support/ssot.ts'

const tokyo = await useSsot()
const names = ['overdue', 'slow', 'quiet', 'no_next_step', 'no_amount', 'any_flag'] as const

const flagged = defineListing({
  fact: openOpportunities,
  joins: ['flags'],
  columns: { id: sql`f.id`, ...Object.fromEntries(names.map((name) => [name, sql`flags.${identifier(name)}`])) },
  row: z.object({
    id: z.string(),
    overdue: z.boolean(),
    slow: z.boolean(),
    quiet: z.boolean(),
    no_next_step: z.boolean(),
    no_amount: z.boolean(),
    any_flag: z.boolean(),
  }),
  orderBy: sql`f.id`,
})

async function list(scope: Scope, asOf = '2027-01-01T00:00') {
  const request = { window: tokyo.window({ period: '2026', asOf }), scope, where: [], limit: 10 }
  return readListing(tokyo.source, tokyo.engine.settings, flagged, request, await tokyo.source.snapshot())
}

describe('flags of an open deal', () => {
  it('are true or false, also where nothing is known of it', async () => {
    await tokyo.fill({
      opportunities: [
        { id: 'bare', created_at: null, amount: null },
        { id: 'sound', created_at: '2026-06-10', close_date: '2026-07-01', next_step: 'Call' },
      ],
    })
    const { rows, total } = await list({ kind: 'everything' }, '2026-06-15T12:00')
    expect(total).toBe(2)
    const told = rows.map((row) => [row.id, names.filter((name) => row[name])])
    expect(told).toEqual([
      ['bare', ['overdue', 'no_next_step', 'no_amount', 'any_flag']],
      ['sound', []],
    ])
  })

  it('show nobody more than their own, and those who see totals nothing', async () => {
    await tokyo.fill({ opportunities: [{ id: 'o1' }, { id: 'o2', owner_id: 'bob', account_id: 'globex' }] })
    const seen = async (scope: Scope) => (await list(scope)).rows.map(({ id }) => id)
    expect(await seen({ kind: 'everything' })).toEqual(['o1', 'o2'])
    expect(await seen({ kind: 'people', ids: ['bob'] })).toEqual(['o2'])
    expect(await seen({ kind: 'people', ids: ['cleo'] })).toEqual(['o1'])
    expect(await seen({ kind: 'people', ids: [] })).toEqual([])
    expect(await seen({ kind: 'aggregates' })).toEqual([])
  })
})
