import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { addDays, agree, dayMs, dayOf, quantile, questions, startOf, sumOf } from '../support/reference.ts'
import { closedIn, readDeals } from '../support/reference-deals.ts'
import { readDirectory } from '../support/reference-people.ts'
import { deals } from '../support/rows.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const velocity = (asOf: string, period = '2026-Q4') => tokyo.one('sales_velocity', { period, asOf })

describe('sales velocity, by hand', () => {
  it('is open deals × win rate × average deal ÷ cycle, the last three over 365 days, without renewals', async () => {
    await tokyo.fill(
      deals(
        { id: 'w1', created_at: '2026-01-01', amount: 300, life: [['2026-01-11', { stage_id: 'won' }]] },
        { id: 'w2', created_at: '2026-01-01', amount: 500, life: [['2026-01-31', { stage_id: 'won' }]] },
        { id: 'l1', created_at: '2026-01-01', life: [['2026-03-01', { stage_id: 'lost' }]] },
        { id: 'l2', created_at: '2026-01-01', life: [['2026-04-01', { stage_id: 'lost' }]] },
        {
          id: 'r1',
          created_at: '2026-01-01',
          amount: 9000,
          type: 'renewal',
          life: [['2026-01-02', { stage_id: 'won' }]],
        },
        { id: 'o1', created_at: '2026-09-01' },
        { id: 'o2', created_at: '2026-09-01', amount: null },
        { id: 'o3', created_at: '2026-09-01' },
        { id: 'o4', created_at: '2026-09-01', type: 'renewal' },
      ),
    )
    // 3 open × 0.5 × 400 ÷ 20 days = 30 a day
    expect(await velocity('2026-11-01T00:00')).toMatchObject({ value: 30, reason: null })
  })

  it('forgets what closed more than 365 days ago', async () => {
    await tokyo.fill(
      deals(
        { id: 'w1', created_at: '2026-01-01', amount: 300, life: [['2026-01-11T09:00', { stage_id: 'won' }]] },
        { id: 'o1', created_at: '2026-01-01' },
      ),
    )
    // 11 January is the first of the 365 days up to 10 January 2027, and out of those up to the 11th.
    expect((await velocity('2027-01-10T12:00', '2027-Q1')).value).toBeCloseTo(300 / 10.375, 8)
    expect(await velocity('2027-01-11T12:00', '2027-Q1')).toMatchObject({ value: null, reason: 'no_data' })
  })

  it('of a period that is over looks back from its end', async () => {
    await tokyo.fill(
      deals(
        { id: 'w1', created_at: '2026-01-01', amount: 300, life: [['2026-01-11', { stage_id: 'won' }]] },
        { id: 'w2', created_at: '2026-05-01', amount: 100, life: [['2026-05-11', { stage_id: 'won' }]] },
      ),
    )
    // At the end of March one deal was won at 300 in 10 days, and none was open: w2 was created in May.
    expect(await velocity('2026-12-01T00:00', '2026-Q1')).toMatchObject({ value: 0 })
    expect(await velocity('2026-05-05T00:00', '2026-Q2')).toMatchObject({ value: 30 })
  })

  it('is null where nothing was won', async () => {
    await tokyo.fill(deals({ id: 'o1', created_at: '2026-01-01' }))
    expect(await velocity('2026-11-01T00:00')).toMatchObject({ value: null, reason: 'no_data' })
  })
})

describe('sales velocity, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const known = await readDeals(company, directory)

  it('agrees with a second derivation', () =>
    agree(
      company,
      'sales_velocity',
      questions,
      (pick, { end, asOf }) => {
        const open = pick(known.at(end)).filter(({ outcome, type }) => outcome === 'open' && type !== 'renewal')
        const year = startOf(addDays(dayOf(end - 1), -364))
        const closed = closedIn(pick(known.at(asOf)), year, end).filter(({ type }) => type !== 'renewal')
        const won = closed.filter(({ outcome }) => outcome === 'won')
        const amounts = won.flatMap(({ amount }) => amount ?? [])
        const days = quantile(
          won.map((deal) => ((deal.closed ?? 0) - deal.created) / dayMs),
          0.5,
        )
        if (amounts.length === 0 || !days) return { value: null }
        return { value: (open.length * (won.length / closed.length) * (sumOf(amounts) / amounts.length)) / days }
      },
      directory.dimensions,
    ))
})
