import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../../support/rows.ts'
import { shown, tableOf, useWorld } from '../../../support/world.ts'

// Monday 16 November 2026, 09:00 in Tokyo.
const at = '2026-11-16T00:00:00Z'
const world = await useWorld({ at })
const bare = await useWorld({ at, without: ['opportunity_history'] })

/** `n` MQLs of a day, `converted` of them SQL three days later. */
function mqls(day: string, n: number, converted: number): Row<'leads'>[] {
  const sql_at = Temporal.PlainDate.from(day).add({ days: 3 }).toString()
  return Array.from({ length: n }, (_, i) => ({
    segment: 'SMB',
    mql_at: `${day}T09:00`,
    sql_at: i < converted ? `${sql_at}T09:00` : null,
  }))
}

/**
 * 40 of 100 on 1 June, 10 of 60 on 1 September. Each gets 14 days: the 60 are among the 28 ripe ones from 16 September
 * (the last ripe day is then 1 September) to 13 October (the first is then 1 September). So it fires from Wednesday 16
 * September on, and from Wednesday 14 October, when no MQL is left in the 28 days, there is nothing to go by: it goes on.
 * The 50 of 20 October, 20 of them SQL, are ripe on 4 November: 30 of 110 before gave 50 of 160 = 31.25 %, now 40 %: over.
 */
const leads = [...mqls('2026-06-01', 100, 40), ...mqls('2026-09-01', 60, 10), ...mqls('2026-10-20', 50, 20)]

it('says how often, when, until when and how long', async () => {
  await world.fill({ leads })
  const message = await world.ask('alerts backtest stage-conversion-drop 90 days')
  // From 18 August 09:00 (excluded) to 16 November: 64 weekdays, 35 of them from 16 September to 3 November.
  expect(message.text).toBe(
    'Backtest: MQL to SQL conversion is falling: Would have fired 1 time in 90 days (1 series), firing 54.7% of the time. Now: quiet.',
  )
  expect(tableOf(message, 'Every time it would have been told')).toEqual([
    [
      'Wed 16 Sep 2026, 09:00 JST',
      'SMB',
      'Wed 4 Nov 2026, 09:00 JST',
      '49 days',
      'MQL to SQL of SMB, over 28 days, each given 14 days, is 16.7% (n = 60); in the 180 days before it was 40.0% (▼ −58%).',
    ],
  ])
  const seen = shown(message)
  expect(seen).toContain('The last 90 days · 64 evaluations (weekdays at 09:00)')
  expect(message.charts[0]).toMatchObject({ kind: 'trend', title: 'MQL to SQL · SMB' })
})

it('in Japanese, by its title and with the days as they are said there', async () => {
  await world.fill({ leads })
  const message = await world.ask('アラート バックテスト MQLからSQLへの転換率が低下 直近90日', { locale: 'ja' })
  expect(shown(message, 'ja')).toContain(
    '過去90日間に *1回* 発生していました（1系列）。期間の *54.7%* で発生中。現在：発生なし。',
  )
})

it('that it never fired is an answer', async () => {
  await world.fill({})
  expect((await world.ask('alerts backtest stage_conversion_drop')).text).toContain(
    'Would have fired 0 times in 180 days',
  )
})

it('of accounts it says how right it was', async () => {
  await world.fill({
    subscriptions: [{ account_id: 'acme', started_on: '2025-01-01', ended_on: '2026-10-01', mrr: 100 }],
  })
  const seen = shown(await world.ask('alerts backtest churn-risk 90 days'))
  expect(seen).toContain('*Precision:* no warning is old enough yet (0 are too young)')
  expect(seen).toContain('*Recall:* 0.0% – 0 of 1 customer that left were told of before')
  expect(seen).toContain('A customer left on the first day on which its MRR was 0.')
})

describe('what cannot be answered is a sentence', () => {
  it.each<[string, string, string]>([
    ['a slip', 'alerts backtest stage-velocty', 'Did you mean `stage-velocity`?'],
    [
      'an unknown rule',
      'alerts backtest everything',
      'I know no rule “everything”. There are `bookings-behind-pace`, `churn-risk`',
    ],
    ['no rule', 'alerts backtest', 'Which rule? There are `bookings-behind-pace`, `churn-risk`'],
    ['another thing', 'alerts backtst', 'Did you mean `backtest`?'],
    ['no number of days', 'alerts backtest churn-risk long', 'I do not understand “long” here.'],
    ['too many', 'alerts backtest churn-risk 9999 days', 'A backtest looks back over 1 to 730 days'],
    ['none', 'alerts backtest churn-risk 0 days', 'A backtest looks back over 1 to 730 days'],
  ])('%s', async (_, text, sentence) => {
    expect(await world.mistake(text)).toContain(sentence)
  })

  it('deals without a history are refused, and leads are not', async () => {
    await bare.fill({
      opportunities: [{ id: 'o', created_at: '2026-01-01', updated_at: '2026-11-15', stage_id: 's1' }],
    })
    expect(await bare.mistake('alerts backtest stage-velocity')).toContain('there is no `ssot.opportunity_history`')
    expect((await bare.ask('alerts backtest stage-conversion-drop')).text).toContain('0 times')
  })

  it.each(['ann@example.com', 'mia@example.com', 'cleo@example.com'])('%s sees less than the company', async (as) => {
    expect(await world.mistake('alerts backtest churn-risk', { as })).toContain('executives and RevOps')
  })
})
