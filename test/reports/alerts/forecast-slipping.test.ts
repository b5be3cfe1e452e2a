import { describe, expect, it } from 'vitest'
import { times, useRule } from '../../support/rule.ts'

// Monday 16 November 2026, 09:00 in Tokyo. Of the 66 weekdays of October to December 22 + 10 = 32 are over: of a target of
// 6,600, 3,200 were to be won.
const { alert, standing, message } = await useRule('forecast_slipping', { at: '2026-11-16T00:00:00Z' })

const target = { period_start: '2026-10-01', period_end: '2027-01-01', value: 6_600 }
const committed = (n: number, amount: number) =>
  times(n, { amount, close_date: '2026-12-01', forecast_category: 'commit' })

describe('when it fires', () => {
  it.each<[string, number, number, string]>([
    ['exactly a tenth below pace', 5, 576, 'fires'],
    ['a little less than a tenth', 5, 576.2, 'stays'],
    ['a twentieth below', 5, 608, 'stays'],
    ['less than a twentieth below', 5, 608.2, 'is over'],
    ['4 deals are too few', 4, 10, 'too little'],
  ])('%s', async (_, n, amount, expected) => {
    expect(await standing({ targets: [target], opportunities: committed(n, amount) })).toBe(expected)
  })

  it('what is won counts, what is not committed does not', async () => {
    const won = { stage_id: 'won', amount: 1_000, closed_at: '2026-11-02T12:00' }
    const hoped = { amount: 5_000, close_date: '2026-12-01', forecast_category: 'best_case' }
    const rows = (...more: object[]) => ({ targets: [target], opportunities: [...committed(5, 500), ...more] })
    expect(await standing(rows(hoped))).toBe('fires')
    expect(await standing(rows(won))).toBe('is over')
  })

  it('without a target there is no pace', async () => {
    expect(await standing({ opportunities: committed(5, 1) })).toBe('too little')
  })

  it('team by team beside the company', async () => {
    const targets = [target, { ...target, value: 660, team: 'East' }]
    // East commits 400 where 320 are its pace; the company 400 where 3,200 are.
    const rows = { targets, opportunities: committed(5, 80) }
    expect(await standing(rows, 'East')).toBe('is over')
    expect(await standing(rows)).toBe('fires')
  })

  it('it has to hold for a week', () => {
    expect(alert.forDays).toBe(7)
  })
})

it('tells the pace', async () => {
  expect((await message({ targets: [target], opportunities: committed(5, 576) })).text).toBe(
    'The forecast is slipping: Commit is ¥2,880 (n = 5); on pace with the target it would be ¥3,200 (▼ −10%).',
  )
})
