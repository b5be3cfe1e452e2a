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
  trouble: async () => ({ waitingSeconds: 4_000, lastError: 'not_in_channel' }),
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
    expect(shown(message)).toContain('• billing: every relation · touches ')
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

it('what rests on a stale source is named', async () => {
  await world.fill({
    freshness: [
      { source: 'crm', synced_at: '2026-11-16T08:55', relations: ['opportunities'] },
      { source: 'billing', synced_at: '2026-11-15T08:00', relations: ['subscriptions', 'revenue', 'nonsense'] },
    ],
  })
  // In the order of the catalogue, the first three of them.
  expect(shown(await world.ask('status'))).toMatch(
    /• billing: subscriptions, revenue · touches arr, \w+, \w+ and \d+ more/,
  )
  expect(shown(await world.ask('status', { locale: 'ja' }), 'ja')).toMatch(
    /• billing：subscriptions・revenue ／ 影響するKPI：arr・\w+・\w+ ほか\d+件/,
  )
  await world.fill()
})

describe('what is wrong with the rows', async () => {
  const broken = await useWorld({ at, without: ['tickets'] })
  await broken.fill({
    opportunities: [{ id: 'no date', stage_id: 'won' }],
    opportunity_history: [
      { opportunity_id: 'no date', stage_id: 'won', valid_from: '2026-01-01', valid_to: '2026-03-01' },
      { opportunity_id: 'no date', stage_id: 'won', valid_from: '2026-02-01', valid_to: null },
    ],
    subscriptions: [
      { id: 'a <1>', mrr: -5 },
      { id: 'b', mrr: -1 },
    ],
  })

  it('errors first, each with a count, an example and the KPIs it touches; the contract after them', async () => {
    const lines = shown(await broken.ask('status')).split('\n')
    const from = lines.findIndex((line) => line.includes('in the SSOT'))
    expect(lines.slice(from, from + 5)).toEqual([
      '*4* problems in the SSOT; *2* make figures wrong or incomplete:',
      expect.stringMatching(
        /^:x: opportunity_history: 1 version ends after the next one began, .* \(for example no date\) · touches \w+, \w+, \w+ and \d+ more$/,
      ),
      expect.stringMatching(
        /^:x: subscriptions\.mrr: negative on 2 rows, .* \(for example a <1>\) · touches arr, \w+, \w+ and \d+ more$/,
      ),
      '• ssot.tickets does not exist · touches health_score, ticket_resolution_time',
      expect.stringMatching(
        /^• 1 closed deal has no closed_at: .* \(for example no date\) · touches avg_deal_size, \w+, /,
      ),
    ])
  })

  it('in Japanese', async () => {
    const seen = shown(await broken.ask('status', { locale: 'ja' }), 'ja')
    expect(seen).toContain('SSOTの要修正項目 *4件* （うち *2件* は数値が誤りまたは不完全になるもの）')
    expect(seen).toMatch(/:x: subscriptions\.mrrが負の行が2件：.*（例：a <1>） ／ 影響するKPI：arr・\w+・\w+ ほか\d+件/)
    expect(seen).toContain('• ssot.ticketsがありません')
  })

  it.each([
    ['rex', true],
    ['mia', false],
    ['ann', false],
    ['cleo', false],
  ])('which row it is, %s may see: %s', async (name, example) => {
    const seen = shown(await broken.ask('status', { as: `${name}@example.com` }))
    expect(seen).toContain('subscriptions.mrr: negative on 2 rows')
    expect(seen.includes('for example')).toBe(example)
    expect(seen.includes('a <1>')).toBe(example)
  })

  it('more than ten are counted', async () => {
    const many = await useWorld({ at })
    await many.fill({
      users: [
        { id: 'rex', name: 'Rex', email: 'rex@example.com', role: 'ops', manager_id: '?' },
        { id: 'x', role: 'odd', email: 'rex@example.com' },
      ],
      accounts: [{ id: 'a', owner_id: '?', csm_id: '?' }],
      opportunities: [{ account_id: '?', owner_id: '?', amount: null, campaign_id: '?' }],
      leads: [{ account_id: '?', opportunity_id: '?', campaign_id: '?', owner_id: '?' }],
    })
    // Users 3, accounts 2, deals 4, leads 4: ten of thirteen are shown.
    const seen = shown(await many.ask('status'))
    expect(seen).toContain('*13* problems in the SSOT:')
    expect(seen).toContain('… and 3 more')
  })

  it('when the rows were looked at is said, and what could not be', async () => {
    expect(shown(await broken.ask('status'))).toMatch(/Rows last checked: .+ JST/)
    expect(shown(await broken.ask('status', { locale: 'ja' }), 'ja')).toMatch(/データの最終チェック：\d{4}年/)
  })
})

it('names what the contract asks for and does not find', async () => {
  const seen = shown(await bare.ask('status'))
  expect(seen).toContain('*2* problems in the SSOT:')
  expect(seen).toContain('• ssot.tickets does not exist')
  expect(seen).toContain('• ssot.freshness does not exist')
  expect(shown(await bare.ask('status', { locale: 'ja' }), 'ja')).toContain('SSOTの要修正項目 *2件*')
})

describe('the clock', () => {
  it('what runs next, what ran last and how it went, in the reader’s words', async () => {
    expect(tableOf(await world.ask('status'), 'What the clock does next')).toEqual([
      ['Weekly revenue digest', 'Mon 23 Nov 2026, 08:00 JST', 'Mon 16 Nov 2026, 08:00 JST', 'posted'],
      ['Churn risk', 'Tue 17 Nov 2026, 09:00 JST', 'Mon 16 Nov 2026, 09:00 JST', 'waiting for data: it was stale'],
      ['Deals are getting stuck', 'Tue 17 Nov 2026, 09:00 JST', 'not yet', '–'],
    ])
    expect(tableOf(await world.ask('status', { locale: 'ja' }), '次の予定').map((row) => row.at(-1))).toEqual([
      '投稿済み',
      'データの更新待ち（古いデータ）',
      '–',
    ])
  })

  it('how deliveries stand', async () => {
    // 4,000 s are 66 full minutes.
    const english = shown(await world.ask('status'))
    expect(english).toContain('Deliveries: waiting 1 · sent 12 · the oldest has waited 66 minutes')
    expect(english).toContain(':warning: Last error: The bot is not in the channel.')
    expect(shown(await world.ask('status', { locale: 'ja' }), 'ja')).toMatch(
      /配信：送信待ち 1 · 送信済み 12 · 最も古いものは66分待ち.*:warning: 直近のエラー：ボットがチャンネルに参加していません。/s,
    )
    expect(shown(await bare.ask('status'))).toContain('Deliveries: none yet')
  })
})
