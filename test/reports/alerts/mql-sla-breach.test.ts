import { describe, expect, it } from 'vitest'
import { standsAs, times, useRule } from '../../support/rule.ts'

// Monday 16 November 2026, 09:00 in Tokyo: MQLs of 2 to 15 November. The SLA is one business day.
const { observe, standing, message } = await useRule('mql_sla_breach', { at: '2026-11-16T00:00:00Z' })

/** MQLs of Monday the 9th: some answered after three hours, the others never. */
const mqls = (n: number, inTime: number, rest: object = {}) => [
  ...times(inTime, { mql_at: '2026-11-09T09:00', first_touch_at: '2026-11-09T12:00', ...rest }),
  ...times(n - inTime, { mql_at: '2026-11-09T09:00', ...rest }),
]

describe('when it fires', () => {
  it.each<[string, number, number, string]>([
    // 72 % against 80 %: the error is √(0.8 × 0.2 ÷ 100) = 0.04, z = 2, p = 0.046.
    ['below four in five for certain', 100, 72, 'fires'],
    // z = 1.75, p = 0.08.
    ['below four in five within chance', 100, 73, 'stays'],
    ['at the line', 100, 80, 'stays'],
    ['one short of the clearing line', 100, 84, 'stays'],
    ['at the clearing line', 100, 85, 'is over'],
    // 12 of 20: z = 2.24, p = 0.025.
    ['on 20 MQLs', 20, 12, 'fires'],
    ['19 are too few', 19, 0, 'too little'],
  ])('%s', async (_, n, inTime, expected) => {
    expect(await standing({ leads: mqls(n, inTime) })).toBe(expected)
  })

  it('whose time has not run out does not count', async () => {
    // Since Friday 13:00 four hours short of a business day have passed.
    const young = times(200, { mql_at: '2026-11-13T13:00' })
    expect(await standing({ leads: [...mqls(100, 90), ...young] })).toBe('is over')
    const old = times(200, { mql_at: '2026-11-13T08:59' })
    expect(await standing({ leads: [...mqls(100, 90), ...old] })).toBe('fires')
  })

  it('segment by segment beside the company', async () => {
    const leads = [...mqls(30, 10, { segment: 'SMB' }), ...mqls(170, 170, { segment: 'Enterprise' })]
    expect((await observe({ leads })).map((each) => [each.series, standsAs(each)]).sort()).toEqual([
      ['', 'is over'],
      ['Enterprise', 'is over'],
      ['SMB', 'fires'],
    ])
  })

  it('leads whose segment is empty stand in no place of the company’s', async () => {
    // 220 of 240 in time are 92 %; of those without a segment none of 20 is.
    const leads = [...mqls(220, 220, { segment: 'SMB' }), ...mqls(20, 0, { segment: '' })]
    expect((await observe({ leads })).map((each) => [each.series, standsAs(each)]).sort()).toEqual([
      ['', 'is over'],
      ['SMB', 'is over'],
    ])
  })
})

it('tells the share and the line', async () => {
  expect((await message({ leads: mqls(100, 72) })).text).toBe(
    'MQLs wait longer than the SLA allows: MQL SLA, over the last 14 days, is 72.0% (n = 100); the line is 80.0%.',
  )
})
