import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Deal, deals, type Version } from '../support/rows.ts'
import { useSsot } from '../support/ssot.ts'
import { type Remembered, useRemembered } from './rig.ts'

const same = await useRemembered('same database')
const two = await useRemembered('two databases')
const told = await useSsot()

const midnight = (day: number): string => `2026-03-${String(day).padStart(2, '0')}T00:00`
const night = (day: number): string => `2026-03-${String(day).padStart(2, '0')}T00:05`

/** What the source showed at a local time: deals that there were, with what had happened to them. */
const shownAt = (at: string, lives: readonly Deal[]) => {
  const { opportunities } = deals(
    ...lives
      .filter(({ created_at }) => created_at < at)
      .map(({ life = [], ...born }) => ({ ...born, life: life.filter(([when]) => when < at) })),
  )
  return { opportunities }
}

const forget = (world: Remembered) => world.own.query('truncate revops.snapshots, revops.opportunity_versions')

/** Replays the days, a night each; then the source shows what it shows at the end. */
async function live(world: Remembered, lives: readonly Deal[], first: number, last: number): Promise<void> {
  await forget(world)
  for (let day = first; day <= last; day += 1) await world.night(night(day), shownAt(midnight(day), lives))
}

const metrics = ['open_pipeline', 'weighted_pipeline', 'win_rate'] as const

async function figures(ssot: Remembered['ssot'], day: number) {
  const readings = await ssot.read([...metrics], [ssot.window({ period: '2026', asOf: midnight(day) })])
  return readings.all.map(({ metric, value, numerator, denominator, n }) => [metric, value, numerator, denominator, n])
}

const firstDay = 4
const lastDay = 12

/** At most one stage a day: of two, a snapshot sees the second. Amounts and owners may change again the same day. */
const life = fc
  .array(
    fc.record({
      day: fc.integer({ min: 1, max: lastDay - 1 }),
      stage: fc.option(fc.constantFrom('s1', 's2', 'won', 'lost'), { nil: undefined }),
      amount: fc.option(fc.integer({ min: 1, max: 900 }), { nil: undefined }),
      later: fc.option(fc.integer({ min: 1, max: 900 }), { nil: undefined }),
    }),
    { maxLength: 5 },
  )
  .map((events) => {
    const byDay = new Map(events.map((event) => [event.day, event]))
    return [...byDay.values()]
      .sort((a, b) => a.day - b.day)
      .flatMap(({ day, stage, amount, later }): [string, Version][] => {
        const at = (hour: string): string => `${midnight(day).slice(0, 11)}${hour}`
        const change = { ...(stage ? { stage_id: stage } : {}), ...(amount ? { amount } : {}) }
        return [[at('10:00'), change], ...(later ? [[at('15:00'), { amount: later }] as [string, Version]] : [])]
      })
  })

const company = fc
  .array(fc.record({ day: fc.integer({ min: 1, max: 8 }), life }), { minLength: 1, maxLength: 6 })
  .map((born) =>
    born.map(
      ({ day, life: later }, i): Deal => ({
        id: `o${i}`,
        created_at: `${midnight(day).slice(0, 11)}09:00`,
        amount: 10 * (i + 1),
        life: later.filter(([at]) => at > `${midnight(day).slice(0, 11)}09:00`),
      }),
    ),
  )

describe('the past as it was, from nightly snapshots', () => {
  it('is at every midnight what the source’s own history says', async () => {
    await fc.assert(
      fc.asyncProperty(company, async (lives) => {
        await live(two, lives, firstDay, lastDay)
        await told.fill(deals(...lives.map((deal) => ({ ...deal }))))
        const changed = await two.ssot.source.snapshot()
        expect(changed.kept?.used).toBe(true)
        for (let day = firstDay; day < lastDay; day += 1) {
          expect([day, await figures(two.ssot, day)]).toEqual([day, await figures(told, day)])
        }
      }),
      { numRuns: 12 },
    )
  }, 240_000)

  for (const world of [same, two]) {
    it(`is told of a ${world === same ? 'database that both share' : 'database of the bot’s own'}`, async () => {
      // 100 on the 4th, 300 from the 5th, won on the 7th, reopened on the 9th with 250.
      const lives: Deal[] = [
        {
          id: 'o1',
          created_at: '2026-03-01T09:00',
          amount: 100,
          life: [
            ['2026-03-05T10:00', { amount: 300, stage_id: 's2' }],
            ['2026-03-07T10:00', { stage_id: 'won' }],
            ['2026-03-09T10:00', { stage_id: 's1', amount: 250 }],
          ],
        },
      ]
      await live(world, lives, 4, 11)
      const open = async (day: number) =>
        (await world.ssot.one('open_pipeline', { period: '2026', asOf: midnight(day) })).value
      // As of the midnight that ends the 4th, 5th, …
      expect(await Promise.all([5, 6, 7, 8, 9, 10, 11].map(open))).toEqual([100, 300, 300, 0, 0, 250, 250])
      // 0.2 × 100, 0.5 × 300
      expect((await world.ssot.one('weighted_pipeline', { period: '2026', asOf: midnight(5) })).value).toBe(20)
      expect((await world.ssot.one('weighted_pipeline', { period: '2026', asOf: midnight(6) })).value).toBe(150)
      // Won as of the 8th's end, by now open again.
      expect((await world.ssot.one('win_rate', { period: '2026', asOf: midnight(9) })).n).toBe(1)
      expect((await world.ssot.one('win_rate', { period: '2026', asOf: midnight(11) })).n).toBe(0)
    })
  }

  it('begins with the first night: before it, deals are as known today', async () => {
    const lives: Deal[] = [
      { id: 'o1', created_at: '2026-03-01T09:00', amount: 100, life: [['2026-03-05T10:00', { amount: 300 }]] },
    ]
    await live(two, lives, 6, 7)
    await two.night(
      night(8),
      shownAt(midnight(8), [
        { ...lives[0], life: [...(lives[0]?.life ?? []), ['2026-03-07T10:00', { amount: 500 }]] } as Deal,
      ]),
    )
    const open = async (asOf: string) => (await two.ssot.one('open_pipeline', { period: '2026', asOf })).value
    // The midnight before the first night is told by it: 300. A minute earlier nobody remembers: today's 500.
    expect(await open('2026-03-06T00:00')).toBe(300)
    expect(await open('2026-03-05T23:59')).toBe(500)
    expect(await open('2026-03-07T09:00')).toBe(300)
  })

  it('a deal that was deleted and came back is as it was on either side', async () => {
    await forget(two)
    const deal = (amount: number, updated_at: string) => ({
      id: 'o1',
      amount,
      created_at: '2026-03-01T09:00',
      updated_at,
    })
    const other = { id: 'o2', amount: 7, created_at: '2026-03-01T09:00', updated_at: '2026-03-01T09:00' }
    await two.night(night(4), { opportunities: [deal(100, '2026-03-01T09:00'), other] })
    await two.night(night(5), { opportunities: [other] })
    await two.night(night(6), { opportunities: [deal(900, '2026-03-05T12:00'), other] })
    const open = async (day: number) =>
      (await two.ssot.one('open_pipeline', { period: '2026', asOf: midnight(day) })).value
    expect(await open(4)).toBe(107)
    expect(await open(6)).toBe(907)
  })
})

describe('movements', () => {
  it('are told once the snapshots reach back far enough', async () => {
    const movement = async (asOf: string, since: string) => {
      const { movementMeasure } = await import('../../src/metrics/measures/movement.ts')
      const measure = movementMeasure(two.ssot.instant(since))
      const readings = await two.ssot.ask(measure, { period: '2026', asOf, by: ['movement'] })
      return Object.fromEntries(readings.map(({ by, value, reason }) => [by.movement ?? reason, value]))
    }
    const lives: Deal[] = [
      {
        id: 'o1',
        created_at: '2026-03-01T09:00',
        close_date: '2026-06-30',
        life: [['2026-03-06T10:00', { amount: 300 }]],
      },
    ]
    await live(two, lives, 4, 8)
    expect(await movement('2026-03-08T00:06', '2026-03-05T00:00')).toEqual({ start: 100, amount_up: 200, end: 300 })
    expect(await movement('2026-03-08T00:06', '2026-03-03T00:00')).toEqual({ not_connected: null })
  })
})

describe('what cannot be used', () => {
  it('more versions than may travel are left alone, and it is known why', async () => {
    const few = await useRemembered('two databases', { mostCarried: 1 })
    await few.night(night(4), {
      opportunities: [
        { id: 'o1', updated_at: '2026-03-01T09:00' },
        { id: 'o2', updated_at: '2026-03-01T09:00' },
      ],
    })
    const { kept, mapped } = await few.ssot.source.snapshot()
    expect(kept).toMatchObject({ used: false, versions: 2 })
    expect(mapped.has('opportunity_history')).toBe(false)
    expect((await few.ssot.one('open_pipeline', { period: '2026', asOf: midnight(5) })).value).toBe(200)
  })

  it('snapshots in the SSOT’s database that its role may not read travel all the same', async () => {
    const shy = await useRemembered('same database', { role: 'shy_reader' })
    await shy.night(night(4), { opportunities: [{ id: 'o1', amount: 100, updated_at: '2026-03-01T09:00' }] })
    await shy.night(night(6), { opportunities: [{ id: 'o1', amount: 300, updated_at: '2026-03-05T09:00' }] })
    expect((await shy.ssot.one('open_pipeline', { period: '2026', asOf: midnight(5) })).value).toBe(100)
    const { mapped } = await shy.ssot.source.snapshot()
    expect(mapped.tables.opportunity_history.text).toBe('"kept_history"')
    const { mapped: shared } = await same.ssot.source.snapshot()
    expect(shared.tables.opportunity_history.text).toBe('"revops"."opportunity_versions"')
  })
})
