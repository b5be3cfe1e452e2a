import { expect, it } from 'vitest'
import { createDatabase } from '../support/database.ts'
import { runCanary } from './run.ts'

/** `npm run canary` asks ten times as many, of any seed. */
const seed = 20_261_126

it('of 1,000 random questions no answer, file, button or share holds what its reader may not see', async () => {
  const database = await createDatabase()
  try {
    const outcome = await runCanary({ database, questions: 1_000, seed })
    console.log(`seed ${seed}`, { ...outcome, leaks: outcome.leaks.length, failures: outcome.failures.length })
    expect(outcome.leaks).toEqual([])
    expect(outcome.failures).toEqual([])
    // It would hold of a product that refuses everything.
    expect(outcome.answered).toBeGreaterThan(300)
    expect(outcome.followUps).toBeGreaterThan(100)
    expect(outcome.shared).toBeGreaterThan(5)
    expect(outcome.marked).toBeGreaterThan(30)
    expect(outcome.configured).toBeGreaterThan(3)
    expect(outcome.withheld).toBeGreaterThan(1)
  } finally {
    await database.drop()
  }
}, 240_000)
