import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { agree, dayMs, quantile, questions } from '../support/reference.ts'
import { closedIn, readDeals } from '../support/reference-deals.ts'
import { readDirectory } from '../support/reference-people.ts'
import { deals } from '../support/rows.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const newYork = await useSsot({ zone: 'America/New_York' }, tokyo)

describe('sales cycle, by hand', () => {
  it('is the median of elapsed hours ÷ 24 from creation to the win', async () => {
    await tokyo.fill(
      deals(
        { id: 'o1', created_at: '2026-02-01T09:00', life: [['2026-02-11T21:00', { stage_id: 'won' }]] },
        { id: 'o2', created_at: '2026-02-01T00:00', life: [['2026-02-05T00:00', { stage_id: 'won' }]] },
        { id: 'o3', created_at: '2026-01-01T00:00', life: [['2026-02-10T00:00', { stage_id: 'won' }]] },
        { id: 'o4', created_at: '2026-01-01T00:00', type: 'renewal', life: [['2026-02-10', { stage_id: 'won' }]] },
        { id: 'o5', created_at: '2026-01-01T00:00', life: [['2026-02-02T00:00', { stage_id: 'lost' }]] },
      ),
    )
    const reading = await tokyo.one('sales_cycle', { period: '2026-02' })
    // 10.5, 4 and 40 days: the middle one; p90 lies 0.8 of the way from 10.5 to 40, at 34.1.
    expect(reading).toMatchObject({ value: 10.5, n: 3 })
    expect(reading.p90).toBeCloseTo(34.1, 10)
  })

  it('lies between the two in the middle of an even number', async () => {
    await tokyo.fill(
      deals(
        { id: 'o1', created_at: '2026-02-01', life: [['2026-02-03', { stage_id: 'won' }]] },
        { id: 'o2', created_at: '2026-02-01', life: [['2026-02-06', { stage_id: 'won' }]] },
      ),
    )
    expect(await tokyo.one('sales_cycle', { period: '2026-02' })).toMatchObject({ value: 3.5, n: 2 })
  })

  it('counts hours, not dates, across a change of clocks', async () => {
    await newYork.fill(
      deals({ id: 'o1', created_at: '2026-03-07T12:00', life: [['2026-03-09T12:00', { stage_id: 'won' }]] }),
    )
    // 48 hours on the wall, of which the night to 8 March took one: 47 ÷ 24.
    expect((await newYork.one('sales_cycle', { period: '2026-03' })).value).toBeCloseTo(47 / 24, 10)
  })

  it('leaves out a deal that closed before it was created, and says so', async () => {
    await tokyo.fill(
      deals(
        { id: 'o1', created_at: '2026-02-10', closed_at: '2026-02-08', life: [['2026-02-11', { stage_id: 'won' }]] },
        { id: 'o2', created_at: '2026-02-10', life: [['2026-02-10', { stage_id: 'won' }]] },
      ),
    )
    const reading = await tokyo.one('sales_cycle', { period: '2026-02' })
    // A deal won on the spot took 0 days, and counts.
    expect(reading).toMatchObject({ value: 0, n: 1, reason: null })
    expect(reading.leftOut.map(({ n }) => n)).toEqual([1])
  })

  it('is null, not 0, where nothing was won', async () => {
    await tokyo.fill()
    expect(await tokyo.one('sales_cycle', { period: '2026-02' })).toMatchObject({
      value: null,
      p90: null,
      n: 0,
      reason: 'no_data',
    })
  })
})

describe('sales cycle, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const known = await readDeals(company, directory)

  it('agrees with a second derivation', () =>
    agree(
      company,
      'sales_cycle',
      questions,
      (pick, { from, to, asOf }) => {
        const closed = pick(closedIn(known.at(asOf), from, Math.min(to, asOf)))
        const days = closed.flatMap((deal) =>
          deal.outcome === 'won' && deal.type !== 'renewal' && deal.closed !== null && deal.closed >= deal.created
            ? [(deal.closed - deal.created) / dayMs]
            : [],
        )
        return { value: quantile(days, 0.5), p90: quantile(days, 0.9), n: days.length }
      },
      directory.dimensions,
    ))
})
