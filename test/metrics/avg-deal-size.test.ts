import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { agree, questions, ratio, sumOf } from '../support/reference.ts'
import { closedIn, readDeals } from '../support/reference-deals.ts'
import { readDirectory } from '../support/reference-people.ts'
import { deals } from '../support/rows.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()

describe('average deal, by hand', () => {
  it('divides by the deals won that have an amount, without renewals', async () => {
    await tokyo.fill(
      deals(
        { id: 'o1', created_at: '2026-01-05', amount: 300, life: [['2026-02-01', { stage_id: 'won' }]] },
        { id: 'o2', created_at: '2026-01-05', amount: 100, type: null, life: [['2026-02-02', { stage_id: 'won' }]] },
        { id: 'o3', created_at: '2026-01-05', amount: null, life: [['2026-02-03', { stage_id: 'won' }]] },
        {
          id: 'o4',
          created_at: '2026-01-05',
          amount: 9000,
          type: 'renewal',
          life: [['2026-02-03', { stage_id: 'won' }]],
        },
        { id: 'o5', created_at: '2026-01-05', amount: 800, life: [['2026-02-03', { stage_id: 'lost' }]] },
      ),
    )
    const reading = await tokyo.one('avg_deal_size', { period: '2026-02' })
    // (300 + 100) ÷ 2; o3 has no amount and is counted as left out.
    expect(reading).toMatchObject({ value: 200, numerator: 400, denominator: 2, n: 2 })
    expect(reading.leftOut.map(({ n }) => n)).toEqual([1])
  })

  it('counts an amount of 0, which is not the same as none', async () => {
    await tokyo.fill(
      deals(
        { id: 'o1', created_at: '2026-01-05', amount: 300, life: [['2026-02-01', { stage_id: 'won' }]] },
        { id: 'o2', created_at: '2026-01-05', amount: 0, life: [['2026-02-02', { stage_id: 'won' }]] },
      ),
    )
    expect(await tokyo.one('avg_deal_size', { period: '2026-02' })).toMatchObject({ value: 150, denominator: 2 })
  })

  it('is null where nothing was won', async () => {
    await tokyo.fill(
      deals({ id: 'o1', created_at: '2026-01-05', amount: 300, life: [['2026-02-01', { stage_id: 'lost' }]] }),
    )
    expect(await tokyo.one('avg_deal_size', { period: '2026-02' })).toMatchObject({ value: null, reason: 'no_data' })
  })
})

describe('average deal, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const known = await readDeals(company, directory)

  it('agrees with a second derivation', () =>
    agree(
      company,
      'avg_deal_size',
      questions,
      (pick, { from, to, asOf }) => {
        const closed = pick(closedIn(known.at(asOf), from, Math.min(to, asOf)))
        const amounts = closed.flatMap(({ outcome, type, amount }) =>
          outcome === 'won' && type !== 'renewal' && amount !== null ? [amount] : [],
        )
        return { ...ratio(sumOf(amounts), amounts.length), n: amounts.length }
      },
      directory.dimensions,
    ))
})
