import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { movingQuarter } from '../support/movements.ts'
import { agree, questions } from '../support/reference.ts'
import { moved, movements } from '../support/reference-movements.ts'
import { readDirectory } from '../support/reference-people.ts'
import { readSubscriptions } from '../support/reference-subscriptions.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const grown = async (period: string, asOf = '2026-12-01T00:00') =>
  (await tokyo.one('mrr_expansion', { period, asOf })).value

describe('expansion MRR, by hand', () => {
  it('is what paying accounts pay more at the end', async () => {
    await tokyo.fill(movingQuarter)
    // Of "up": 130 and 20 after 100.
    expect(await tokyo.one('mrr_expansion', { period: '2026-Q1' })).toMatchObject({ value: 50, n: 1, reason: null })
    // By the month: 30 in February, 20 in March.
    expect([await grown('2026-01'), await grown('2026-02'), await grown('2026-03')]).toEqual([0, 30, 20])
  })

  it('nets what an account drops against what it adds', async () => {
    await tokyo.fill({
      subscriptions: [
        { mrr: 60, product: 'Core', ended_on: '2026-02-10' },
        { mrr: 90, product: 'Plus', started_on: '2026-02-20' },
        // The other account's loss is not netted against it.
        { mrr: 40, account_id: 'globex', ended_on: '2026-02-10' },
        { mrr: 15, account_id: 'globex', started_on: '2026-02-10' },
      ],
    })
    expect(await grown('2026-02')).toBe(30)
    expect(await tokyo.one('mrr_contraction', { period: '2026-02' })).toMatchObject({ value: -25 })
  })

  it('begins with the day before the period and ends with its last', async () => {
    await tokyo.fill({
      subscriptions: [
        { mrr: 100 },
        { mrr: 1, started_on: '2026-02-28' },
        { mrr: 10, started_on: '2026-03-01' },
        { mrr: 100, started_on: '2026-03-31' },
        { mrr: 1000, started_on: '2026-04-01' },
      ],
    })
    expect(await grown('2026-03')).toBe(110)
    // Of a month that runs, the as-of day is the last; at midnight it is still the day before.
    expect(await grown('2026-03', '2026-03-31T00:00')).toBe(10)
    expect(await grown('2026-03', '2026-03-31T00:01')).toBe(110)
  })

  it('is neither a new customer’s nor a returning one’s', async () => {
    await tokyo.fill({
      subscriptions: [
        { mrr: 100, started_on: '2026-02-01' },
        { mrr: 50, account_id: 'globex', started_on: '2024-01-01', ended_on: '2025-01-01' },
        { mrr: 90, account_id: 'globex', started_on: '2026-02-01' },
      ],
    })
    expect(await grown('2026-02')).toBe(0)
  })

  it('breaks down by the account and keeps to a scope', async () => {
    await tokyo.fill(movingQuarter)
    const ask = { period: '2026-Q1' }
    expect(await tokyo.values('mrr_expansion', { ...ask, by: ['segment'] })).toEqual({ SMB: 50, Enterprise: 0 })
    expect(await tokyo.one('mrr_expansion', { ...ask, scope: ['bob'] })).toMatchObject({ value: 0, n: 0 })
    expect(await tokyo.one('mrr_expansion', { ...ask, scope: ['ann'] })).toMatchObject({ value: 50, n: 1 })
  })
})

describe('expansion MRR, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const subscriptions = await readSubscriptions(company, directory)

  it('agrees with a second derivation', () =>
    agree(
      company,
      'mrr_expansion',
      questions,
      (pick, question) => moved(pick(movements(subscriptions, question)), 'expansion'),
      directory.dimensions,
    ))
})
