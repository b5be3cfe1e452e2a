import { expect, test } from 'vitest'
import { Quota, Random } from '../../../sandbox/company/random.ts'

test('the same seed gives the same numbers, another seed others', () => {
  const draw = (seed: number) =>
    Array.from(
      { length: 5 },
      (
        (random) => () =>
          random.next()
      )(new Random(seed)),
    )
  expect(draw(7)).toEqual(draw(7))
  expect(draw(7)).not.toEqual(draw(8))
})

test('a fork depends on its label, not on what was drawn before', () => {
  const fresh = new Random(3).fork('leads').next()
  const used = new Random(3)
  used.next()
  expect(used.fork('leads').next()).toBe(fresh)
  expect(used.fork('deals').next()).not.toBe(fresh)
})

test('a normal draw has the mean and deviation asked for', () => {
  const random = new Random(11)
  const draws = Array.from({ length: 20_000 }, () => random.normal(10, 2))
  const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length
  const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length
  expect(mean).toBeCloseTo(10, 1)
  expect(Math.sqrt(variance)).toBeCloseTo(2, 1)
})

test('a quota of two in five says yes twice in every five, wherever it begins', () => {
  const quota = new Quota(0.5)
  const taken = Array.from({ length: 50 }, () => quota.take(0.4))
  for (let start = 0; start < 50; start += 5) {
    expect(taken.slice(start, start + 5).reduce((sum, one) => sum + one, 0)).toBe(2)
  }
})
