import { expect, it } from 'vitest'
import { createDatabase } from '../support/database.ts'
import { runFuzz } from './run.ts'

/** `npm run fuzz` tries twenty times as many, of any seed. */
const seed = 20_261_126

it('5,000 random texts and 120 long ones, of every role: each gets a message that Slack takes, or a sentence that says what to type', async () => {
  const database = await createDatabase()
  try {
    const { faults, ...counts } = await runFuzz({ database, texts: 5_000, answers: 400, long: 120, seed })
    console.log(`seed ${seed}`, counts)
    expect(faults).toEqual([])
    // Neither all refused nor all taken.
    expect(counts.texts).toBe(5_000)
    expect(counts.understood).toBeGreaterThan(500)
    expect(counts.refused).toBeGreaterThan(500)
    expect(counts.answered).toBeGreaterThan(200)
    // What is long is right all the same; the others ask for more than their role may see, or for what is not there.
    expect(counts.longAnswered).toBeGreaterThan(50)
    expect(Math.min(...Object.values(counts.byRole))).toBeGreaterThan(20)
    expect(counts.strangers).toBeGreaterThan(20)
    expect(counts.inWords).toBeGreaterThan(50)
  } finally {
    await database.drop()
  }
}, 240_000)
