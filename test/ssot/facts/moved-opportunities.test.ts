import { expect, it } from 'vitest'
import { periodContaining } from '../../../src/calendar/periods.ts'
import { dealsMoved, dealsSlipped } from '../../../src/present/standup/deals.ts'
import { readListing } from '../../../src/query/listing.ts'
import { everything } from '../../../src/query/scope.ts'
import { movedSince } from '../../../src/ssot/facts/moved-opportunities.ts'
import { deals } from '../../support/rows.ts'
import { useSsot } from '../../support/ssot.ts'

const ssot = await useSsot({ zone: 'Asia/Tokyo', now: '2026-11-16T09:00' })

const born = { created_at: '2026-10-01T09:00', stage_id: 's1', close_date: '2026-11-30' }
await ssot.fill(
  deals(
    { id: 'forward', ...born, life: [['2026-11-14T09:00', { stage_id: 's2' }]] },
    { id: 'back', ...born, stage_id: 's2', life: [['2026-11-14T09:00', { stage_id: 's1' }]] },
    // Forth and back again: it stands where it stood.
    {
      id: 'round',
      ...born,
      life: [
        ['2026-11-14T09:00', { stage_id: 's2' }],
        ['2026-11-15T09:00', { stage_id: 's1' }],
      ],
    },
    { id: 'before', ...born, life: [['2026-11-12T09:00', { stage_id: 's2' }]] },
    { id: 'after', ...born, life: [['2026-11-16T10:00', { stage_id: 's2' }]] },
    { id: 'won', ...born, life: [['2026-11-14T09:00', { stage_id: 'won' }]] },
    { id: 'new', ...born, created_at: '2026-11-14T09:00' },
    {
      id: 'later',
      ...born,
      life: [
        ['2026-11-01T09:00', { close_date: '2026-12-15' }],
        ['2026-11-14T09:00', { close_date: '2027-01-15' }],
      ],
    },
    { id: 'sooner', ...born, life: [['2026-11-14T09:00', { close_date: '2026-11-20' }]] },
    { id: 'amount', ...born, life: [['2026-11-14T09:00', { amount: 5 }]] },
  ),
)

const fact = movedSince(ssot.instant('2026-11-13T00:00'))
const asOf = ssot.instant('2026-11-16T09:00')
const window = {
  period: periodContaining('quarter', asOf.toZonedDateTimeISO(ssot.zone).toPlainDate(), ssot.calendar),
  asOf,
}
const rows = async (listing: ReturnType<typeof dealsMoved>) =>
  (await readListing(ssot.source, ssot.engine.settings, listing, { window, scope: everything, where: [], limit: 20 }))
    .rows

it('deals that stand in another stage, forward or back', async () => {
  const moved = (await rows(dealsMoved(fact))).map(({ id, was_stage, stage }) => [id, was_stage, stage])
  expect(moved).toEqual([
    ['back', 'Proposal', 'Discovery'],
    ['forward', 'Discovery', 'Proposal'],
  ])
})

it('deals that close later than they were to, with how often they were put off in all', async () => {
  const slipped = (await rows(dealsSlipped(fact))).map(({ id, was_close_date, close_date, pushes }) => [
    id,
    was_close_date,
    close_date,
    pushes,
  ])
  expect(slipped).toEqual([['later', '2026-12-15', '2027-01-15', 2]])
})
