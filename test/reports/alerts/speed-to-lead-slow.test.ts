import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { times, useRule } from '../../support/rule.ts'

// Monday 16 November 2026, 09:00 in Tokyo: the present is 2 to 15 November, the past the 90 days before.
const { standing, message } = await useRule('speed_to_lead_slow', { at: '2026-11-16T00:00:00Z' })

const touched = (day: string, n: number, minutes: number) => {
  const first_touch_at = Temporal.PlainDateTime.from(`${day}T09:00`).add({ minutes }).toString()
  return times(n, { mql_at: `${day}T09:00`, first_touch_at })
}
/** Half of them ten minutes sooner, half ten later: the median is `minutes`. */
const past = (minutes: number) => [
  ...touched('2026-09-01', 50, minutes - 10),
  ...touched('2026-09-01', 50, minutes + 10),
]

describe('when it fires', () => {
  it.each<[string, number, [number, number][], string]>([
    ['exactly half as long again', 200, [[40, 300]], 'fires'],
    ['a minute less', 200, [[40, 299]], 'stays'],
    ['far longer, and by an hour', 100, [[40, 160]], 'fires'],
    ['far longer, but by 59 minutes', 100, [[40, 159]], 'stays'],
    ['on 30 leads', 200, [[30, 400]], 'fires'],
    ['29 are too few', 200, [[29, 400]], 'too little'],
    // The median is 400, but 23 of 40 took longer than 200 minutes, as did 50 of 100: z = 0.8.
    [
      'a median that jumps by chance',
      200,
      [
        [17, 100],
        [23, 400],
      ],
      'stays',
    ],
    ['at the clearing line', 200, [[40, 250]], 'stays'],
    ['past the clearing line', 200, [[40, 249]], 'is over'],
    ['faster', 200, [[40, 60]], 'is over'],
  ])('%s', async (_, usual, present, expected) => {
    const leads = [...past(usual), ...present.flatMap(([n, minutes]) => touched('2026-11-10', n, minutes))]
    expect(await standing({ leads })).toBe(expected)
  })

  it('the untouched have no time yet', async () => {
    const leads = [...past(200), ...touched('2026-11-10', 40, 200), ...times(200, { mql_at: '2026-11-10T09:00' })]
    expect(await standing({ leads })).toBe('is over')
  })
})

it('tells both medians', async () => {
  expect((await message({ leads: [...past(200), ...touched('2026-11-10', 40, 300)] })).text).toBe(
    'First touches come later: Speed to lead, over the last 14 days, is 300 min (n = 40); in the 90 days before it was 200 min (▲ +50%).',
  )
})
