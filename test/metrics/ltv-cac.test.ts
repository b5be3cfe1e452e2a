import { describe, expect, it } from 'vitest'
import { UnknownDimension } from '../../src/query/dimensions.ts'
import { useCompany } from '../support/company.ts'
import { agree, moments, sumOf } from '../support/reference.ts'
import { daysIn, readCampaigns } from '../support/reference-campaigns.ts'
import { readDeals } from '../support/reference-deals.ts'
import { readDirectory } from '../support/reference-people.ts'
import { daysOf, lastDayOf } from '../support/reference-periods.ts'
import { retained } from '../support/reference-retention.ts'
import { readSubscriptions } from '../support/reference-subscriptions.ts'
import { firstWinsIn } from '../support/reference-wins.ts'
import { deals, type Rows } from '../support/rows.ts'
import { useLacking, useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const ask = (period: string, asOf = '2026-12-01T00:00') => tokyo.one('ltv_cac', { period, asOf })

const spent = { day: '2026-02-10', department: 'sales', kind: 'people', amount: 960 }
/** Two customers who pay 100 each and lose nothing, one of them won in February for 960. */
const world: Rows = {
  subscriptions: [{ mrr: 100 }, { mrr: 100, account_id: 'globex', started_on: '2026-02-10' }],
  ...deals({ id: 'o1', account_id: 'globex', created_at: '2026-01-05', life: [['2026-02-10', { stage_id: 'won' }]] }),
  costs: [spent],
}

describe('LTV : CAC, by hand', () => {
  it('is what a customer brings in ÷ what it cost, over the same period', async () => {
    await tokyo.fill(world)
    // 100 × 0.8 × 60 months = 4,800, and 960.
    const reading = await ask('2026-02')
    expect(reading).toMatchObject({ value: 5, numerator: 4800, denominator: 960, closed: true, reason: null })
    expect(reading.notes.map(({ en }) => en)).toEqual(['lifetime capped at 60 months'])
    // The whole quarter cost no more.
    expect(await ask('2026-Q1')).toMatchObject({ value: 5 })
  })

  it('carries what has to be known of either side', async () => {
    await tokyo.fill({ ...world, costs: [{ ...spent, kind: 'program' }] })
    expect((await ask('2026-02')).notes.map(({ en }) => en)).toEqual([
      'lifetime capped at 60 months',
      'programme only: no people costs are in the data',
    ])
  })

  it.each([
    { what: 'nobody paid at the start', rows: { subscriptions: [{ started_on: '2026-02-10' }] }, period: '2026-02' },
    { what: 'nobody was won', rows: { opportunities: [] }, period: '2026-02' },
    { what: 'nothing was spent', rows: { costs: [] }, period: '2026-02' },
    { what: 'costs and credits net to 0', rows: { costs: [spent, { ...spent, amount: -960 }] }, period: '2026-02' },
    { what: 'less than a month is over', rows: {}, period: '2026-02-01/2026-02-20', reason: 'too_few' },
  ])('is null where $what', async ({ rows, period, reason = 'no_data' }) => {
    await tokyo.fill({ ...world, ...rows })
    expect(await ask(period)).toMatchObject({ value: null, reason })
  })

  it('is the whole company’s, without a breakdown', async () => {
    await tokyo.fill(world)
    await expect(tokyo.one('ltv_cac', { period: '2026-02', scope: ['mia', 'ann', 'bob'] })).rejects.toThrow(
      /^LTV : CAC is a figure of the whole company/,
    )
    expect(await tokyo.one('ltv_cac', { period: '2026-02', scope: { kind: 'aggregates' } })).toMatchObject({ value: 5 })
    for (const name of ['owner', 'segment', 'campaign', 'channel']) {
      const asked = tokyo.ask('ltv_cac', { period: '2026-02', by: [name] })
      await expect(asked).rejects.toThrow(UnknownDimension)
      await expect(asked).rejects.toMatchObject({ known: [] })
    }
  })
})

describe('LTV : CAC without kinds of costs', async () => {
  const bare = await useLacking(['costs.kind'])
  it('does not claim to know whether people are among them', async () => {
    await bare.fill(world)
    const reading = await bare.one('ltv_cac', { period: '2026-02' })
    expect(reading).toMatchObject({ value: 5 })
    expect(reading.notes.map(({ en }) => en)).toContain(
      'costs have no kind: whether people costs are among them is not known',
    )
  })
})

describe('LTV : CAC, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const subscriptions = await readSubscriptions(company, directory)
  const [known, { costs }] = [await readDeals(company, directory), await readCampaigns(company)]

  it('agrees with a second derivation', () =>
    agree(
      company,
      'ltv_cac',
      [...moments, { period: '2025' }],
      (pick, question) => {
        const paying = pick(subscriptions.payersOn(lastDayOf(question))).map(({ mrr }) => mrr)
        const rows = pick(retained(subscriptions, question))
        const lost =
          sumOf(rows.map(({ start, end }) => Math.max(0, start - end))) / sumOf(rows.map(({ start }) => start))
        const monthly = 1 - (1 - lost) ** (365.25 / daysOf(question) / 12)
        const worth = (sumOf(paying) / paying.length) * 0.8 * Math.min(60, 1 / monthly)
        const paid = pick(daysIn(costs, question)).filter(({ row }) => row.department !== 'cs')
        const cost = sumOf(paid.map(({ amount }) => amount)) / pick(firstWinsIn(known, question)).length
        return { value: worth / cost, numerator: worth, denominator: cost }
      },
      {},
    ))
})
