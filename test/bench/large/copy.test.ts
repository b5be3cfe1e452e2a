import { afterAll, expect, it } from 'vitest'
import { copyRows } from '../../../bench/large/copy.ts'
import { createDatabase } from '../../support/database.ts'

const database = await createDatabase()
afterAll(() => database.drop())

it('copies what a text may hold, and null where a column is not given', async () => {
  const name = 'a\tb\\c\nd\re \\N 見積'
  const rows = [
    { id: 's1', name, position: 1, outcome: 'open', probability: 0.5 },
    { id: 's2', name: '', position: 2, outcome: 'won', pipeline: null },
  ]
  expect(await copyRows(database.client, 'stages', rows)).toBe(2)
  const read = await database.query('select id, pipeline, name, position, probability from ssot.stages order by 1')
  expect(read.rows).toEqual([
    { id: 's1', pipeline: null, name, position: 1, probability: '0.5' },
    { id: 's2', pipeline: null, name: '', position: 2, probability: null },
  ])
})

it('passes on what PostgreSQL has against a row', async () => {
  const rows = [{ id: 's1', name: 'x', position: 'first', outcome: 'open' }]
  await expect(copyRows(database.client, 'stages', rows)).rejects.toThrow('integer')
})
