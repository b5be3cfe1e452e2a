import { describe, expect, it } from 'vitest'
import { times, useRule } from '../../support/rule.ts'

// Monday 16 November 2026, 09:00 in Tokyo: the present is 21 September to 15 November, the past the 180 days before.
const { standing, message } = await useRule('csat_drop', { at: '2026-11-16T00:00:00Z' })

const answers = (day: string, n: number, content: number) => [
  ...times(content, { kind: 'csat', score: 4, answered_at: `${day}T12:00` }),
  ...times(n - content, { kind: 'csat', score: 3, answered_at: `${day}T12:00` }),
]
const against = (past: [number, number], n: number, content: number) => ({
  survey_responses: [...answers('2026-06-01', ...past), ...answers('2026-10-20', n, content)],
})
/** 80 % of 1,000. */
const usual: [number, number] = [1_000, 800]

describe('when it fires', () => {
  it.each<[string, [number, number], number, number, string]>([
    // 72 % after 80 %: pooled 980 of 1,250, z = 2.75, p = 0.006.
    ['exactly a tenth less', usual, 250, 180, 'fires'],
    ['a little less than a tenth', usual, 250, 181, 'stays'],
    // 144 of 200: z = 2.52, p = 0.012.
    ['a tenth that chance explains', usual, 200, 144, 'stays'],
    // 15.2 % after 20 %: a quarter less, z = 2.8, but 4.8 points.
    ['under five points is nobody’s news', [1_000, 200], 1_000, 152, 'stays'],
    ['on 40 answers', usual, 40, 20, 'fires'],
    ['39 are too few', usual, 39, 0, 'too little'],
    ['at the clearing line', usual, 250, 190, 'stays'],
    ['past the clearing line', usual, 250, 191, 'is over'],
  ])('%s', async (_, past, n, content, expected) => {
    expect(await standing(against(past, n, content))).toBe(expected)
  })

  it('NPS answers are another survey', async () => {
    const rows = against(usual, 250, 200).survey_responses
    const nps = times(300, { kind: 'nps', score: 0, answered_at: '2026-10-20T12:00' })
    expect(await standing({ survey_responses: [...rows, ...nps] })).toBe('is over')
  })
})

it('tells both sides', async () => {
  expect((await message(against(usual, 250, 180))).text).toBe(
    'CSAT is falling: CSAT, over the last 56 days, is 72.0% (n = 250); in the 180 days before it was 80.0% (▼ −10%).',
  )
})
