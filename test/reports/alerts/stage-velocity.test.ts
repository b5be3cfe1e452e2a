import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import type { Observation, Told } from '../../../src/define/alert.ts'
import type { Locale } from '../../../src/define/words.ts'
import { postOf } from '../../support/alert-post.ts'
import { type Deal, deals, type Rows } from '../../support/rows.ts'
import { shown, useWorld } from '../../support/world.ts'

// Monday 16 November 2026, 09:00 in Tokyo: the present is 19 October to 15 November, the past the 180 days before.
const at = '2026-11-16T00:00:00Z'
const world = await useWorld({ at })
const bare = await useWorld({ at, without: ['opportunity_history'] })
const alert = world.catalog.alerts.get('stage_velocity')
if (!alert) throw new Error('no alert is called stage_velocity')

let serial = 0

/** `n` deals that left Discovery for Proposal on a day, around so many days after they came. */
function left(day: string, n: number, days: number, rest: Partial<Deal> = {}): Deal[] {
  const out = Temporal.PlainDate.from(day)
  serial += 1
  return Array.from({ length: n }, (_, i) => ({
    id: `d${serial}-${i}`,
    name: `Deal ${serial}-${i}`,
    // Half of them a day more, half a day less.
    created_at: `${out.subtract({ days: days + (i % 3) - 1 })}T09:00`,
    life: [[`${day}T09:00`, { stage_id: 's2' }]],
    ...rest,
  }))
}

const earlier = (days = 10) => left('2026-08-01', 30, days)
const now = (n: number, days: number) => left('2026-11-10', n, days)

async function observe(lives: readonly Deal[], rows: Rows = {}): Promise<Observation[]> {
  await world.fill({ ...deals(...lives), ...rows })
  return [...((await alert?.observe(await world.context())) ?? [])]
}

describe('when it fires', () => {
  it.each<[string, Deal[], Partial<Observation>]>([
    [
      'twice as long, on 15 after 30: fires',
      [...earlier(), ...now(15, 20)],
      { breached: true, cleared: false, enough: true },
    ],
    ['14 are too few', [...earlier(), ...now(14, 20)], { enough: false, breached: false, cleared: false }],
    ['29 before are too few', [...left('2026-08-01', 29, 10), ...now(15, 20)], { enough: false }],
    [
      'a quarter more does not fire, and is not over',
      [...left('2026-08-01', 30, 20), ...now(15, 25)],
      { breached: false, cleared: false, enough: true },
    ],
    ['a tenth more is over', [...left('2026-08-01', 30, 20), ...now(15, 22)], { breached: false, cleared: true }],
    [
      'twice as long, but by two days, is nobody’s news',
      [...left('2026-08-01', 30, 2), ...now(15, 4)],
      { breached: false, enough: true },
    ],
    // Medians of 10 and 30 days, but 15 of 31 deals took 30 then and 9 of 16 now: the ranks hardly differ.
    [
      'within chance it does not fire',
      [
        ...left('2026-08-01', 16, 10),
        ...left('2026-08-02', 15, 30),
        ...left('2026-11-10', 7, 10),
        ...left('2026-11-11', 9, 30),
      ],
      { breached: false, enough: true },
    ],
    ['faster than before is over', [...earlier(), ...now(15, 5)], { breached: false, cleared: true }],
    ['renewals do not count', [...earlier(), ...left('2026-11-10', 15, 20, { type: 'renewal' })], { enough: false }],
    [
      'what left more than 180 days before does not count',
      [...left('2026-04-01', 30, 10), ...now(15, 20)],
      { enough: false },
    ],
  ])('%s', async (_, lives, expected) => {
    const found = await observe(lives)
    expect(found.find(({ label }) => label === 'Discovery')).toMatchObject(expected)
  })

  it('lost deals leave a stage too; visits to it add up', async () => {
    const lost = left('2026-11-10', 15, 20).map((deal) => ({
      ...deal,
      life: [['2026-11-10T09:00', { stage_id: 'lost' }]] as const,
    }))
    expect(await observe([...earlier(), ...lost])).toMatchObject([
      { label: 'Discovery', breached: true, facts: { now: { n: 15 } } },
    ])
    // Five days, away for ten, and fifteen more: 20 days in all.
    const twice = Array.from({ length: 15 }, (_, i) => ({
      id: `v${i}`,
      name: 'V',
      created_at: '2026-10-11T09:00',
      life: [
        ['2026-10-16T09:00', { stage_id: 's2' }],
        ['2026-10-26T09:00', { stage_id: 's1' }],
        ['2026-11-10T09:00', { stage_id: 's2' }],
      ] as const,
    }))
    expect(await observe([...earlier(), ...twice])).toMatchObject([
      { label: 'Discovery', breached: true, facts: { now: { median: 20, n: 15 } } },
    ])
  })

  it('nothing where nothing is, or without history', async () => {
    expect(await observe([])).toEqual([])
    expect((await alert?.observe(await bare.context()))?.filter(({ breached }) => breached)).toEqual([])
  })
})

async function messageOf(change: Partial<Told> = {}, locale: Locale = 'en', rows: Rows = {}) {
  const [observation] = await observe([...earlier(), ...now(15, 20)], rows)
  if (!observation) throw new Error('nothing was observed')
  const message = await alert?.message(
    await world.context({ locale }),
    postOf({
      news: 'fired',
      observation,
      since: '2026-11-15T00:00:00Z',
      before: null,
      ...change,
    }),
  )
  if (!message) throw new Error('there was no message')
  return message
}

describe('the message', () => {
  it('how long now, how long before, how sure, what to do', async () => {
    const message = await messageOf()
    expect(message.text).toBe(
      'Deals are getting stuck, Discovery: Deals that left Discovery in the last 28 days had spent a median of 20 days there (15 deals); in the 180 days before it was 10 days (30 deals).',
    )
    const seen = shown(message)
    expect(seen).toContain('Go through the deals that are stuck with their owners')
    expect(seen).toContain('chance explains a change this large in fewer than 1 in 1,000 cases')
  })

  it('in Japanese', async () => {
    const message = await messageOf({}, 'ja')
    expect(message.text).toContain(
      '商談が停滞しています・Discovery：直近28日間にDiscoveryを離れた商談の滞在日数の中央値は20日（15件）で、それ以前の180日間は10日（30件）でした。',
    )
    expect(shown(message, 'ja')).toContain('偶然にこの変化が起こる確率は0.1%未満')
  })

  it('names the open deals that sit there longest, with their owner', async () => {
    // Twenty wins took 10 days there: nine in ten at most 10.9. Two open ones have sat there for 46.
    const won = left('2026-08-01', 20, 10).map((deal) => ({
      ...deal,
      life: [...(deal.life ?? []), ['2026-08-05T09:00', { stage_id: 'won' }]] as const,
    }))
    const stuck = ['One *x*', 'Two'].map((name, i) => ({
      id: `s${i}`,
      name,
      amount: 500 - i,
      created_at: '2026-10-01T09:00',
      next_step: 'call',
      close_date: '2026-12-01',
      last_activity_at: '2026-11-15T09:00',
    }))
    const [observation] = await observe([...earlier(), ...now(15, 20), ...won, ...stuck])
    if (!observation) throw new Error('nothing was observed')
    const message = await alert.message(
      await world.context(),
      postOf({ news: 'fired', observation, since: at, before: null }),
    )
    const seen = shown(message)
    expect(seen).toContain('*2 open deals have sat in Discovery longer than 9 in 10 deals won*')
    expect(seen).toContain('• *One *x** · Acme · ¥500 · Discovery · Ann\n      46 days in its stage')
  })

  it.each<[string, Partial<Told>, string]>([
    ['is over', { news: 'recovered' }, 'Over: Deals are getting stuck · Discovery\n*Over* after 1 day'],
    ['goes on', { news: 'repeated' }, '*Still so* after 1 day'],
  ])('that it %s', async (_, change, line) => {
    expect(shown(await messageOf(change))).toContain(line)
  })
})
