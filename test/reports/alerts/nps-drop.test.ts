import { describe, expect, it } from 'vitest'
import { times, useRule } from '../../support/rule.ts'
import { shown } from '../../support/world.ts'

// Monday 16 November 2026, 09:00 in Tokyo: the present is 17 August to 15 November, the past the 182 days before.
const { standing, message } = await useRule('nps_drop', { at: '2026-11-16T00:00:00Z' })

const answers = (day: string, n: number, promoters: number, detractors: number) => {
  const scored = (count: number, score: number) => times(count, { kind: 'nps', score, answered_at: `${day}T12:00` })
  return [...scored(promoters, 9), ...scored(detractors, 6), ...scored(n - promoters - detractors, 8)]
}
/** NPS 30 of 1,000 in the past: 500 promoters, 200 detractors. Its variance is 0.7 − 0.3² = 0.61. */
const past = answers('2026-05-01', 1_000, 500, 200)
const now = (n: number, promoters: number, detractors: number) => ({
  survey_responses: [...past, ...answers('2026-10-01', n, promoters, detractors)],
})

describe('when it fires', () => {
  it.each<[string, number, number, number, string]>([
    // 20: variance 0.7 − 0.04 = 0.66; the error is √(0.61 ÷ 1,000 + 0.66 ÷ 1,000) = 0.0356, z = 2.81, p = 0.005.
    ['exactly ten points less', 1_000, 450, 250, 'fires'],
    ['nine points less', 1_000, 455, 245, 'stays'],
    // 10 on 60: the error is √(0.00061 + 0.69 ÷ 59) = 0.111, z = 1.8, p = 0.07.
    ['twenty points that chance explains', 60, 24, 18, 'stays'],
    ['on 50 answers', 50, 5, 25, 'fires'],
    ['49 are too few', 49, 0, 49, 'too little'],
    // 27 is a tenth less.
    ['at the clearing line', 1_000, 485, 215, 'stays'],
    ['past the clearing line', 1_000, 490, 210, 'is over'],
  ])('%s', async (_, n, promoters, detractors, expected) => {
    expect(await standing(now(n, promoters, detractors))).toBe(expected)
  })

  it('from 0 there is no percentage to fall by', async () => {
    const level = answers('2026-05-01', 100, 30, 30)
    expect(await standing({ survey_responses: [...level, ...answers('2026-10-01', 100, 0, 90)] })).toBe('too little')
  })
})

it('tells both sides and how sure', async () => {
  const told = await message(now(1_000, 450, 250))
  expect(told.text).toBe(
    'NPS is falling: NPS, over the last 91 days, is 20 (n = 1,000); in the 182 days before it was 30 (▼ −33%).',
  )
  expect(shown(told)).toContain('chance explains a change this large in 5 in 1,000 cases')
})
