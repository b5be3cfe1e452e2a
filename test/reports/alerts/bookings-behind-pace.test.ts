import { describe, expect, it } from 'vitest'
import { useRule } from '../../support/rule.ts'

// Monday 23 November 2026, 09:00 in Tokyo. Of the 66 weekdays of October to December 22 + 15 = 37 are over: of a target of
// 6,600, 3,700 were to be won by Sunday.
const monday = '2026-11-23T00:00:00Z'
const { standing, message } = await useRule('bookings_behind_pace', { at: monday })

const targets = [{ period_start: '2026-10-01', period_end: '2027-01-01', value: 6_600 }]
const won = (amount: number, day = '2026-11-02') => ({ stage_id: 'won', amount, closed_at: `${day}T12:00` })

describe('when it fires', () => {
  it.each<[string, number, string]>([
    ['exactly a fifth below pace', 2_960, 'fires'],
    ['a little less than a fifth', 2_961, 'stays'],
    ['a tenth below', 3_330, 'stays'],
    ['less than a tenth below', 3_331, 'is over'],
    ['ahead', 5_000, 'is over'],
  ])('%s', async (_, amount, expected) => {
    expect(await standing({ targets, opportunities: [won(amount)] })).toBe(expected)
  })

  it('nothing won at all', async () => {
    expect(await standing({ targets })).toBe('fires')
  })

  it('neither last quarter’s nor today’s count', async () => {
    const opportunities = [won(2_960), won(900, '2026-09-30'), { ...won(900), closed_at: '2026-11-23T08:00' }]
    expect(await standing({ targets, opportunities })).toBe('fires')
  })

  it('before half of the quarter is gone it is not judged, and what fired before is over', async () => {
    // On Monday the 16th 32 of 66, on Wednesday the 18th 34.
    expect(await standing({ targets }, '', '2026-11-16T00:00:00Z')).toBe('is over')
    expect(await standing({ targets }, '', '2026-11-18T00:00:00Z')).toBe('fires')
    const next = [...targets, { period_start: '2027-01-01', period_end: '2027-04-01', value: 6_600 }]
    expect(await standing({ targets: next }, '', '2027-01-04T00:00:00Z')).toBe('is over')
  })

  it('without a target there is no pace', async () => {
    expect(await standing({ opportunities: [won(1)] })).toBe('too little')
  })
})

it('tells the pace', async () => {
  expect((await message({ targets, opportunities: [won(2_960)] })).text).toBe(
    'Bookings are behind pace: Bookings, this quarter up to yesterday, is ¥2,960 (n = 1); on pace with the target it would be ¥3,700 (▼ −20%).',
  )
})
