import { expect, it } from 'vitest'
import type { Rule } from '../../src/alerting/decide.ts'
import { createReplay } from '../../src/alerting/replay.ts'
import type { Observation } from '../../src/define/alert.ts'
import { bad, instant, observation, well } from '../schedule/rig.ts'

const atOnce: Rule = { forDays: 0, repeatEveryDays: null, tellChanges: false }
const day = (n: number) => instant('2026-11-01T09:00:00Z').add({ hours: 24 * n })

/** What is seen day by day. */
function replayed(rule: Rule, ...days: readonly Observation[][]) {
  const replay = createReplay(rule)
  days.forEach((seen, n) => {
    replay.step(day(n), seen)
  })
  const { firings, news, ...rest } = replay.result()
  const spans = firings.map(({ series, since, toldAt, until }) => [series, since, toldAt, until].map(String))
  return { spans, news: news.map(({ series, news: what }) => `${series} ${what}`), ...rest }
}
const times = (...each: readonly (number | null)[]): string[] => each.map((n) => String(n === null ? null : day(n)))

it('a series fires, is over and fires again', () => {
  const seen = [bad, bad, well, well, bad].map((fields) => [observation('a', fields)])
  expect(replayed(atOnce, ...seen)).toEqual({
    spans: [
      ['a', ...times(0, 0, 2)],
      ['a', ...times(4, 4, null)],
    ],
    news: ['a fired', 'a recovered', 'a fired'],
    instants: 5,
    firingInstants: 3,
  })
})

it('the rule’s own waits hold: two days of it, and two days without', () => {
  const seen = [bad, bad, bad, well, well, well].map((fields) => [observation('a', fields)])
  // Pending on days 0 and 1, told on day 2; clear on day 3, over on day 5.
  expect(replayed({ ...atOnce, forDays: 2 }, ...seen).spans).toEqual([['a', ...times(2, 2, 5)]])
})

it('repetitions are news of the same firing', () => {
  const seen = Array.from({ length: 4 }, () => [observation('a', bad)])
  const { spans, news } = replayed({ ...atOnce, repeatEveryDays: 2 }, ...seen)
  expect(spans).toEqual([['a', ...times(0, 0, null)]])
  expect(news).toEqual(['a fired', 'a repeated'])
})

it('the company stands for its parts, which are told once it is over and they are not', () => {
  const both = [observation('', bad), observation('a', bad)]
  const part = [observation('', well), observation('a', bad)]
  const { spans, news } = replayed(atOnce, both, both, part, part)
  expect(spans).toEqual([
    ['', ...times(0, 0, 2)],
    ['a', ...times(0, 2, null)],
  ])
  expect(news).toEqual([' fired', ' recovered', 'a fired'])
})

it('who is no longer seen is over', () => {
  expect(replayed(atOnce, [observation('a', bad)], []).spans).toEqual([['a', ...times(0, 0, 1)]])
})

it('the worst of one instant comes first', () => {
  const { news } = replayed(atOnce, [observation('mild', bad), observation('bad', { ...bad, weight: 9 })])
  expect(news).toEqual(['bad fired', 'mild fired'])
})
