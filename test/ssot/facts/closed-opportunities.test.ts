import { describe, expect, it } from 'vitest'
import { deals } from '../../support/rows.ts'
import { useSsot } from '../../support/ssot.ts'

const tokyo = await useSsot()
const byOwner = () => tokyo.values('bookings', { period: '2026-02', by: ['owner'] })

describe('credit for a win', () => {
  it('goes to the owner in the history at the close, else to the owner of today', async () => {
    await tokyo.fill({
      opportunities: [
        { id: 'o1', amount: 10, owner_id: 'bob', stage_id: 'won', closed_at: '2026-02-10' },
        { id: 'o2', amount: 20, owner_id: 'bob', stage_id: 'won', closed_at: '2026-02-10' },
      ],
      opportunity_history: [
        { opportunity_id: 'o1', valid_from: '2026-01-01', valid_to: '2026-02-20', stage_id: 'won', owner_id: 'ann' },
        { opportunity_id: 'o1', valid_from: '2026-02-20', stage_id: 'won', owner_id: 'bob' },
      ],
    })
    expect(await byOwner()).toEqual({ Ann: 10, Bob: 20 })
  })

  it('goes to the new owner where the change of hands and the close are one', async () => {
    await tokyo.fill(
      deals({
        id: 'o1',
        created_at: '2026-01-05',
        amount: 10,
        life: [['2026-02-10T10:00', { owner_id: 'bob', stage_id: 'won' }]],
      }),
    )
    expect(await byOwner()).toEqual({ Bob: 10 })
  })

  it('goes to the first owner known where the history begins after the close', async () => {
    await tokyo.fill({
      opportunities: [{ id: 'o1', amount: 10, owner_id: 'bob', stage_id: 'won', closed_at: '2026-02-10' }],
      opportunity_history: [
        { opportunity_id: 'o1', valid_from: '2026-03-01', valid_to: '2026-04-01', stage_id: 'won', owner_id: 'ann' },
        { opportunity_id: 'o1', valid_from: '2026-04-01', stage_id: 'won', owner_id: 'bob' },
      ],
    })
    expect(await byOwner()).toEqual({ Ann: 10 })
  })

  it('reaches the closer’s team and scope, and the CSM of the account', async () => {
    await tokyo.fill(
      deals({
        id: 'o1',
        created_at: '2026-01-05',
        amount: 10,
        life: [
          ['2026-02-10', { stage_id: 'won' }],
          ['2026-03-10', { owner_id: 'bob' }],
        ],
      }),
    )
    expect(await tokyo.values('bookings', { period: '2026-02', by: ['team'] })).toEqual({ East: 10 })
    expect(await tokyo.values('bookings', { period: '2026-02', by: ['manager'] })).toEqual({ Mia: 10 })
    for (const [who, value] of [
      ['ann', 10],
      ['bob', 0],
      ['cleo', 10],
    ] as const) {
      expect(await tokyo.one('bookings', { period: '2026-02', scope: [who] })).toMatchObject({ value })
    }
  })

  it('of a deal without an owner is nobody’s', async () => {
    await tokyo.fill({
      opportunities: [{ id: 'o1', amount: 10, owner_id: null, stage_id: 'won', closed_at: '2026-02-10' }],
    })
    expect(await byOwner()).toEqual({ '–': 10 })
  })
})
