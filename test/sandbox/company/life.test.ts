import { expect, test } from 'vitest'
import { changesWithin, type Life, lived, rowAsOf } from '../../../sandbox/company/life.ts'

const lead: Life<'leads'> = lived<'leads'>([
  { at: 30, set: { sql_at: 30 } },
  { at: 10, set: { id: 'led-1', mql_at: null, sql_at: null } },
  { at: 20, set: { mql_at: 20 } },
  { at: 20, set: { owner_id: 'usr-1' } },
])

test.each([
  ['before its birth there is no row', 9, undefined],
  ['at its birth', 10, { id: 'led-1', mql_at: null, sql_at: null }],
  ['what happens at one instant is one change', 20, { id: 'led-1', mql_at: 20, sql_at: null, owner_id: 'usr-1' }],
  ['at last', 99, { id: 'led-1', mql_at: 20, sql_at: 30, owner_id: 'usr-1' }],
])('%s', (_, at, row) => {
  expect(rowAsOf(lead, at)).toEqual(row)
})

test('a range leaves its first instant out and takes its last in', () => {
  expect([changesWithin(lead, 10, 19), changesWithin(lead, 10, 20), changesWithin(lead, 30, 40)]).toEqual([
    false,
    true,
    false,
  ])
})
