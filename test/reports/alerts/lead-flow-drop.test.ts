import { describe, expect, it } from 'vitest'
import { standsAs, times, useRule } from '../../support/rule.ts'

// Monday 16 November 2026, 09:00 in Tokyo: the present is 9 to 15 November, the past the 84 days (12 weeks) before.
const { alert, observe, standing, message } = await useRule('lead_flow_drop', { at: '2026-11-16T00:00:00Z' })

/** Twelve weeks of so many leads, and the present week's. */
const leads = (weekly: number, now: number, rest: object = {}) => [
  ...times(12 * weekly, { created_at: '2026-10-01T09:00', ...rest }),
  ...times(now, { created_at: '2026-11-11T09:00', ...rest }),
]

describe('when it fires', () => {
  it.each<[string, number, number, string]>([
    // Of 1,265 in 91 days 97.3 were to fall into 7, give or take 9.5: z = 3.4, p < 0.001.
    ['exactly 35 % fewer', 100, 65, 'fires'],
    ['one more', 100, 66, 'stays'],
    // Of 506, 38.9 give or take 6: z = 2.2, p = 0.03.
    ['35 % fewer of few may be chance', 40, 26, 'stays'],
    ['none where 20 were to be expected', 20, 0, 'fires'],
    ['none where 19 were to be expected', 19, 0, 'too little'],
    ['nine fewer are nobody’s news', 20, 11, 'stays'],
    ['at the clearing line', 100, 80, 'stays'],
    ['past the clearing line', 100, 81, 'is over'],
    ['nothing before either', 0, 30, 'too little'],
  ])('%s', async (_, weekly, now, expected) => {
    expect(await standing({ leads: leads(weekly, now) })).toBe(expected)
  })

  it('a source that has dried up is still seen', async () => {
    const found = await observe({
      leads: [...leads(100, 100, { source: 'web' }), ...leads(30, 0, { source: 'event' })],
    })
    // Together 100 of 130: 23 % fewer.
    expect(found.map((each) => [each.series, standsAs(each)]).sort()).toEqual([
      ['', 'stays'],
      ['event', 'fires'],
      ['web', 'is over'],
    ])
  })

  it('it has to last for a day more: one quiet day may be a holiday', () => {
    expect(alert.forDays).toBe(1)
  })
})

it('tells the pace it is held against', async () => {
  expect((await message({ leads: leads(100, 65) })).text).toBe(
    'Fewer leads are coming in: Leads, over the last 7 days, is 65; at the pace of the 84 days before it would be 100 (▼ −35%).',
  )
})
