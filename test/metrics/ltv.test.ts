import { describe, expect, it } from 'vitest'
import { UnknownDimension } from '../../src/query/dimensions.ts'
import { useCompany } from '../support/company.ts'
import { type Asked, agree, questions, sumOf } from '../support/reference.ts'
import { readDirectory } from '../support/reference-people.ts'
import { daysOf, lastDayOf } from '../support/reference-periods.ts'
import { retained } from '../support/reference-retention.ts'
import { readSubscriptions } from '../support/reference-subscriptions.ts'
import { type Ssot, useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const half = await useSsot({ grossMargin: 0.5 }, tokyo)
const ltv = (period: string, asOf = '2027-06-01T00:00', ssot: Ssot = tokyo) => ssot.one('ltv', { period, asOf })

/** Four years with a leap day: 1,461 days are 48 months of 365.25 ÷ 12 days each. */
const years = '2023-01-01/2027-01-01'
/** What is left of a million that loses the same part of itself in each of 48 months. */
const left = (monthlyChurn: number) => 1_000_000 * (1 - monthlyChurn) ** 48
/** Acme pays a million at the start and what is left of it at the end; Globex comes later. */
const losing = (monthlyChurn: number, globex: number) => ({
  subscriptions: [
    { mrr: 1_000_000, ended_on: '2025-01-01' },
    { mrr: left(monthlyChurn), started_on: '2025-01-01' },
    { mrr: globex, started_on: '2026-01-01', account_id: 'globex' },
  ],
})

describe('LTV, by hand', () => {
  it('is MRR per customer × gross margin ÷ monthly revenue churn', async () => {
    // A tenth of the MRR is lost a month: a lifetime of 10 months. At the end two customers pay 10,000.
    await tokyo.fill(losing(0.1, 10_000 - left(0.1)))
    expect(await ltv(years)).toMatchObject({
      // 5,000 × 0.8 × 10
      value: expect.closeTo(40_000, 4),
      n: 2,
      closed: true,
      reason: null,
      notes: [],
    })
    expect((await ltv(years, '2027-06-01T00:00', half)).value).toBeCloseTo(25_000, 4)
  })

  it.each([
    { churn: 1 / 59, months: 59, notes: [] },
    { churn: 1 / 61, months: 60, notes: ['lifetime capped at 60 months'] },
    { churn: 0, months: 60, notes: ['lifetime capped at 60 months'] },
  ])('counts $months months where $churn is lost a month', async ({ churn, months, notes }) => {
    await tokyo.fill(losing(churn, 0))
    const reading = await ltv(years)
    expect(reading.value).toBeCloseTo(left(churn) * 0.8 * months, 2)
    expect(reading.notes.map(({ en }) => en)).toEqual(notes)
  })

  it('takes no growth for less churn, and a lifetime of one month where all was lost', async () => {
    await tokyo.fill({
      subscriptions: [
        { mrr: 100, ended_on: '2026-02-01' },
        { mrr: 300, started_on: '2026-02-01' },
        { mrr: 100, ended_on: '2026-02-01', account_id: 'globex' },
      ],
    })
    // Half of the MRR is gone, though 300 is more than 200 were: 1 − 0.5^(365.25 ÷ 90 ÷ 12) = 0.208969
    expect((await ltv('2026-Q1')).value).toBeCloseTo((300 * 0.8) / 0.208969, 1)
    await tokyo.fill({
      subscriptions: [
        { mrr: 100, ended_on: '2026-02-01' },
        { mrr: 300, started_on: '2026-02-01', account_id: 'globex' },
      ],
    })
    expect((await ltv('2026-Q1')).value).toBeCloseTo(240, 8)
  })

  it('of a period that runs looks at the as-of day, and counts the days so far', async () => {
    await tokyo.fill({
      subscriptions: [
        { mrr: 100, ended_on: '2026-01-20' },
        { mrr: 90, started_on: '2026-01-20' },
      ],
    })
    // 31 days are 1.01848 months: 1 − 0.9^(1 ÷ 1.01848) = 0.0982777; 90 × 0.8 ÷ 0.0982777 = 732.62
    expect((await ltv('2026-Q1', '2026-01-31T12:00')).value).toBeCloseTo(732.62, 1)
    expect((await ltv('2026-Q1', '2026-02-01T00:00')).value).toBeCloseTo(732.62, 1)
    // Of the month of 31 days, when it is over, the same.
    expect((await ltv('2026-01')).value).toBeCloseTo(732.62, 1)
  })

  it('is null where nobody paid at the start, nobody pays at the end, or nothing has begun', async () => {
    const nothing = { value: null, reason: 'no_data', notes: [] }
    await tokyo.fill({ subscriptions: [{ mrr: 100, started_on: '2026-01-01' }] })
    expect(await ltv('2026-Q1')).toMatchObject(nothing)
    await tokyo.fill({ subscriptions: [{ mrr: 100, ended_on: '2026-03-01' }] })
    expect(await ltv('2026-Q1')).toMatchObject(nothing)
    await tokyo.fill({ subscriptions: [{ mrr: 100 }] })
    expect(await ltv('2026-Q1', '2025-12-01T00:00')).toMatchObject(nothing)
  })

  it('says that a subscription has no MRR', async () => {
    await tokyo.fill({ subscriptions: [{ mrr: 100 }, { mrr: null }] })
    const reading = await ltv('2026-Q1')
    expect(reading).toMatchObject({ value: expect.closeTo(4800, 6) })
    expect(new Set(reading.leftOut.map(({ words, n }) => `${n} ${words.en}`))).toEqual(new Set(['1 without an MRR']))
  })

  it('breaks down by the account, not by product, which retention has not; and keeps to a scope', async () => {
    await tokyo.fill({
      subscriptions: [
        { mrr: 100, product: 'Core' },
        { mrr: 20, product: 'Plus' },
        { mrr: 500, account_id: 'globex' },
      ],
    })
    expect(await tokyo.values('ltv', { period: '2026-Q1', by: ['owner'] })).toEqual({
      Bob: expect.closeTo(500 * 48, 6),
      Ann: expect.closeTo(120 * 48, 6),
    })
    expect((await tokyo.one('ltv', { period: '2026-Q1', scope: ['cleo'] })).value).toBeCloseTo(120 * 48, 6)
    const asked = tokyo.ask('ltv', { period: '2026-Q1', by: ['product'] })
    await expect(asked).rejects.toThrow(UnknownDimension)
    await expect(asked).rejects.toMatchObject({
      known: ['account', 'csm', 'industry', 'manager', 'owner', 'region', 'segment', 'team'],
    })
  })
})

describe('LTV, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const subscriptions = await readSubscriptions(company, directory)
  // Over a year its customers outlive the cap; some owners’ of one month or quarter do not.
  const owners = ['2026-02', '2026-Q2', '2026-Q3', '2026-10'].map((period) => ({ period, by: ['owner'] }))

  it('agrees with a second derivation, with and without the cap', async () => {
    const lifetimes: number[] = []
    const monthlyChurn = (question: Asked, grr: number): number => 1 - grr ** (365.25 / daysOf(question) / 12)
    await agree(
      company,
      'ltv',
      [...questions, ...owners],
      (pick, question) => {
        const paying = pick(subscriptions.payersOn(lastDayOf(question)))
        const rows = pick(retained(subscriptions, question))
        if (paying.length === 0 || rows.length === 0) return { value: null }
        const kept = sumOf(rows.map(({ start, end }) => Math.min(start, end))) / sumOf(rows.map(({ start }) => start))
        const lifetime = Math.min(60, 1 / monthlyChurn(question, kept))
        lifetimes.push(lifetime)
        return { value: (sumOf(paying.map(({ mrr }) => mrr)) / paying.length) * 0.8 * lifetime }
      },
      directory.dimensions,
    )
    expect(lifetimes.filter((months) => months < 60).length).toBeGreaterThan(5)
    expect(lifetimes.filter((months) => months === 60).length).toBeGreaterThan(5)
  })
})
