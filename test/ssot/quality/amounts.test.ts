import { expect, it } from 'vitest'
import { useLooked } from '../../support/quality.ts'
import type { Rows } from '../../support/rows.ts'

const { found } = await useLooked()
const answers = (...scores: [id: string, kind: string, score: number | null][]): Rows => ({
  survey_responses: scores.map(([id, kind, score]) => ({ id, kind, score, answered_at: '2026-01-01' })),
})

it.each<[string, Rows, string[]]>([
  ['nothing a month, and no MRR', { subscriptions: [{ mrr: 0 }, { mrr: null }] }, []],
  [
    'less than nothing',
    { subscriptions: [{ id: 'b', mrr: -0.01 }, { id: 'a', mrr: -5 }, { mrr: 5 }] },
    ['error subscriptions negative_mrr 2 a'],
  ],
  [
    'the ends of both scales',
    answers(['a', 'nps', 0], ['b', 'nps', 10], ['c', 'csat', 1], ['d', 'csat', 5], ['e', 'nps', null]),
    [],
  ],
  [
    'beyond them; another kind has a scale of its own',
    answers(['a', 'nps', -1], ['b', 'nps', 11], ['c', 'csat', 0], ['d', 'csat', 5.5], ['e', 'ces', 7]),
    ['error survey_responses score_out_of_range 4 a'],
  ],
])('%s', async (_, rows, findings) => {
  expect(await found(rows)).toEqual(findings)
})
