import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { foretold, type Lapse, type Warning } from '../../src/insight/foretold.ts'

const of = (...pairs: readonly (readonly [account: string, on: string])[]): (Warning & Lapse)[] =>
  pairs.map(([account, on]) => ({ account, on: Temporal.PlainDate.from(on) }))
const within = {
  from: Temporal.PlainDate.from('2026-01-01'),
  today: Temporal.PlainDate.from('2026-07-01'),
  horizonDays: 90,
}

it('a half-year by hand', () => {
  const warnings = of(
    // 10 January to 20 March: 69 days ahead, right. The second warning, 5 March, was right too: 15 days.
    ['acme', '2026-01-10'],
    ['acme', '2026-03-05'],
    // Its account left 100 days later: too early to be right, and the lapse is not caught.
    ['globex', '2026-02-01'],
    // Never left.
    ['initech', '2026-03-01'],
    // 1 May to 1 July are 61 days: too young to judge, yet its lapse of 10 June (40 days) is caught.
    ['umbrella', '2026-05-01'],
    // On the day itself: no warning.
    ['hooli', '2026-02-10'],
  )
  const lapses = of(
    ['acme', '2026-03-20'],
    ['globex', '2026-05-12'],
    ['umbrella', '2026-06-10'],
    ['hooli', '2026-02-10'],
    // Nobody ever warned of it.
    ['stark', '2026-04-01'],
    // Before the rule first looked.
    ['wayne', '2025-12-31'],
  )
  expect(foretold(warnings, lapses, within)).toEqual({
    horizonDays: 90,
    // acme twice, globex, initech, hooli
    judged: 5,
    right: 2,
    young: 1,
    lapses: 5,
    caught: 2,
    precision: 2 / 5,
    recall: 2 / 5,
    // 69 days (from the first of its warnings) and 40
    medianLeadDays: 54.5,
  })
})

describe('edges', () => {
  it.each<[string, string, string, Partial<ReturnType<typeof foretold>>]>([
    ['the last day of the horizon counts', '2026-01-01', '2026-04-01', { right: 1, caught: 1, medianLeadDays: 90 }],
    ['the day after does not', '2026-01-01', '2026-04-02', { right: 0, caught: 0, medianLeadDays: null }],
    ['a warning 90 days old is judged', '2026-04-02', '2026-06-30', { judged: 1, young: 0 }],
    ['one of 89 days is not', '2026-04-03', '2026-06-30', { judged: 0, young: 1, precision: null, caught: 1 }],
    ['a warning after the lapse is none', '2026-02-02', '2026-02-01', { right: 0, caught: 0, recall: 0 }],
  ])('%s', (_, warned, left, expected) => {
    expect(foretold(of(['acme', warned]), of(['acme', left]), within)).toMatchObject(expected)
  })

  it('nothing over nothing is no share', () => {
    expect(foretold([], [], within)).toMatchObject({ precision: null, recall: null, medianLeadDays: null })
  })
})
