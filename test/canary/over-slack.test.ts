import { expect, it } from 'vitest'
import { createDatabase } from '../support/database.ts'
import { runOverSlack } from './slack/run.ts'

/** `npm run canary` goes through ten times as many, of any seed. */
const seed = 20_261_126
const rounds = 4

it('in Slack nobody sees what they may not: home, forms, files, alerts’ buttons, subscriptions, shares, links', async () => {
  const databases = { ssot: () => createDatabase(), own: () => createDatabase('template0') }
  const { leaks, failures, ...counts } = await runOverSlack(databases, rounds, seed)
  console.log(`seed ${seed}`, counts)
  expect(leaks).toEqual([])
  expect(failures).toEqual([])
  expect(new Set(counts.roles).size).toBe(4)
  // There was something to be found, and it was looked for everywhere.
  expect(counts.marked).toBeGreaterThan(10)
  expect(counts.pressed).toBeGreaterThan(10)
  expect(counts.previews).toBeGreaterThan(2)
  expect(counts.rules).toBeGreaterThan(0)
  for (const place of ['alone', 'direct', 'channel', 'home', 'form', 'file', 'unfurl'] as const) {
    expect(counts.seen[place] ?? 0, place).toBeGreaterThan(0)
  }
}, 240_000)
