import { describe, expect, it } from 'vitest'
import { deals } from '../support/rows.ts'
import { fieldsOf, shown, tableOf, useWorld } from '../support/world.ts'

// Monday 16 November 2026, 09:00 in Tokyo.
const at = '2026-11-16T00:00:00Z'
const world = await useWorld({ at })
const bare = await useWorld({ at, without: ['opportunity_history', 'targets', 'forecasts', 'activities'] })

const sound = {
  created_at: '2026-11-01T09:00',
  next_step: 'call',
  last_activity_at: '2026-11-15T09:00',
  close_date: '2026-12-01',
}

describe('nothing there', () => {
  it('an empty pipeline is one sentence, and nothing of 0 %', async () => {
    await world.fill()
    const text = shown(await world.ask('pipeline'))
    expect(text).toContain('No open deals. No bookings target is set for Q4 2026.')
    expect(text).not.toContain('%')
    expect(shown(await world.ask('pipeline', { locale: 'ja' }), 'ja')).toContain(
      '進行中の商談はありません。2026年4Qの受注目標は設定されていません。',
    )
  })

  it.each([
    ['a quota with nothing open against it', 100, 'No open deals. ¥60 to go to quota, and nothing open covers it.'],
    ['a quota that is met', 40, 'No open deals. The quota of Q4 2026 is met (100.0%).'],
  ])('%s', async (_, value, sentence) => {
    const won = {
      id: 'w',
      name: 'W',
      created_at: '2026-10-01T09:00',
      amount: 40,
      life: [['2026-10-20T09:00', { stage_id: 'won' }]],
    } as const
    await world.fill({ ...deals(won), targets: [{ period_start: '2026-10-01', period_end: '2027-01-01', value }] })
    expect(shown(await world.ask('pipeline'))).toContain(sentence)
  })

  it('a quarter that is over says how it ended', async () => {
    const won = {
      id: 'w',
      name: 'W',
      created_at: '2026-07-01T09:00',
      amount: 40,
      life: [['2026-08-20T09:00', { stage_id: 'won' }]],
    } as const
    await world.fill({ ...deals(won), targets: [{ period_start: '2026-07-01', period_end: '2026-10-01', value: 100 }] })
    expect((await world.ask('pipeline last quarter')).text).toContain('Q3 2026 ended at 40.0% of its quota.')
    expect((await world.ask('pipeline 先四半期', { locale: 'ja' })).text).toContain(
      '2026年3Qの目標達成率は40.0%でした。',
    )
  })

  it('what is not connected is named', async () => {
    await bare.fill({ opportunities: [{ id: 'd', name: 'D', amount: 70, ...sound }] })
    const text = shown(await bare.ask('pipeline'))
    expect(text).toContain('Quota attainment is not connected: it needs `ssot.targets`.')
    expect(text).toContain('What changed is not connected: it needs `ssot.opportunity_history`.')
    expect(fieldsOf(await bare.ask('pipeline'))).toMatchObject({ 'Pipeline coverage': 'not connected' })
    expect(shown(await bare.ask('pipeline', { locale: 'ja' }), 'ja')).toContain(
      '目標達成率は未接続です（`ssot.targets` が必要です）。',
    )
  })
})

it('renewals are told apart from the stages', async () => {
  await world.fill(
    deals(
      { id: 'n', name: 'New', amount: 70, ...sound },
      { id: 'r', name: 'R', type: 'renewal', amount: 30, ...sound },
    ),
  )
  const message = await world.ask('pipeline')
  expect(message.text).toContain('¥100 open in 2 deals')
  expect(tableOf(message, 'Open pipeline by stage').map(([stage, n, amount]) => [stage, n, amount])).toEqual([
    ['Discovery', '1', '¥70'],
  ])
  expect(shown(message)).toContain('Of this, ¥30 are renewals, which the stages above leave out')
})

it('deals without an amount are counted, and said to be left out', async () => {
  await world.fill(deals({ id: 'a', name: 'A', amount: null, ...sound }))
  const text = shown(await world.ask('pipeline'))
  expect(text).toContain('¥0* open in 1 deal.')
  expect(text).toContain('left out: 1 without an amount')
})

describe('names are text, whatever they hold', () => {
  const names = [
    'A&B *Stars* <Co>',
    '<script>alert("_Löwe_ & Söhne")</script> GmbH',
    '<!channel> @here <@U123>',
    "'; drop table ssot.users; --",
    '`code` ~gone~ :fire: | pipe',
    '\u202egnp.exe\u0007',
    'مرحبا 你好 नमस्ते 🏯 ㈱鷗ソフト①',
  ]
  it.each(names)('%j', async (name) => {
    await world.fill({
      ...deals({ id: 'x', name, amount: 10, created_at: '2026-10-01T09:00' }),
      accounts: [{ id: 'acme', name, owner_id: 'ann' }],
      users: [
        { id: 'ann', name, email: 'ann@example.com', role: 'rep', manager_id: 'rex' },
        { id: 'rex', name: 'Rex', email: 'rex@example.com', role: 'ops' },
      ],
    })
    for (const [text, as] of [
      ['pipeline', 'ann@example.com'],
      ['pipeline @ann', 'rex@example.com'],
      ['pipeline', 'rex@example.com'],
    ] as const) {
      const message = await world.ask(text, { as })
      // What a person reads is the name as it was written, but for characters nobody sees.
      expect(shown(message).replaceAll(/\s+/g, ' ')).toContain(name.replaceAll(/[\u202e\u0007\s]+/g, ' ').trim())
      const marked = JSON.stringify([
        message.text,
        message.blocks.filter(({ type }) => type !== 'data_table' && type !== 'header'),
      ])
      for (const dangerous of ['<!channel>', '<@U123>', '<script>']) expect(marked).not.toContain(dangerous)
      expect(marked).not.toMatch(/@here\b/)
    }
    expect((await world.database.query('select count(*)::int as n from ssot.users')).rows[0].n).toBe(2)
  })
})

describe('too much for one message is cut, and says by how much', () => {
  it('300 deals that need attention: seven, and 293 more', async () => {
    const many = Array.from({ length: 300 }, (_, i) => ({
      id: `d${i}`,
      name: `Deal ${i} ${'長い名前'.repeat(60)}`,
      amount: 1_000 - i,
      created_at: '2026-01-01T09:00',
    }))
    await world.fill({ opportunities: many })
    const text = shown(await world.ask('pipeline'))
    expect(text).toContain('300 deals need attention')
    expect(text).toContain('… and 293 more')
    expect(shown(await world.ask('pipeline', { locale: 'ja' }), 'ja')).toContain('…ほか293件')
  })

  it('a manager of 120 people sees the largest, and how many more there are', async () => {
    const people = Array.from({ length: 120 }, (_, i) => `rep ${i} of the company’s largest team`)
    await world.fill({
      users: [
        { id: 'mia', name: 'Mia', email: 'mia@example.com', role: 'manager' },
        ...people.map((id) => ({ id, name: id, email: `${id}@example.com`, role: 'rep', manager_id: 'mia' })),
      ],
      ...deals(...people.map((owner_id, i) => ({ id: `d${i}`, name: `D${i}`, owner_id, amount: 10 + i, ...sound }))),
    })
    const message = await world.ask('pipeline', { as: 'mia@example.com' })
    const rows = tableOf(message, 'By person')
    expect(rows.length).toBeGreaterThan(10)
    expect(shown(message)).toContain(`… and ${120 - rows.length} more`)
  })
})
