import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { contextFor } from '../../../src/answers/context.ts'
import type { Observation, Told } from '../../../src/define/alert.ts'
import type { Context } from '../../../src/define/context.ts'
import type { Locale } from '../../../src/define/words.ts'
import { everything } from '../../../src/query/scope.ts'
import { postOf } from '../../support/alert-post.ts'
import { health, usage } from '../../support/health.ts'
import type { Rows } from '../../support/rows.ts'
import { firing, shown, useWorld } from '../../support/world.ts'

// Monday 16 November 2026, 09:00 in Tokyo. Acme stands at 35, Globex at 97 (see `health`).
const at = '2026-11-16T00:00:00Z'
const since = '2026-11-06T00:00:00Z'
const told = {
  alert: 'churn_risk',
  series: 'acme',
  label: 'Acme',
  state: 'firing',
  people: [],
  since: Temporal.Instant.from(since),
  summary: { en: '', ja: '' },
} as const
const world = await useWorld({ at, state: firing(told) })
const quiet = await useWorld({ at })
const alert = world.catalog.alerts.get('churn_risk')
if (!alert) throw new Error('no alert is called churn_risk')

const users = [
  { id: 'rex', name: 'Rex', email: 'rex@example.com', role: 'ops' },
  { id: 'kei', name: 'Kei', email: 'kei@example.com', role: 'cs', manager_id: 'rex' },
  { id: 'cleo', name: 'Cleo', email: 'cleo@example.com', role: 'cs', manager_id: 'kei' },
  { id: 'ann', name: 'Ann', email: 'ann@example.com', role: 'rep', manager_id: 'rex' },
] as const
const acme = { id: 'acme', name: 'Acme', segment: 'SMB', owner_id: 'ann', csm_id: 'cleo' } as const

async function observe(rows: Rows, from = world): Promise<Observation[]> {
  await from.fill({ ...health, ...rows })
  return [...((await alert?.observe(await from.context())) ?? [])]
}

async function observed(rows: Rows = {}): Promise<Observation> {
  const [first, ...others] = await observe(rows)
  if (!first || others.length > 0) throw new Error(`${others.length} more accounts than one`)
  return first
}

const [solved] = health.tickets
const activeYesterday = [{ id: 'e', account_id: 'acme', kind: 'email', at: '2026-11-15T09:00' }] as const

describe('who is at risk', () => {
  it.each<[string, Rows, Pick<Observation, 'breached' | 'cleared' | 'enough'>]>([
    ['a score of 35 fires', {}, { breached: true, cleared: false, enough: true }],
    // Support load 100 instead of 70: 3,451 ÷ 85 = 40.6
    ['at 40.6 it neither fires nor is over', { tickets: [solved] }, { breached: false, cleared: false, enough: true }],
    // And engagement 100 instead of 68: 3,925 ÷ 85 = 46.2
    [
      'at 46.2 it is over',
      { tickets: [solved], activities: activeYesterday },
      { breached: false, cleared: true, enough: true },
    ],
    [
      'a customer of under 60 days is scored, not alerted',
      { accounts: [{ ...acme, created_at: '2026-09-18T09:00' }] },
      { breached: false, cleared: false, enough: true },
    ],
    [
      'one of 60 days is',
      { accounts: [{ ...acme, created_at: '2026-09-17T09:00' }] },
      { breached: true, cleared: false, enough: true },
    ],
    // Usage and support missing leave 30 of 100: the score is unknown.
    [
      'too little to go by says nothing either way',
      { product_usage: [], tickets: [] },
      { breached: false, cleared: false, enough: false },
    ],
    [
      'who has given notice is a known cancellation, not a risk',
      {
        subscriptions: [
          {
            account_id: 'acme',
            mrr: 100_000,
            started_on: '2025-12-16',
            ended_on: '2026-12-16',
            end_known_at: '2026-11-02T09:00',
          },
        ],
      },
      { breached: false, cleared: true, enough: true },
    ],
    [
      'even where nothing is known of its health',
      {
        product_usage: [],
        tickets: [],
        subscriptions: [
          {
            account_id: 'acme',
            mrr: 100_000,
            started_on: '2025-12-16',
            ended_on: '2026-12-16',
            end_known_at: '2026-11-02T09:00',
          },
        ],
      },
      { breached: false, cleared: true, enough: true },
    ],
  ])('%s', async (_, rows, expected) => {
    expect(await observed(rows)).toMatchObject(expected)
  })

  it('one observation an account, however many subscriptions', async () => {
    const two = health.subscriptions.map((row, i) => ({
      ...row,
      id: `${i}`,
      account_id: 'acme',
      auto_renew: false,
      term_ends_on: '2026-12-16',
    }))
    expect(await observed({ subscriptions: two })).toMatchObject({ series: 'acme', weight: 400_000 })
  })

  it('who is well is not even looked at, unless it was told of before', async () => {
    const well = { tickets: [solved], activities: activeYesterday }
    expect(await observe(well, quiet)).toEqual([])
    expect(await observe(well)).toHaveLength(1)
  })

  it('who no longer pays is no longer there', async () => {
    expect(await observe({ subscriptions: [] })).toEqual([])
  })
})

describe('what is news', () => {
  it.each<[string, Rows, boolean]>([
    // Engagement 60.5 instead of 68.4: 33.9
    ['a point or two', { activities: [{ account_id: 'acme', kind: 'email', at: '2026-10-03T09:00' }] }, false],
    // Everything at its worst but the term: 375 ÷ 85 = 4.4
    [
      'a fall to under half of the band',
      {
        product_usage: usage('acme', '2026-08-24', 56, 10),
        tickets: Array.from({ length: 4 }, () => ({
          account_id: 'acme',
          priority: 'urgent',
          opened_at: '2026-11-01T09:00',
        })),
        activities: [],
      },
      true,
    ],
    [
      'a renewal that is opened',
      {
        opportunities: [{ id: 'r', name: 'R', type: 'renewal', created_at: '2026-11-15T09:00' }],
        tickets: [
          ...health.tickets,
          { account_id: 'acme', opened_at: '2026-11-03T09:00' },
          { account_id: 'acme', opened_at: '2026-11-03T09:00' },
        ],
      },
      true,
    ],
  ])('%s', async (_, rows, news) => {
    const { fingerprint } = await observed()
    expect((await observed(rows)).fingerprint !== fingerprint).toBe(news)
  })

  it('changes are told, and nothing is repeated', () => {
    expect(alert).toMatchObject({ tellChanges: true, repeatEveryDays: null, forDays: 0, channel: 'cs-alerts' })
  })
})

describe('who is mentioned', () => {
  it.each<[string, Rows, string[]]>([
    ['the CSM', { users }, ['cleo']],
    ['without one, whoever the CSMs report to', { users, accounts: [{ ...acme, csm_id: null }] }, ['kei']],
    [
      'also where the CSM has left',
      {
        users: users
          .map((user) => ({ ...user, active: user.id !== 'cleo' }))
          .map((user) => (user.id === 'ann' ? { ...user, role: 'cs', manager_id: 'kei' } : user)),
      },
      ['kei'],
    ],
    [
      'nobody where there is nobody',
      { accounts: [{ ...acme, csm_id: null }], users: users.filter(({ role }) => role !== 'cs') },
      [],
    ],
  ])('%s', async (_, rows, mention) => {
    expect((await observed(rows)).mention).toEqual(mention)
  })

  it('the lead of the configuration comes first', async () => {
    await world.fill({ ...health, users, accounts: [{ ...acme, csm_id: null }] })
    const { workshop } = world
    const led = { ...workshop, company: { ...workshop.company, csLead: 'Rex@Example.com' } }
    const { who, now } = await world.context()
    const [found] = (await alert?.observe(await contextFor(led, { who, now, locale: 'en', scope: everything }))) ?? []
    expect(found?.mention).toEqual(['rex'])
  })

  it('an account that is nobody’s is not everybody’s to see', async () => {
    const { people } = await observed({
      accounts: [{ id: 'acme', name: 'Acme' }],
      users: users.filter(({ role }) => role !== 'cs'),
    })
    expect(people).not.toEqual([])
    expect((await observed({ users })).people).toEqual(['cleo', 'ann'])
  })
})

async function messageOf(rows: Rows, change: Partial<Told>, locale: Locale = 'en') {
  const observation = await observed(rows)
  const context: Context = await world.context({ locale })
  const message = await alert?.message(context, postOf({ news: 'fired', observation, since, before: null, ...change }))
  if (!message) throw new Error('there was no message')
  return message
}

describe('the message', () => {
  it('what is at stake, how it stands and stood, what pulls it down, what to do', async () => {
    const message = await messageOf({ users }, {})
    expect(message.text).toBe(
      'Churn risk: Acme has a health score of 35 (four weeks ago 64), with ¥100K of MRR at stake. What weighs most: Usage trend 10 (was 50): active users −40.0% in 28 days (before ±0.0%).',
    )
    const seen = shown(message)
    for (const line of [
      'Churn risk · Acme',
      '*New*',
      '<@person:cleo>\n*Acme*\n*Health score*  35 (four weeks ago 64)\n*MRR at stake*  ¥100,000\n*Term ends*  Wed 16 Dec 2026\n*CSM · owner*  Cleo · Ann',
      '• Usage trend 10 (was 50): active users −40.0% in 28 days (before ±0.0%)',
      '• Adoption 20 (was 33): 20.0% of the seats in use (before 33.3%)',
      '• Commercial 25 (was 48): term ends in 30 days, no renewal open',
      '• Engagement 68 (was 100): last contact 38 days ago',
      'Ask the champion what changed',
      'Offer training for the seats that are not used',
      'Open the renewal opportunity',
      'health score version 1',
    ])
      expect(seen.replaceAll('&lt;', '<')).toContain(line)
  })

  it('told again, it says how the account stood when it was last told', async () => {
    const before = await observed({ users })
    // An urgent ticket more: support load 40 instead of 70, so (35.3 × 85 − 15 × 30) ÷ 85 = 30.0.
    const worse = {
      users,
      tickets: [...health.tickets, { account_id: 'acme', priority: 'urgent', opened_at: '2026-11-10T09:00' }],
    }
    const seen = shown(await messageOf(worse, { news: 'changed', before }))
    expect(seen).toContain('*Health score*  30 (when last told 35)')
    expect(seen).toContain('• Support load 40 (was 70): 3 open tickets (before 2)')
    expect(seen).toContain('• Usage trend 10: active users −40.0% in 28 days\n')
    expect(shown(await messageOf(worse, { news: 'changed', before }, 'ja'), 'ja')).toContain('30（前回の通知時は35）')
  })

  it('a score of other weights is no “before”', async () => {
    const before = await observed({ users })
    const other = { ...before, facts: { ...before.facts, version: 2 } }
    expect(shown(await messageOf({ users }, { news: 'changed', before: other }))).toContain('35 (four weeks ago 64)')
  })

  it('in Japanese', async () => {
    const seen = shown(await messageOf({ users }, {}, 'ja'), 'ja')
    for (const line of [
      '解約リスク · Acme',
      '*ヘルススコア*  35（4週間前は64）',
      '*対象MRR*  ¥100,000',
      '*契約終了*  2026年12月16日(水)',
      '• 利用トレンド 10（以前は50）：アクティブユーザーが28日間で−40.0%（以前は±0.0%）',
      '• 契約 25（以前は48）：契約終了まで30日、更新商談なし',
      '更新商談を作成し、契約終了までの進め方を合意する。',
    ])
      expect(seen).toContain(line)
    expect(seen).not.toMatch(/four weeks|Usage|What to do|risk/)
  })

  it('the chart goes from 100 to the score, and adds up', async () => {
    const [chart] = (await messageOf({}, {})).charts
    const steps = chart?.kind === 'waterfall' ? chart.steps : []
    expect(steps[0]?.value).toBe(100)
    expect(steps.at(-1)?.value).toBe(35)
    expect(steps.slice(0, -1).reduce((sum, { value }) => sum + value, 0)).toBe(35)
  })

  it('says that there is no CSM', async () => {
    expect(shown(await messageOf({ users, accounts: [{ ...acme, csm_id: null }] }, {}))).toContain(
      '*CSM · owner*  *no CSM* · Ann',
    )
  })

  it.each<[string, Partial<Told>, string]>([
    ['changed', { news: 'changed' }, '*Changed* · firing since Fri 6 Nov 2026, 09:00 JST'],
    ['repeated', { news: 'repeated' }, '*Still so* after 10 days · firing since Fri 6 Nov 2026, 09:00 JST'],
  ])('when %s says since when', async (_, change, line) => {
    expect(shown(await messageOf({}, change))).toContain(line)
  })

  it.each<[string, Rows, Partial<Told>, string, string]>([
    [
      'recovery',
      { tickets: [solved], activities: activeYesterday },
      {},
      'Recovered · Acme\n*Over* after 10 days',
      '*Acme* is back at a health score of *46*, with ¥100K of MRR.',
    ],
    [
      'notice',
      {
        subscriptions: [
          {
            account_id: 'acme',
            mrr: 100_000,
            started_on: '2025-12-16',
            ended_on: '2026-12-16',
            end_known_at: '2026-11-02T09:00',
          },
        ],
      },
      {},
      'Cancellation known · Acme\n*Over* after 10 days',
      '*Acme* has given notice',
    ],
    [
      'leaving',
      {},
      { gone: true },
      'No longer a customer · Acme\n*Over* after 10 days',
      '*Acme* no longer pays; its last health score was 35.',
    ],
  ])('of %s calls it what it is', async (_, rows, change, top, sentence) => {
    const message = await messageOf(rows, { news: 'recovered', ...change })
    expect(shown(message)).toContain(top)
    expect(shown(message)).toContain(sentence)
    expect(message.charts).toEqual([])
    const japanese = await messageOf(rows, { news: 'recovered', ...change }, 'ja')
    expect(shown(japanese, 'ja')).toMatch(/10日で終了/)
  })

  it('shows any name as text', async () => {
    const name = '<!channel> *A&B* <Co> `x`'
    const message = await messageOf({ accounts: [{ ...acme, name }] }, {})
    expect(shown(message)).toContain(name)
    const marked = JSON.stringify([message.text, message.blocks.filter(({ type }) => type !== 'header')])
    expect(marked).not.toContain('<!channel>')
  })
})
