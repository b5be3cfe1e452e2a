import { describe, expect, it } from 'vitest'
import { times, useRule } from '../../support/rule.ts'

// Monday 16 November 2026, 09:00 in Tokyo, in the quarter from October to December.
const { alert, standing, message } = await useRule('pipeline_coverage_low', { at: '2026-11-16T00:00:00Z' })

const target = { period_start: '2026-10-01', period_end: '2027-01-01', value: 500 }
/** Deals due in December; nothing is won yet, so 500 are to be won. */
const open = (n: number, amount: number, close_date = '2026-12-01') => times(n, { amount, close_date })

describe('when it fires', () => {
  it.each<[string, number, number, string]>([
    ['999 for 500', 10, 99.9, 'fires'],
    ['twice what is missing', 10, 100, 'stays'],
    ['short of the clearing line', 10, 124.9, 'stays'],
    ['at the clearing line', 10, 125, 'is over'],
    ['9 deals are too few', 9, 1, 'too little'],
  ])('%s', async (_, n, amount, expected) => {
    expect(await standing({ targets: [target], opportunities: open(n, amount) })).toBe(expected)
  })

  it('what is due in the past or next quarter is no coverage', async () => {
    const opportunities = [...open(10, 99.9), ...open(10, 500, '2026-11-15'), ...open(10, 500, '2027-01-01')]
    expect(await standing({ targets: [target], opportunities })).toBe('fires')
  })

  it('a target that is met ends it, whatever is open', async () => {
    const won = { stage_id: 'won', amount: 500, closed_at: '2026-11-02T12:00' }
    expect(await standing({ targets: [target], opportunities: [...open(10, 1), won] })).toBe('is over')
  })

  it('without a target there is nothing to cover', async () => {
    expect(await standing({ opportunities: open(10, 1) })).toBe('too little')
  })

  it('team by team, by the team’s own target', async () => {
    const targets = [target, { ...target, value: 100, team: 'East' }, { ...target, value: 400, team: 'West' }]
    const opportunities = [...open(10, 25), ...open(10, 79).map((deal) => ({ ...deal, owner_id: 'bob' }))]
    // East: 250 for 100; West: 790 for 400; together 1,040 for 500.
    expect(await standing({ targets, opportunities }, 'East')).toBe('is over')
    expect(await standing({ targets, opportunities }, 'West')).toBe('fires')
    expect(await standing({ targets, opportunities })).toBe('stays')
  })

  it('it has to hold for a week: quarters begin with little', () => {
    expect(alert.forDays).toBe(7)
  })
})

it('tells the coverage and the line', async () => {
  expect((await message({ targets: [target], opportunities: open(10, 75) })).text).toBe(
    'Pipeline coverage is low: Pipeline coverage is 1.5× (n = 10); the line is 2.0×.',
  )
})
