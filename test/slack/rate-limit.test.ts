import { expect, it } from 'vitest'
import { createRateLimit } from '../../src/slack/rate-limit.ts'

it('lets one person ask so often at once, then as often as it says, and others meanwhile', () => {
  let at = 0
  const mustWait = createRateLimit(3, () => at)
  expect([1, 2, 3].map(() => mustWait('ann'))).toEqual([0, 0, 0])
  expect(mustWait('ann')).toBe(20)
  expect(mustWait('bob')).toBe(0)
  at = 15_000
  // Who asks too early waits no longer for it.
  expect(mustWait('ann')).toBe(5)
  at = 20_000
  expect(mustWait('ann')).toBe(0)
  expect(mustWait('ann')).toBe(20)
  at = 3_600_000
  expect([1, 2, 3, 4].map(() => mustWait('ann'))).toEqual([0, 0, 0, 20])
})

it('never, where it is told so', () => {
  const mustWait = createRateLimit(null)
  expect(Array.from({ length: 1_000 }, () => mustWait('ann')).every((seconds) => seconds === 0)).toBe(true)
})

it('remembers no more people than there is room for', () => {
  const mustWait = createRateLimit(1, () => 0)
  mustWait('first')
  for (let i = 0; i < 10_000; i += 1) mustWait(`person ${i}`)
  expect(mustWait('first')).toBe(0)
  expect(mustWait('person 9999')).toBe(60)
})
