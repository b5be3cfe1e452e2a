import { describe, expect, it } from 'vitest'
import { deals } from '../../support/rows.ts'
import { shown, tableOf, useWorld } from '../../support/world.ts'

// Monday 16 November 2026, 09:00 in Tokyo.
const world = await useWorld({ at: '2026-11-16T00:00:00Z' })
const won = (id: string, day: string, amount: number) => ({
  ...{ id, amount, created_at: '2026-06-01' },
  life: [[`${day}T12:00`, { stage_id: 'won' }]] as const,
})
await world.fill({
  ...deals(won('o1', '2026-08-03', 200), won('o2', '2026-10-20', 100)),
  subscriptions: [{ mrr: 50, started_on: '2025-01-01' }],
})

describe('several KPIs', () => {
  it('print each period once with its dates, and mark what still runs', async () => {
    const message = await world.ask('kpi bookings, win_rate, mrr, nrr')
    const dates = 'Q4 2026 (1 Oct – 31 Dec 2026), so far · Now, Mon 16 Nov 2026 · 12 months (1 Nov 2025 – 31 Oct 2026)'
    expect(shown(message)).toContain(`${dates} · Whole company`)
    expect(message.text).toContain(dates)
    expect(shown(message)).toContain('Bookings *¥100* (so far)\n')
    expect(tableOf(message, 'KPIs side').map(([name, when]) => [name, when])).toEqual([
      ['Bookings', 'Q4 2026, so far'],
      ['Win rate', 'Q4 2026, so far'],
      ['MRR', 'now'],
      ['NRR', 'Nov 2025–Oct 2026'],
    ])
  })

  it('mark nothing that is over, and print dates beside groups too', async () => {
    const seen = shown(await world.ask('kpi bookings, win_rate last quarter'))
    expect(seen).toContain('Q3 2026 (1 Jul – 30 Sep 2026) · Whole company')
    expect(seen).not.toContain('so far')
    expect(shown(await world.ask('kpi bookings, win_rate by owner'))).toContain('Q4 2026 (1 Oct – 31 Dec 2026), so far')
  })

  it('of the past as it was name the day', async () => {
    const message = await world.ask('kpi bookings, mrr as of 2026-11-01')
    expect(tableOf(message, 'KPIs side').map(([, when]) => when)).toEqual(['Q4 2026, so far', 'Sun 1 Nov 2026'])
  })
})

it('a scorecard does too, in Japanese', async () => {
  const seen = shown(await world.ask('kpi', { locale: 'ja' }), 'ja')
  expect(seen).toContain('2026年第4四半期（2026年10月1日〜12月31日）・途中経過')
  expect(seen).toContain('2026年4Q・途中経過')
  expect(seen).toContain('12か月（2025年11月1日〜2026年10月31日）')
})
