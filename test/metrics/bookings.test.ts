import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { agree, questions, sumOf } from '../support/reference.ts'
import { closedIn, readDeals } from '../support/reference-deals.ts'
import { readDirectory } from '../support/reference-people.ts'
import { deals } from '../support/rows.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()

describe('bookings, by hand', () => {
  it('add up what was won, renewals too and told apart', async () => {
    await tokyo.fill(
      deals(
        { id: 'o1', created_at: '2026-01-05', amount: 300, life: [['2026-02-01', { stage_id: 'won' }]] },
        {
          id: 'o2',
          created_at: '2026-01-05',
          amount: 50,
          type: 'renewal',
          life: [['2026-02-02', { stage_id: 'won' }]],
        },
        { id: 'o3', created_at: '2026-01-05', amount: 900, life: [['2026-02-03', { stage_id: 'lost' }]] },
        { id: 'o4', created_at: '2026-01-05', amount: 700 },
        // A credit note, booked as a negative amount: it nets on its own date.
        { id: 'o5', created_at: '2026-01-05', amount: -20, life: [['2026-02-04', { stage_id: 'won' }]] },
      ),
    )
    const reading = await tokyo.one('bookings', { period: '2026-02' })
    // 300 + 50 − 20
    expect(reading).toMatchObject({ value: 330, n: 3, leftOut: [] })
    expect(reading.beside.map(({ value }) => value)).toEqual([50])
  })

  it('leave out a deal without an amount, and say so', async () => {
    await tokyo.fill(
      deals(
        { id: 'o1', created_at: '2026-01-05', amount: 300, life: [['2026-02-01', { stage_id: 'won' }]] },
        { id: 'o2', created_at: '2026-01-05', amount: null, life: [['2026-02-02', { stage_id: 'won' }]] },
        { id: 'o3', created_at: '2026-01-05', amount: null, life: [['2026-02-02', { stage_id: 'lost' }]] },
      ),
    )
    const reading = await tokyo.one('bookings', { period: '2026-02' })
    expect(reading).toMatchObject({ value: 300, n: 2 })
    expect(reading.leftOut.map(({ n }) => n)).toEqual([1])
  })

  it('take the amount as of then where it changed since', async () => {
    await tokyo.fill(
      deals({
        id: 'o1',
        created_at: '2026-01-05',
        amount: 300,
        life: [
          ['2026-02-01', { stage_id: 'won' }],
          ['2026-02-20', { amount: 280 }],
        ],
      }),
    )
    expect(await tokyo.one('bookings', { period: '2026-02', asOf: '2026-02-10T00:00' })).toMatchObject({ value: 300 })
    expect(await tokyo.one('bookings', { period: '2026-02' })).toMatchObject({ value: 280 })
  })

  it('of nothing are 0, and a period that runs ends at the as-of instant', async () => {
    await tokyo.fill(
      deals(
        { id: 'o1', created_at: '2026-01-05', amount: 300, life: [['2026-02-01T09:00', { stage_id: 'won' }]] },
        { id: 'o2', created_at: '2026-01-05', amount: 40, life: [['2026-02-20T09:00', { stage_id: 'won' }]] },
      ),
    )
    const february = (asOf: string) => tokyo.one('bookings', { period: '2026-02', asOf })
    expect(await february('2026-02-01T09:00')).toMatchObject({ value: 0, n: 0, closed: false, reason: null })
    expect(await february('2026-02-20T09:00')).toMatchObject({ value: 300, closed: false })
    expect(await february('2026-02-20T09:01')).toMatchObject({ value: 340, closed: false })
    expect(await february('2026-03-01T00:00')).toMatchObject({ value: 340, closed: true })
  })
})

describe('bookings, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const known = await readDeals(company, directory)

  it('agree with a second derivation', () =>
    agree(
      company,
      'bookings',
      questions,
      (pick, { from, to, asOf }) => {
        const closed = pick(closedIn(known.at(asOf), from, Math.min(to, asOf)))
        const won = closed.filter(({ outcome }) => outcome === 'won')
        return { value: sumOf(won.map(({ amount }) => amount ?? 0)), n: won.length }
      },
      directory.dimensions,
    ))
})
