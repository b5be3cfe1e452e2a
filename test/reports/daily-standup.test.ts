import { describe, expect, it } from 'vitest'
import type { Message } from '../../src/define/message.ts'
import { quarter } from '../support/quarter.ts'
import { deals, type Rows } from '../support/rows.ts'
import { shown, useWorld, type World } from '../support/world.ts'

// Monday 16 November 2026, 08:45 in Tokyo: since Friday the 13th. What the deals are, `quarter` says.
const at = '2026-11-15T23:45:00Z'
const world = await useWorld({ at })
const quiet = await useWorld({ at })
const bare = await useWorld({ at, without: ['opportunity_history', 'targets'] })

const k = 1_000
const more = deals(
  // Bob's, due today, moved from Discovery to Proposal on Sunday.
  {
    id: 'm1',
    name: 'Due now',
    owner_id: 'bob',
    account_id: 'globex',
    created_at: '2026-10-01T09:00',
    stage_id: 's1',
    amount: 70 * k,
    close_date: '2026-11-16',
    next_step: 'sign',
    last_activity_at: '2026-11-15T09:00',
    life: [['2026-11-15T10:00', { stage_id: 's2' }]],
  },
  // Due on Friday; put off for the second time on Saturday.
  {
    id: 'm2',
    name: 'Put off',
    created_at: '2026-10-01T09:00',
    stage_id: 's2',
    amount: 60 * k,
    close_date: '2026-10-31',
    next_step: 'call',
    last_activity_at: '2026-11-15T09:00',
    life: [
      ['2026-10-30T09:00', { close_date: '2026-11-13' }],
      ['2026-11-14T09:00', { close_date: '2026-11-20' }],
    ],
  },
)
const rows: Rows = {
  ...quarter,
  opportunities: [...(quarter.opportunities ?? []), ...more.opportunities],
  opportunity_history: [...(quarter.opportunity_history ?? []), ...more.opportunity_history],
  freshness: [{ source: 'crm', synced_at: '2026-11-16T08:00' }],
}
await world.fill(rows)

async function standup(as = 'mia@example.com', from: World = world, locale: 'en' | 'ja' = 'en'): Promise<Message> {
  return from.ask('digest daily-standup', { as, locale })
}

describe('every figure, by hand', () => {
  it('what closed since the last business day, the gap to the team’s target, what is due', async () => {
    // Won on Friday: 300k. Targets of Ann and Bob: 3,000k, so 2,700k to go. Open and due from today to 31 December:
    // 400 + 100 + 5,000 + 70 + 60 = 5,630k ÷ 2,700k = 2.09. 32 of 66 weekdays have gone. This week: 70k + 60k.
    expect((await standup()).text).toBe(
      'Daily stand-up, Mon 16 Nov 2026: ¥300K won since Fri 13 Nov in 1 deal. Q4 2026 stands at 10.0% of its target: ¥2.7M to go, covered 2.1×. 48.5% of the business days are gone: behind pace. Due to close: ¥70K today (1 deal), ¥130K by the end of the week (2 deals).',
    )
  })

  it.each([
    ['what was won', '*Won since Fri 13 Nov: 1 deal*\n• *Won one* · ¥300K · Ann'],
    [
      'what moved, from where to where',
      '*Moved since Fri 13 Nov: 1 deal*\n• *Due now* · ¥70K · Bob · Discovery → Proposal',
    ],
    [
      'what was put off, and how often',
      '*Put off since Fri 13 Nov: 1 deal*\n• *Put off* · ¥60K · Ann · Fri 13 Nov → Fri 20 Nov, put off 2 times so far',
    ],
    ['what is due today', '*Due to close today: 1 deal*\n• *Due now* · ¥70K · Bob · Proposal'],
    ['and later this week', '*Due later this week: 1 deal*\n• *Put off* · ¥60K · Ann · Fri 20 Nov · Proposal'],
    [
      'what stands still and why',
      '• *Late one* · Acme · ¥200K · Discovery · Ann\n      close date passed 16 days ago, no activity for 26 days, no next step',
    ],
    ['how fresh it is', 'As of Mon 16 Nov 2026, 08:45 JST · data synced Mon 16 Nov 2026, 08:00 JST'],
  ])('%s', async (_, words) => {
    expect(shown(await standup())).toContain(words)
  })

  it('in Japanese', async () => {
    const seen = shown(await standup('mia@example.com', world, 'ja'), 'ja')
    for (const words of ['営業デイリー', '11月13日(金)以降の受注は1件', '目標まで残り *¥270万*', '（延期2回目）'])
      expect(seen).toContain(words)
    expect(seen).not.toMatch(/\bdeals?\b|\bsince\b|to go|business days|so far/)
  })

  it('on a Tuesday it is yesterday, and what was told on Monday is not told again', async () => {
    const message = await world.ask('digest daily-standup', { as: 'mia@example.com', at: '2026-11-16T23:45:00Z' })
    expect(message.text).toContain('Nothing was won yesterday.')
    expect(shown(message)).not.toContain('Moved')
  })
})

describe('one definition', () => {
  it.each(['mia@example.com', 'ann@example.com', 'rex@example.com'])(
    'pipeline and kpi answer %s the same figures',
    async (as) => {
      const { readings } = await standup(as)
      const told = (metric: string) => readings.find((each) => each.metric === metric)
      const pipeline = (await world.ask('pipeline', { as })).readings
      for (const metric of ['quota_attainment', 'pipeline_coverage', 'closing_open']) {
        const asked = pipeline.find((each) => each.metric === metric)
        expect(told(metric), metric).toMatchObject({ value: asked?.value, n: asked?.n })
      }
      const [asked] = (await world.ask('kpi bookings 2026-11-13..2026-11-15', { as })).readings
      expect(told('bookings')).toMatchObject({ value: asked?.value, n: asked?.n, from: '2026-11-13', to: '2026-11-16' })
    },
  )

  it('a rep’s is of their own deals, without the owner and without another’s', async () => {
    const message = await standup('ann@example.com')
    expect(shown(message)).toContain('• *Won one* · ¥300K\n')
    for (const secret of ['Bob', 'Due now', 'Globex']) expect(JSON.stringify(message)).not.toContain(secret)
  })
})

describe('little to say is said in little', () => {
  it('nothing at all is no message', async () => {
    const report = world.catalog.reports.get('daily_standup')
    expect(await report?.run(await quiet.context())).toBeNull()
    expect(await quiet.mistake('digest daily-standup')).toBe('There is nothing to say in this report now.')
  })

  it('without history and targets it says so, and tells the rest', async () => {
    await bare.fill({ opportunities: quarter.opportunities ?? [] })
    const seen = shown(await standup('mia@example.com', bare))
    expect(seen).toContain('Quota attainment is not connected: it needs `ssot.targets`.')
    expect(seen).toContain('What moved or slipped is not connected: it needs `ssot.opportunity_history`.')
    expect(seen).toContain('*¥300K* won since Fri 13 Nov in 1 deal.')
  })

  it('names nobody to who sees totals only: it is not for them', async () => {
    const { rows: found } = await world.database.query(
      `insert into ssot.users (id, name, email, role, active) values ('max', 'Max', 'max@example.com', 'marketing', true) returning id`,
    )
    expect(found).toHaveLength(1)
    expect(await world.mistake('digest daily-standup', { as: 'max@example.com' })).toContain('only as totals')
  })
})
