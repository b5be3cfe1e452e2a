import { describe, expect, test } from 'vitest'
import { decide, type Rule } from '../../src/alerting/decide.ts'
import type { Observation } from '../../src/define/alert.ts'
import type { SeriesState } from '../../src/define/series.ts'
import { bad, instant, observation, well } from '../schedule/rig.ts'

const between = { breached: false, cleared: false }
const blind = { ...bad, enough: false }

type Seen = Partial<Observation> | 'gone'

/** What is seen on a day of November 2026 at 09:00 UTC, and what then has to hold: state, news. */
type Step = readonly [day: number, seen: Seen, state: string, news: string | null]

interface Case {
  readonly name: string
  readonly rule?: Partial<Rule>
  readonly steps: readonly Step[]
  /** The reason of the last step, in English. */
  readonly reason: string
}

const cases: readonly Case[] = [
  {
    name: 'a series that is well stays well, and nothing is said',
    steps: [[1, well, 'ok', null]],
    reason: 'within bounds',
  },
  {
    name: 'a rule without a wait fires at once',
    steps: [[1, bad, 'firing', 'fired']],
    reason: 'out of bounds',
  },
  {
    name: 'a rule that waits two days is pending first, and fires when they have passed',
    rule: { forDays: 2 },
    steps: [
      [1, bad, 'pending', null],
      [2, bad, 'pending', null],
      [3, bad, 'firing', 'fired'],
    ],
    reason: 'out of bounds for 2 days',
  },
  {
    name: 'a dip that passes before its wait is over is never told',
    rule: { forDays: 2 },
    steps: [
      [1, bad, 'pending', null],
      [2, between, 'ok', null],
    ],
    reason: 'back within bounds before it was told',
  },
  {
    name: 'a wait starts again after a dip that passed',
    rule: { forDays: 2 },
    steps: [
      [1, bad, 'pending', null],
      [2, well, 'ok', null],
      [3, bad, 'pending', null],
      [4, bad, 'pending', null],
    ],
    reason: 'out of bounds; told once it has held for 2 days',
  },
  {
    name: 'what fires and goes on is not told again',
    steps: [
      [1, bad, 'firing', 'fired'],
      [2, bad, 'firing', null],
    ],
    reason: 'still out of bounds',
  },
  {
    name: 'what fires is told again after the days its rule names, counted from when it was last told',
    rule: { repeatEveryDays: 3 },
    steps: [
      [1, bad, 'firing', 'fired'],
      [3, bad, 'firing', null],
      [4, bad, 'firing', 'repeated'],
      [6, bad, 'firing', null],
      [7, bad, 'firing', 'repeated'],
    ],
    reason: 'not told for 3 days',
  },
  {
    name: 'a change is news where the rule says so',
    rule: { tellChanges: true },
    steps: [
      [1, bad, 'firing', 'fired'],
      [2, { ...bad, fingerprint: 'worse' }, 'firing', 'changed'],
      [3, { ...bad, fingerprint: 'worse' }, 'firing', null],
    ],
    reason: 'still out of bounds',
  },
  {
    name: 'a change is no news where the rule does not say so',
    steps: [
      [1, bad, 'firing', 'fired'],
      [2, { ...bad, fingerprint: 'worse' }, 'firing', null],
    ],
    reason: 'still out of bounds',
  },
  {
    name: 'between the thresholds a firing series stays as it is',
    steps: [
      [1, bad, 'firing', 'fired'],
      [2, between, 'firing', null],
    ],
    reason: 'better, but not yet clear',
  },
  {
    name: 'between the thresholds a series that is well stays well',
    steps: [[1, between, 'ok', null]],
    reason: 'within bounds',
  },
  {
    name: 'a rule without a wait recovers at once',
    steps: [
      [1, bad, 'firing', 'fired'],
      [2, well, 'ok', 'recovered'],
    ],
    reason: 'clear',
  },
  {
    name: 'a rule that waits recovers once it has been clear as long',
    rule: { forDays: 1 },
    steps: [
      [1, bad, 'pending', null],
      [2, bad, 'firing', 'fired'],
      [3, well, 'recovering', null],
      [4, well, 'ok', 'recovered'],
    ],
    reason: 'clear for 1 day',
  },
  {
    name: 'what gets worse again while it recovers goes on firing, and nothing is said',
    rule: { forDays: 1 },
    steps: [
      [1, bad, 'pending', null],
      [2, bad, 'firing', 'fired'],
      [3, well, 'recovering', null],
      [4, bad, 'firing', null],
    ],
    reason: 'out of bounds again before it had recovered',
  },
  {
    name: 'too little data fires nothing',
    steps: [[1, blind, 'no_data', null]],
    reason: 'too little data to tell',
  },
  {
    name: 'too little data breaks a wait off',
    rule: { forDays: 2 },
    steps: [
      [1, bad, 'pending', null],
      [2, blind, 'no_data', null],
      [3, bad, 'pending', null],
    ],
    reason: 'out of bounds; told once it has held for 2 days',
  },
  {
    name: 'too little data neither recovers what fires nor tells it twice',
    steps: [
      [1, bad, 'firing', 'fired'],
      [2, { ...blind, ...well }, 'no_data', null],
      [3, bad, 'firing', null],
    ],
    reason: 'still out of bounds',
  },
  {
    name: 'a firing series that disappears recovers',
    steps: [
      [1, bad, 'firing', 'fired'],
      [2, 'gone', 'ok', 'recovered'],
    ],
    reason: 'gone: nothing is seen of it any more',
  },
  {
    name: 'a firing series that disappears recovers only after the rule’s wait: it may be back tomorrow',
    rule: { forDays: 1 },
    steps: [
      [1, bad, 'pending', null],
      [2, bad, 'firing', 'fired'],
      [3, 'gone', 'recovering', null],
      [4, 'gone', 'ok', 'recovered'],
    ],
    reason: 'gone: nothing is seen of it any more',
  },
  {
    name: 'a pending series that disappears is forgotten',
    rule: { forDays: 2 },
    steps: [
      [1, bad, 'pending', null],
      [2, 'gone', 'ok', null],
    ],
    reason: 'gone: nothing is seen of it any more',
  },
  {
    name: 'what is out of bounds is never clear, whatever the rule says',
    steps: [
      [1, bad, 'firing', 'fired'],
      [2, { breached: true, cleared: true }, 'firing', null],
    ],
    reason: 'still out of bounds',
  },
  {
    name: 'a series that recovered can fire again',
    steps: [
      [1, bad, 'firing', 'fired'],
      [2, well, 'ok', 'recovered'],
      [3, bad, 'firing', 'fired'],
    ],
    reason: 'out of bounds',
  },
]

describe('decide', () => {
  test.each(cases)('$name', ({ rule, steps, reason }) => {
    const whole: Rule = { forDays: 0, repeatEveryDays: null, tellChanges: false, ...rule }
    let state: SeriesState | undefined
    let last = ''
    for (const [day, seen, wanted, news] of steps) {
      const at = instant(`2026-11-${String(day).padStart(2, '0')}T09:00:00Z`)
      const decision = decide(state, seen === 'gone' ? seen : observation('emea', seen), whole, at)
      expect([day, decision.state.state, decision.tell]).toEqual([day, wanted, news])
      expect(decision.reason.ja).not.toBe('')
      state = decision.state
      last = decision.reason.en
    }
    expect(last).toBe(reason)
  })

  test('a day that the spring makes an hour short counts as a day', () => {
    const rule: Rule = { forDays: 1, repeatEveryDays: null, tellChanges: false }
    // 09:00 in New York on both sides of 8 March 2026.
    const first = decide(undefined, observation('emea', bad), rule, instant('2026-03-07T14:00:00Z'))
    const second = decide(first.state, observation('emea', bad), rule, instant('2026-03-08T13:00:00Z'))
    expect(second.tell).toBe('fired')
  })

  test('it keeps since when it fires and what was told', () => {
    const rule: Rule = { forDays: 0, repeatEveryDays: null, tellChanges: true }
    const one = decide(undefined, observation('emea', bad), rule, instant('2026-11-01T09:00:00Z'))
    const two = decide(
      one.state,
      observation('emea', { ...bad, fingerprint: 'worse' }),
      rule,
      instant('2026-11-02T09:00:00Z'),
    )
    expect(two.state).toMatchObject({ told: { fingerprint: 'worse' }, latest: { fingerprint: 'worse' } })
    expect([two.state.since, two.state.toldAt].map(String)).toEqual(['2026-11-01T09:00:00Z', '2026-11-02T09:00:00Z'])
    const three = decide(two.state, 'gone', rule, instant('2026-11-03T09:00:00Z'))
    expect(three.state.since).toBeNull()
  })
})
