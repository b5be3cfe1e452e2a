import { describe, expect, it } from 'vitest'
import { deals } from '../../support/rows.ts'
import { useSsot } from '../../support/ssot.ts'

const tokyo = await useSsot()

const openAmount = async (asOf: string) => (await tokyo.one('open_pipeline', { period: '2026', asOf })).value

describe('an opportunity as of an instant', () => {
  it('has the version valid just before it', async () => {
    await tokyo.fill(
      deals({
        id: 'o1',
        created_at: '2026-01-10T09:00',
        amount: 100,
        life: [
          ['2026-02-01T09:00', { amount: 200 }],
          ['2026-03-01T09:00', { stage_id: 'won' }],
          ['2026-04-01T09:00', { stage_id: 's2', amount: 250 }],
        ],
      }),
    )
    expect(await openAmount('2026-01-10T09:00')).toBe(0)
    expect(await openAmount('2026-01-10T09:01')).toBe(100)
    expect(await openAmount('2026-02-01T09:00')).toBe(100)
    expect(await openAmount('2026-02-01T09:00:00.001')).toBe(200)
    expect(await openAmount('2026-03-01T09:00')).toBe(200)
    expect(await openAmount('2026-03-01T09:01')).toBe(0)
    expect(await openAmount('2026-04-01T09:00')).toBe(0)
    expect(await openAmount('2026-04-01T09:01')).toBe(250)
  })

  it('carries a first version back to its creation', async () => {
    const { opportunities, opportunity_history } = deals({
      id: 'o1',
      created_at: '2026-03-01',
      amount: 80,
      life: [['2026-04-01', { amount: 90 }]],
    })
    // The CRM kept history from March on; the deal is from January.
    await tokyo.fill({
      opportunities: opportunities.map((row) => ({ ...row, created_at: '2026-01-05' })),
      opportunity_history,
    })
    expect(await openAmount('2026-01-04T00:00')).toBe(0)
    expect(await openAmount('2026-02-01T00:00')).toBe(80)
  })

  it('without versions of its own is as today, and was open until it closed', async () => {
    await tokyo.fill({
      opportunities: [
        { id: 'o1', amount: 10, created_at: '2026-01-05', updated_at: '2026-06-01' },
        {
          id: 'o2',
          amount: 20,
          created_at: '2026-01-05',
          updated_at: '2026-06-01',
          stage_id: 'won',
          closed_at: '2026-02-05',
        },
      ],
    })
    expect(await openAmount('2026-01-20T00:00')).toBe(30)
    expect(await openAmount('2026-02-20T00:00')).toBe(10)
    expect(await tokyo.one('bookings', { period: '2026', asOf: '2026-03-01T00:00' })).toMatchObject({ value: 20 })
  })

  it('is left out where its stage is unknown', async () => {
    await tokyo.fill({
      opportunities: [
        { id: 'o1', amount: 10, stage_id: 'gone' },
        { id: 'o2', amount: 5 },
      ],
    })
    expect(await openAmount('2026-12-31T00:00')).toBe(5)
  })

  it('belongs to the pipeline of its stage', async () => {
    await tokyo.fill({ opportunities: [{ id: 'o1', amount: 10, pipeline: 'partners' }] })
    expect(await tokyo.values('open_pipeline', { period: '2026', by: ['pipeline'] })).toEqual({ default: 10 })
  })

  it('is as open or closed as its stage, whatever closed_at says', async () => {
    await tokyo.fill({
      opportunities: [
        { id: 'o1', amount: 10, stage_id: 's1', closed_at: '2026-02-05' },
        { id: 'o2', amount: 20, stage_id: 'won', closed_at: null },
        { id: 'o3', amount: 40, stage_id: 'won', closed_at: '2026-02-05' },
      ],
    })
    expect(await openAmount('2026-12-31T00:00')).toBe(10)
    expect(await tokyo.one('bookings', { period: '2026' })).toMatchObject({ value: 40, n: 1 })
  })

  it('closed without closed_at is left out, as of then and as of now', async () => {
    await tokyo.fill(
      deals(
        {
          id: 'o1',
          created_at: '2026-01-05',
          amount: 10,
          closed_at: null,
          life: [['2026-02-05', { stage_id: 'won' }]],
        },
        { id: 'o2', created_at: '2026-01-05', life: [['2026-06-05', { amount: 1 }]] },
      ),
    )
    expect(await tokyo.one('bookings', { period: '2026-02' })).toMatchObject({ value: 0, n: 0 })
    expect(await tokyo.one('bookings', { period: '2026-02', asOf: '2026-03-01T00:00' })).toMatchObject({
      value: 0,
      n: 0,
    })
  })

  it('whose history begins after its close was not closed before it', async () => {
    await tokyo.fill({
      opportunities: [
        {
          id: 'o1',
          amount: 10,
          created_at: '2026-01-05',
          stage_id: 'won',
          closed_at: '2026-02-05',
          updated_at: '2026-06-01',
        },
      ],
      opportunity_history: [
        { opportunity_id: 'o1', valid_from: '2026-05-01', stage_id: 'won', amount: 10, owner_id: 'ann' },
      ],
    })
    const bookings = async (asOf: string) => (await tokyo.one('bookings', { period: '2026', asOf })).value
    expect(await bookings('2026-02-01T00:00')).toBe(0)
    expect(await bookings('2026-02-06T00:00')).toBe(10)
    expect(await bookings('2026-12-06T00:00')).toBe(10)
    // Nothing dated after the instant counts: on 1 February it was open, in a stage nobody remembers.
    expect(await openAmount('2026-02-01T00:00')).toBe(10)
    expect(await tokyo.values('open_pipeline', { period: '2026', asOf: '2026-02-01T00:00', by: ['stage'] })).toEqual({
      '–': 10,
    })
    expect(await openAmount('2026-02-06T00:00')).toBe(0)
  })
})
