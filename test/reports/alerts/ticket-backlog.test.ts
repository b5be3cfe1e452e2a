import { describe, expect, it } from 'vitest'
import type { Row } from '../../support/rows.ts'
import { times, useRule } from '../../support/rule.ts'
import { shown } from '../../support/world.ts'

// Monday 16 November 2026, 09:00 in Tokyo; looked back at are the 26 Mondays before, at 09:00 too: 18 May to 9 November.
const at = '2026-11-16T00:00:00Z'
const { standing, message } = await useRule('ticket_backlog', { at })
const bare = await useRule('ticket_backlog', { at, without: ['tickets'] })

const opened = (n: number, opened_at: string, solved_at: string | null = null): Row<'tickets'>[] =>
  times(n, { opened_at, solved_at })
/** Twenty tickets open all the time, and some since Sunday. */
const now = (n: number, usual = 20) => [...opened(usual, '2026-01-01T09:00'), ...opened(n - usual, '2026-11-15T09:00')]

describe('when it fires', () => {
  it.each<[string, Row<'tickets'>[], string]>([
    ['half as many again, which are ten', now(30), 'fires'],
    ['one less', now(29), 'stays'],
    ['nearly twice as many, but nine more', now(19, 10), 'stays'],
    ['a quarter more', now(25), 'stays'],
    ['less than a quarter more', now(24), 'is over'],
    ['as ever', now(20), 'is over'],
    [
      'as many as in one of the weeks before',
      [...now(30), ...opened(10, '2026-09-01T09:00', '2026-09-10T09:00')],
      'stays',
    ],
    ['solved ones are open no more', [...now(20), ...opened(30, '2026-11-15T09:00', '2026-11-16T08:00')], 'is over'],
    ['one that is solved later is', [...now(20), ...opened(10, '2026-11-15T09:00', '2026-11-16T10:00')], 'fires'],
    // The twelfth Monday back is 24 August.
    [
      'twelve weeks of tickets are enough',
      [...opened(20, '2026-08-24T08:00'), ...opened(10, '2026-11-15T09:00')],
      'fires',
    ],
    ['eleven are not', [...opened(20, '2026-08-24T10:00'), ...opened(10, '2026-11-15T09:00')], 'too little'],
    ['none at all', [], 'too little'],
  ])('%s', async (_, tickets, expected) => {
    expect(await standing({ tickets })).toBe(expected)
  })

  it('without tickets there is nothing to see', async () => {
    expect(await bare.observe({})).toEqual([])
  })
})

it('tells how many, how many usually, and draws the half-year', async () => {
  const told = await message({ tickets: now(30) })
  expect(told.text).toBe(
    'Tickets pile up: 30 tickets are open; over the 26 weeks before, the usual number was 20 (▲ +50%).',
  )
  const [chart] = told.charts
  expect(chart).toMatchObject({ kind: 'trend', threshold: { value: 20 } })
  expect(chart?.kind === 'trend' && chart.series[0]?.values).toEqual([...times(26, 20), 30])
  expect(shown(told)).toContain('Tell the CSMs')
  expect((await message({ tickets: now(30) }, 'ja')).text).toContain('未解決のチケットは30件です')
})
