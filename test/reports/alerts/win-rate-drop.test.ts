import { describe, expect, it } from 'vitest'
import type { Row } from '../../support/rows.ts'
import { standsAs, times, useRule } from '../../support/rule.ts'
import { shown } from '../../support/world.ts'

// Monday 16 November 2026, 09:00 in Tokyo: the present is 21 September to 15 November, the past the 365 days before.
const { observe, standing, message } = await useRule('win_rate_drop', { at: '2026-11-16T00:00:00Z' })

const closed = (day: string, n: number, won: number, rest: Row<'opportunities'> = {}): Row<'opportunities'>[] => [
  ...times(won, { stage_id: 'won', closed_at: `${day}T12:00`, ...rest }),
  ...times(n - won, { stage_id: 'lost', closed_at: `${day}T12:00`, ...rest }),
]
/** 40 % of 1,000 in the past. */
const past = closed('2026-03-01', 1_000, 400)
const now = (n: number, won: number) => ({ opportunities: [...past, ...closed('2026-10-20', n, won)] })

describe('when it fires', () => {
  it.each<[string, number, number, string]>([
    // 30 % after 40 %: pooled 460 of 1,200, z = 2.65, p = 0.008.
    ['exactly a quarter less', 200, 60, 'fires'],
    // 30.5 %: 23.75 % less.
    ['a little less than a quarter', 200, 61, 'stays'],
    // 30 of 100: the same quarter, z = 1.95, p = 0.05.
    ['a quarter that chance explains once in twenty times', 100, 30, 'stays'],
    ['on 40 deals', 40, 4, 'fires'],
    ['39 are too few, whatever they say', 39, 0, 'too little'],
    // 36 %: a tenth less is not yet less than a tenth.
    ['at the clearing line', 200, 72, 'stays'],
    ['past the clearing line', 200, 73, 'is over'],
    ['better than before', 200, 100, 'is over'],
  ])('%s', async (_, n, won, expected) => {
    expect(await standing(now(n, won))).toBe(expected)
  })

  it('renewals do not count, nor does what closed on the day itself', async () => {
    const opportunities = [
      ...now(200, 80).opportunities,
      ...closed('2026-10-20', 300, 0, { type: 'renewal' }),
      ...closed('2026-11-16', 300, 0),
    ].map((deal) => (deal.closed_at === '2026-11-16T12:00' ? { ...deal, closed_at: '2026-11-16T08:00' } : deal))
    expect(await standing({ opportunities })).toBe('is over')
  })

  it('segment by segment beside the company', async () => {
    const other = { account_id: 'globex' }
    const found = await observe({
      opportunities: [
        ...now(200, 60).opportunities,
        ...closed('2026-03-01', 1_000, 400, other),
        ...closed('2026-10-20', 200, 80, other),
      ],
    })
    // Together 140 of 400 after 800 of 2,000: an eighth less.
    expect(found.map((each) => [each.series, standsAs(each)]).sort()).toEqual([
      ['', 'stays'],
      ['Enterprise', 'is over'],
      ['SMB', 'fires'],
    ])
  })
})

it('tells what, against what, and how sure', async () => {
  const told = await message(now(200, 60))
  expect(told.text).toBe(
    'Win rate is falling: Win rate, over the last 56 days, is 30.0% (n = 200); in the 365 days before it was 40.0% (▼ −25%).',
  )
  expect(shown(told)).toContain('chance explains a change this large in 8 in 1,000 cases')
  expect((await message(now(200, 60), 'ja')).text).toContain('受注率は直近56日間で30.0%')
})
