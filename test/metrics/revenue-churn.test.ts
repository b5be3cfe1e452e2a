import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { movingQuarter } from '../support/movements.ts'
import { agree, questions, ratio, sumOf } from '../support/reference.ts'
import { readDirectory } from '../support/reference-people.ts'
import { retained } from '../support/reference-retention.ts'
import { readSubscriptions } from '../support/reference-subscriptions.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const churn = (period: string, asOf = '2026-12-01T00:00') => tokyo.one('revenue_churn', { period, asOf })

describe('revenue churn, by hand', () => {
  it('is what shrank or ended of the MRR at the start, whatever grew: 1 − GRR', async () => {
    await tokyo.fill(movingQuarter)
    // Of 400, 40 of "down" and 70 of "gone"; the 50 more of "up" do not make up for them.
    expect(await churn('2026-Q1')).toMatchObject({ value: 110 / 400, numerator: 110, denominator: 400, n: 6 })
    expect((await tokyo.one('grr', { period: '2026-Q1' })).value).toBeCloseTo(290 / 400, 10)
  })

  it('nets the subscriptions of an account, and never several accounts', async () => {
    await tokyo.fill({
      subscriptions: [
        { mrr: 60, ended_on: '2026-02-01' },
        { mrr: 40, started_on: '2026-02-01' },
        { mrr: 100, account_id: 'globex', ended_on: '2026-02-01' },
        { mrr: 300, account_id: 'globex', started_on: '2026-02-01' },
      ],
    })
    expect(await churn('2026-02')).toMatchObject({ value: 20 / 160 })
    expect(await tokyo.values('revenue_churn', { period: '2026-02', by: ['segment'] })).toEqual({
      SMB: 1 / 3,
      Enterprise: 0,
    })
    // Cleo looks after Acme, Bob owns Globex.
    expect(await tokyo.one('revenue_churn', { period: '2026-02', scope: ['cleo'] })).toMatchObject({ value: 1 / 3 })
    expect(await tokyo.one('revenue_churn', { period: '2026-02', scope: ['bob'] })).toMatchObject({ value: 0, n: 1 })
  })

  it('is 0 where nothing was lost, and null where nothing was paid or the period has not begun', async () => {
    await tokyo.fill({
      subscriptions: [
        { mrr: 100, started_on: '2026-02-28' },
        { mrr: 7, started_on: '2026-12-15' },
      ],
    })
    expect(await churn('2026-02')).toMatchObject({ value: null, reason: 'no_data', n: 0 })
    expect(await churn('2026-03')).toMatchObject({ value: 0, reason: null, n: 1 })
    expect(await churn('2027-Q1', '2026-11-20T00:00')).toMatchObject({ value: null, reason: 'no_data' })
  })

  it('of a period that runs ends with the as-of day', async () => {
    await tokyo.fill({ subscriptions: [{ mrr: 100, ended_on: '2026-02-20' }, { mrr: 50 }] })
    expect(await churn('2026-02', '2026-02-20T00:00')).toMatchObject({ value: 0, closed: false })
    expect(await churn('2026-02', '2026-02-20T00:01')).toMatchObject({ value: 100 / 150, closed: false })
  })

  it('says that a subscription has no MRR', async () => {
    await tokyo.fill({
      subscriptions: [
        { mrr: 100, ended_on: '2026-02-01' },
        { mrr: null, started_on: '2026-02-01' },
      ],
    })
    const reading = await churn('2026-02')
    expect(reading).toMatchObject({ value: 1 })
    expect(reading.leftOut.map(({ words, n }) => [words.en, n])).toEqual([['without an MRR', 1]])
  })
})

describe('revenue churn, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const subscriptions = await readSubscriptions(company, directory)

  it('agrees with a second derivation', () =>
    agree(
      company,
      'revenue_churn',
      questions,
      (pick, question) => {
        const rows = pick(retained(subscriptions, question))
        const lost = rows.map(({ start, end }) => Math.max(0, start - end))
        return { ...ratio(sumOf(lost), sumOf(rows.map(({ start }) => start))), n: rows.length }
      },
      directory.dimensions,
    ))
})
