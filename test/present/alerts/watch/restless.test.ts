import { expect, it } from 'vitest'
import { contextFor } from '../../../../src/answers/context.ts'
import type { Watch } from '../../../../src/define/rule.ts'
import { observeWatchAt } from '../../../../src/present/alerts/watch/observe.ts'
import { everything } from '../../../../src/query/scope.ts'
import type { Person } from '../../../../src/ssot/people.ts'
import { type Deal, deals, type Row } from '../../../support/rows.ts'
import { useSsot } from '../../../support/ssot.ts'

const tokyo = await useSsot()
const rex: Person = {
  id: 'rex',
  name: 'Rex',
  email: '',
  role: 'executive',
  team: null,
  managerId: null,
  active: true,
}

/** Bookings of the 28 days before each look, all looks together; the last one is when the latest deal changed. */
const looks = ['2026-03-17T09:00', '2026-03-25T09:00', '2026-04-01T09:00'] as const

async function bookings(): Promise<unknown[]> {
  const watch: Watch = {
    metric: tokyo.metric('bookings'),
    over: { days: 28 },
    atLeast: 0,
    conditions: [{ kind: 'level', below: 1, clears: 2 }],
  }
  const now = tokyo.instant(looks[2])
  const context = await contextFor(tokyo.workshop, { who: rex, locale: 'en', scope: everything, now })
  const seen = await observeWatchAt(
    context,
    watch,
    looks.map((at) => tokyo.instant(at)),
  )
  return seen.map(([company]) => company?.facts.value)
}

const won = (id: string, amount: number, on: string, ...life: NonNullable<Deal['life']>): Deal => ({
  id,
  created_at: '2026-02-01',
  amount,
  life: [[on, { stage_id: 'won' }], ...life],
})

const cases: readonly (readonly [string, Deal, Row<'opportunities'>, readonly number[]])[] = [
  ['a win is what it was', won('a', 100, '2026-03-10'), {}, [100, 100, 100]],
  [
    // Looks of the past are told by the history: the win was of 100 all along, whatever today's row says.
    'today’s row says another amount than the last version',
    won('a', 100, '2026-03-10'),
    { amount: 300 },
    [100, 100, 100],
  ],
  ['today’s row says that it is lost', won('a', 100, '2026-03-10'), { stage_id: 'lost' }, [100, 100, 100]],
  ['today’s row says that it is open', won('a', 100, '2026-03-10'), { stage_id: 's1' }, [100, 100, 100]],
  [
    // Reopened on the 20th: the look on the 17th saw it won, the others open.
    'a win that was taken back',
    won('a', 100, '2026-03-10', ['2026-03-20', { stage_id: 's2' }]),
    {},
    [100, 0, 0],
  ],
  [
    // 100 was seen on the 17th; corrected on the 20th, while the day of the close stays the 10th.
    'an amount corrected between two looks',
    won('a', 100, '2026-03-10', ['2026-03-20', { amount: 80 }]),
    {},
    [100, 80, 80],
  ],
  [
    // Both changes lie between the same two looks: the first look that can see the win sees 80.
    'an amount corrected before anybody looked',
    won('a', 100, '2026-03-10', ['2026-03-12', { amount: 80 }]),
    {},
    [80, 80, 80],
  ],
]

it.each(cases)('deals seen from many instants at once: %s', async (_, deal, today, expected) => {
  const last: Deal = { id: 'z', created_at: '2026-02-01', amount: 1, life: [['2026-04-01T09:00', { amount: 2 }]] }
  const rows = deals(deal, last)
  await tokyo.fill({
    ...rows,
    opportunities: rows.opportunities.map((row) => (row.id === 'a' ? { ...row, ...today } : row)),
  })
  expect(await bookings()).toEqual(expected)
})
