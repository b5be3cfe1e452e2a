import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decide, type Rule } from '../../src/alerting/decide.ts'
import type { News, Observation } from '../../src/define/alert.ts'
import type { SeriesState } from '../../src/define/series.ts'
import { instant, observation } from '../schedule/rig.ts'

const rules: fc.Arbitrary<Rule> = fc.record({
  forDays: fc.integer({ min: 0, max: 5 }),
  repeatEveryDays: fc.option(fc.integer({ min: 1, max: 10 })),
  tellChanges: fc.boolean(),
})

const looks: fc.Arbitrary<Observation | 'gone'> = fc.oneof(
  { weight: 1, arbitrary: fc.constant('gone' as const) },
  {
    weight: 8,
    arbitrary: fc
      .record({
        breached: fc.boolean(),
        cleared: fc.boolean(),
        enough: fc.boolean(),
        fingerprint: fc.constantFrom('a', 'b'),
      })
      .map((fields) => observation('emea', fields)),
  },
)

/** Looks some hours apart. */
const histories = fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), looks), { minLength: 1, maxLength: 60 })

interface Step {
  readonly hours: number
  readonly look: Observation | 'gone'
  readonly before: SeriesState | undefined
  readonly after: SeriesState
  readonly news: News | null
}

const origin = instant('2026-01-01T00:00:00Z')

function live(rule: Rule, history: readonly (readonly [number, Observation | 'gone'])[]): Step[] {
  let hours = 0
  let state: SeriesState | undefined
  return history.map(([later, look]) => {
    hours += later
    const before = state
    const { state: after, tell } = decide(before, look, rule, origin.add({ hours }))
    state = after
    return { hours, look, before, after, news: tell }
  })
}

const always = (check: (rule: Rule, steps: readonly Step[]) => void) =>
  fc.assert(
    fc.property(rules, histories, (rule, history) => check(rule, live(rule, history))),
    { numRuns: 500 },
  )

test('nothing is ever told on too little data, nor does anything then begin or cease to fire', () => {
  always((_rule, steps) => {
    for (const { look, before, after, news } of steps) {
      if (look === 'gone' || look.enough) continue
      expect(news).toBeNull()
      expect(after.since).toEqual(before?.since ?? null)
    }
  })
})

test('it never goes from firing to recovered or back faster than the rule’s wait', () => {
  always(({ forDays }, steps) => {
    const turns = steps.filter(({ news }) => news === 'fired' || news === 'recovered')
    for (const [i, turn] of turns.entries()) {
      const previous = turns[i - 1]
      if (!previous) continue
      expect(turn.news).not.toBe(previous.news)
      if (forDays > 0) expect(turn.hours - previous.hours).toBeGreaterThanOrEqual(forDays * 24 - 1)
    }
  })
})

test('whatever fires recovers once it has been clear for the rule’s wait', () => {
  always(({ forDays, ...rule }, steps) => {
    const last = steps.at(-1)
    if (!last) return
    const clear = observation('emea', { breached: false, cleared: true })
    const hours = last.hours + 1
    const first = decide(last.after, clear, { forDays, ...rule }, origin.add({ hours }))
    const second = decide(first.state, clear, { forDays, ...rule }, origin.add({ hours: hours + forDays * 24 }))
    expect(second.state).toMatchObject({ state: 'ok', since: null, pendingSince: null, clearedSince: null })
    if (last.after.since !== null) expect([first.tell, second.tell]).toContain('recovered')
  })
})

test('the same observation at the same instant changes nothing and says nothing more', () => {
  always((rule, steps) => {
    for (const { hours, look, after } of steps) {
      const again = decide(after, look, rule, origin.add({ hours }))
      expect(again.tell).toBeNull()
      expect(again.state).toEqual(after)
    }
  })
})

test('what it says is what it does: fired while quiet, recovered while firing, the rest in between', () => {
  always((_rule, steps) => {
    for (const { before, after, news } of steps) {
      const fired = (before?.since ?? null) !== null
      const fires = after.since !== null
      if (news === 'fired') expect([fired, fires]).toEqual([false, true])
      else if (news === 'recovered') expect([fired, fires]).toEqual([true, false])
      else expect(fires).toBe(fired)
      expect(after.state === 'firing' || after.state === 'recovering').toBe(fires && after.state !== 'no_data')
    }
  })
})
