import { expect, test } from 'vitest'
import { runChaos } from './run.ts'

test('two replicas, killed at random, over a Slack that fails and a PostgreSQL that restarts: 500 posts, each once and in order', async () => {
  const outcome = await runChaos({ posts: 500, seed: 1, channels: 12, replicas: 2 })
  expect(outcome).toMatchObject({ posts: 500, duplicates: 0, lost: 0, strange: 0, outOfOrder: 0, unsent: 0 })
  // Otherwise nothing was proved.
  expect(outcome.kills).toBeGreaterThan(2)
  expect(outcome.restarts).toBeGreaterThan(2)
  expect(outcome.faults).toBeGreaterThan(30)
  expect(outcome.slowestStopMs).toBeLessThan(10_000)
}, 240_000)
