import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { movementMeasure } from '../../../src/metrics/measures/movement.ts'
import { type Deal, deals, type Version } from '../../support/rows.ts'
import { useSsot } from '../../support/ssot.ts'

const tokyo = await useSsot()
const since = '2026-02-10T00:00'
const until = '2026-02-17T00:00'

const moved = async (period = '2026-Q1') =>
  tokyo.values(movementMeasure(tokyo.instant(since)), { period, asOf: until, by: ['movement'] })

/** A deal that was open in the quarter on 10 February. */
const before = { created_at: '2026-01-05', amount: 100, close_date: '2026-03-01' }
const change = (...changes: Version[]): Pick<Deal, 'life'> => ({
  life: changes.map((version, i) => [`2026-02-${12 + i}T09:00`, version] as const),
})

describe('movement of the amount that closes in the quarter, 10 to 17 February', () => {
  it.each<[string, Partial<Deal>, Record<string, number>]>([
    ['nothing happened', {}, { start: 100, end: 100 }],
    ['it grew', change({ amount: 130 }), { start: 100, amount_up: 30, end: 130 }],
    ['it shrank', change({ amount: 80 }), { start: 100, amount_down: -20, end: 80 }],
    ['it slipped', change({ close_date: '2026-04-01' }), { start: 100, slipped: -100 }],
    ['it lost its date, and grew', change({ close_date: null, amount: 500 }), { start: 100, slipped: -100 }],
    ['it was lost', change({ stage_id: 'lost' }), { start: 100, lost: -100 }],
    ['it was won', change({ stage_id: 'won' }), { start: 100, won: -100 }],
    ['it was won for more', change({ amount: 150, stage_id: 'won' }), { start: 100, amount_up: 50, won: -150 }],
    ['it was won and reopened', change({ stage_id: 'won' }, { stage_id: 's2' }), { start: 100, end: 100 }],
    [
      'it was pulled in',
      { close_date: '2026-04-01', ...change({ close_date: '2026-03-20' }) },
      { pulled_in: 100, end: 100 },
    ],
    [
      'it was pulled in and won',
      { close_date: '2026-04-01', ...change({ stage_id: 'won' }) },
      { pulled_in: 100, won: -100 },
    ],
    ['it was of the next quarter, and lost', { close_date: '2026-04-01', ...change({ stage_id: 'lost' }) }, {}],
    ['it was created', { created_at: '2026-02-11' }, { created: 100, end: 100 }],
    ['it was created for the next quarter', { created_at: '2026-02-11', close_date: '2026-04-01' }, {}],
    [
      'it was created and won',
      { created_at: '2026-02-11', ...change({ stage_id: 'won' }) },
      { created: 100, won: -100 },
    ],
    [
      'it was created and lost',
      { created_at: '2026-02-11', ...change({ stage_id: 'lost' }) },
      { created: 100, lost: -100 },
    ],
    [
      'it was lost in January, and reopened',
      {
        life: [
          ['2026-01-20', { stage_id: 'lost' }],
          ['2026-02-12', { stage_id: 's1' }],
        ],
      },
      { reopened: 100, end: 100 },
    ],
    [
      'it had no amount, and got one',
      { amount: null, ...change({ amount: 70 }) },
      { start: 0, amount_up: 70, end: 70 },
    ],
    ['it was won before', { life: [['2026-02-01', { stage_id: 'won' }]] }, {}],
  ])('%s', async (_, deal, expected) => {
    await tokyo.fill(deals({ ...before, id: 'o1', ...deal }))
    expect(await moved()).toEqual(expected)
  })

  it('belongs to today’s owner at both ends', async () => {
    await tokyo.fill(deals({ ...before, id: 'o1', ...change({ owner_id: 'bob' }) }))
    const measure = movementMeasure(tokyo.instant(since))
    const question = { period: '2026-Q1', asOf: until, by: ['owner', 'movement'] }
    expect(await tokyo.values(measure, question)).toEqual({ 'Bob / start': 100, 'Bob / end': 100 })
    expect(await tokyo.ask(measure, { ...question, scope: ['ann'] })).toEqual([])
  })
})

const version: fc.Arbitrary<Version> = fc.record(
  {
    stage_id: fc.constantFrom('s1', 's2', 'won', 'lost'),
    amount: fc.option(fc.integer({ min: -50, max: 500 }), { freq: 6 }),
    close_date: fc.constantFrom(null, '2025-12-31', '2026-01-01', '2026-02-14', '2026-03-31', '2026-04-01'),
    owner_id: fc.constantFrom('ann', 'bob'),
  },
  { requiredKeys: [] },
)

/** Lives of a few deals with changes before, at, within and after the week. */
const lives: fc.Arbitrary<Deal[]> = fc.array(
  fc
    .record({
      born: fc.integer({ min: 1, max: 44 }),
      gaps: fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), version), { maxLength: 6 }),
      first: version,
      type: fc.constantFrom('new', 'renewal', null),
    })
    .map(({ born, gaps, first, type }) => {
      let day = born
      const at = (n: number): string => new Date(Date.UTC(2026, 0, n)).toISOString().slice(0, 10)
      const life = gaps.map(([gap, change]) => {
        day += gap
        return [at(day), change] as const
      })
      return { id: '', created_at: at(born), type, ...first, life }
    }),
  { minLength: 1, maxLength: 8 },
)

describe('movement of random lives', () => {
  it('adds up from start to end, whose totals are the pipeline of both instants', async () => {
    await fc.assert(
      fc.asyncProperty(lives, async (found) => {
        await tokyo.fill(deals(...found.map((deal, i) => ({ ...deal, id: `o${i}` }))))
        const { start = 0, end = 0, ...changes } = await moved()
        const sum = Object.values(changes).reduce<number>((total, value) => total + (value ?? 0), 0)
        expect(start === null ? 0 : start + sum).toBe(end)
        // The same two totals, from the open pipeline by close date.
        const open = async (asOf: string) => {
          const deal = await tokyo.database.query(
            `select coalesce(sum(h.amount), 0)::float8 as total
             from ssot.opportunity_history h join ssot.stages s on s.id = h.stage_id and s.outcome = 'open'
             where h.valid_from < $1::timestamptz and coalesce(h.valid_to, 'infinity') >= $1::timestamptz
               and h.close_date >= '2026-01-01' and h.close_date < '2026-04-01'`,
            [tokyo.instant(asOf).toString()],
          )
          return deal.rows[0]?.total
        }
        expect([start, end]).toEqual([await open(since), await open(until)])
        // And "won" is the bookings of the week, of whatever deals.
        const booked = await tokyo.one('bookings', { period: '2026-02-10/2026-02-17', asOf: until })
        expect(-(changes.won ?? 0) + 0).toBe(booked.value)
      }),
      { numRuns: 50 },
    )
  })
})
