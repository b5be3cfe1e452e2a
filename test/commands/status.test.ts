import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import type { BotState } from '../../src/define/state.ts'
import { shown, tableOf, useWorld } from '../support/world.ts'

// Monday 16 November 2026, 09:00 in Tokyo.
const at = '2026-11-16T00:00:00Z'
const instant = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime('Asia/Tokyo').toInstant()
const state: BotState = {
  firing: async () => [],
  runs: async () => [
    {
      id: 'weekly_digest',
      kind: 'report',
      next: instant('2026-11-23T08:00'),
      last: { due: instant('2026-11-16T08:00'), outcome: 'told' },
    },
    {
      id: 'churn_risk',
      kind: 'alert',
      next: instant('2026-11-17T09:00'),
      last: { due: instant('2026-11-16T09:00'), outcome: 'stale' },
    },
    { id: 'stage_velocity', kind: 'alert', next: instant('2026-11-17T09:00') },
  ],
  deliveries: async () => [
    { state: 'queued', count: 1 },
    { state: 'sent', count: 12 },
  ],
}
const world = await useWorld({ at, state })
const bare = await useWorld({ at, without: ['tickets', 'freshness'] })

describe('freshness', () => {
  it('each source with what it feeds, and the stale ones first', async () => {
    await world.fill({
      freshness: [
        { source: 'crm *main*', synced_at: '2026-11-16T08:55', relations: ['opportunities', 'accounts'] },
        // 25 hours ago; 24 are the limit.
        { source: 'billing', synced_at: '2026-11-15T08:00', relations: null },
      ],
    })
    const message = await world.ask('status')
    expect(message.text).toBe('Status: :warning: Stale: billing.')
    expect(tableOf(message, 'When each source')).toEqual([
      ['billing', 'Sun 15 Nov 2026, 08:00 JST', 'all'],
      ['crm *main*', 'Mon 16 Nov 2026, 08:55 JST', 'opportunities, accounts'],
    ])
    expect(shown(await world.ask('ステータス', { locale: 'ja' }), 'ja')).toContain('古いデータソース：billing')
  })

  it('all well', async () => {
    await world.fill({ freshness: [{ source: 'crm', synced_at: '2026-11-16T08:55' }] })
    const seen = shown(await world.ask('status'))
    expect(seen).toContain('All sources are fresh.')
    expect(seen).toContain('The SSOT holds the contract in full, and its rows look right.')
  })

  it('without freshness it says that it cannot tell', async () => {
    expect(shown(await bare.ask('status'))).toContain('there is no telling how fresh the data is')
  })
})

it('names what the contract asks for and does not find', async () => {
  const seen = shown(await bare.ask('status'))
  expect(seen).toContain('*2* things to mend in the SSOT:')
  expect(seen).toContain('• ssot.tickets does not exist')
  expect(seen).toContain('• ssot.freshness does not exist')
  expect(shown(await bare.ask('status', { locale: 'ja' }), 'ja')).toContain('SSOTの要修正項目 *2件*')
})

describe('the clock', () => {
  it('what runs next, what ran last and how it went, in the reader’s words', async () => {
    expect(tableOf(await world.ask('status'), 'What the clock does next')).toEqual([
      ['Weekly revenue digest', 'Mon 23 Nov 2026, 08:00 JST', 'Mon 16 Nov 2026, 08:00 JST', 'posted'],
      ['Churn risk', 'Tue 17 Nov 2026, 09:00 JST', 'Mon 16 Nov 2026, 09:00 JST', 'skipped: the data was stale'],
      ['Deals are getting stuck', 'Tue 17 Nov 2026, 09:00 JST', 'not yet', '–'],
    ])
    expect(tableOf(await world.ask('status', { locale: 'ja' }), '次の予定').map((row) => row.at(-1))).toEqual([
      '投稿済み',
      'データが古いため省略',
      '–',
    ])
  })

  it('how deliveries stand', async () => {
    expect(shown(await world.ask('status'))).toContain('Deliveries: waiting 1 · sent 12')
    expect(shown(await world.ask('status', { locale: 'ja' }), 'ja')).toContain('配信：送信待ち 1 · 送信済み 12')
    expect(shown(await bare.ask('status'))).toContain('Deliveries: none yet')
  })
})
