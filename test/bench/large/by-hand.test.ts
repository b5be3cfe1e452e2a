import pg from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { openAsker } from '../../../bench/large/asker.ts'
import { byHand } from '../../../bench/large/by-hand/catalog.ts'
import { askedOf } from '../../../bench/large/by-hand/hand-written.ts'
import { difference, figuresOf } from '../../../bench/large/figures.ts'
import { fill } from '../../../bench/large/fill.ts'
import { questionOf, windowFor } from '../../../bench/large/questions.ts'
import { createDatabase } from '../../support/database.ts'

const database = await createDatabase('template0')
await fill(database.url, 0.002)
const asker = await openAsker(database.url)
const pool = new pg.Pool({ connectionString: database.url, options: '-c TimeZone=UTC' })
const context = await asker.context()
afterAll(async () => {
  await Promise.all([asker.close(), pool.end()])
  await database.drop()
})

/** What the bench measures against has to be the same figures. */
describe('the hand-written SQL says what the engine says', () => {
  it.each([...context.catalog.metrics])('of %s', async (id, metric) => {
    const hand = byHand[id]
    if (!hand) throw new Error(`bench/large/by-hand has no entry for ${id}`)
    const { statements, figures } = hand(askedOf(windowFor(metric, context), context))
    const results = await Promise.all(statements.map(({ text, values }) => pool.query({ text, values })))
    const readings = await context.read(questionOf(metric, context))
    expect(readings.of(metric).some(({ value }) => value !== null && value !== 0)).toBe(true)
    expect(difference(figuresOf(metric, readings), figures(results.map(({ rows }) => rows)))).toBeUndefined()
  })

  it('of nothing that the catalogue does not have', () => {
    expect(Object.keys(byHand).filter((id) => !context.catalog.metrics.has(id))).toEqual([])
  })
})
