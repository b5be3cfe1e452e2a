import { expect, test } from 'vitest'
import { expectedOf } from './definitions.ts'
import { minutes, planOf } from './plan.ts'

const options = { posts: 500, channels: 12, replicas: 2, seed: 1 }

test('the same seed is the same plan, another seed another one', () => {
  expect(planOf(options)).toEqual(planOf(options))
  expect(planOf({ ...options, seed: 2 })).not.toEqual(planOf(options))
})

test.each([
  ['as in CI', options],
  ['one post', { ...options, posts: 1 }],
  ['more channels than posts', { ...options, posts: 5 }],
  ['uneven', { ...options, posts: 1_003, channels: 10, seed: 7 }],
])('as many posts as were asked for, each due within business time: %s', (_name, asked) => {
  const { rounds } = planOf(asked)
  expect(expectedOf(rounds).size).toBe(asked.posts)
  expect(rounds.every(({ minute }) => minute >= 1 && minute <= minutes)).toBe(true)
})

test('every kind of disturbance is among them, and none after the last round is due', () => {
  const { disturbances, durationMs } = planOf(options)
  const kinds = disturbances.map((each) => (each.what === 'fault' ? each.kind : each.what))
  expect(new Set(kinds)).toEqual(new Set(['kill', 'stop', 'postgres', '429', '500', 'timeout', 'drop_after_accept']))
  expect(disturbances.every(({ at }) => at < durationMs)).toBe(true)
})
