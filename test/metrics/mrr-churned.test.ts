import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { movingQuarter } from '../support/movements.ts'
import { agree, questions } from '../support/reference.ts'
import { moved, movements } from '../support/reference-movements.ts'
import { readDirectory } from '../support/reference-people.ts'
import { readSubscriptions } from '../support/reference-subscriptions.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const lost = async (period: string, asOf = '2026-12-01T00:00') =>
  (await tokyo.one('mrr_churned', { period, asOf })).value

describe('churned MRR, by hand', () => {
  it('is what accounts paid at the start that pay nothing at the end, a negative amount', async () => {
    await tokyo.fill(movingQuarter)
    expect(await tokyo.one('mrr_churned', { period: '2026-Q1' })).toMatchObject({ value: -70, n: 1, reason: null })
    // By the month: "paused" in January; in March "gone". "Passing" came after the quarter's start and before its end.
    expect([await lost('2026-01'), await lost('2026-02'), await lost('2026-03')]).toEqual([-55, 0, -970])
  })

  it('is the amount paid at the start, whatever it was before it went to 0', async () => {
    await tokyo.fill({
      subscriptions: [
        { mrr: 100, ended_on: '2026-02-10' },
        { mrr: 250, started_on: '2026-02-10', ended_on: '2026-03-10' },
      ],
    })
    expect(await lost('2026-Q1')).toBe(-100)
    expect([await lost('2026-02'), await lost('2026-03')]).toEqual([0, -250])
  })

  it('takes a pause at 0, and a credit in full, for churn', async () => {
    await tokyo.fill({
      subscriptions: [
        { mrr: 100, ended_on: '2026-02-01' },
        { mrr: 0, started_on: '2026-02-01' },
        { mrr: 20, account_id: 'globex' },
        { mrr: -20, account_id: 'globex', started_on: '2026-02-15' },
      ],
    })
    expect(await lost('2026-02')).toBe(-120)
  })

  it('comes on the day after the last that is paid for', async () => {
    await tokyo.fill({
      subscriptions: [
        { mrr: 10, ended_on: '2026-03-31' },
        { mrr: 7, ended_on: '2026-04-01', account_id: 'globex' },
      ],
    })
    expect(await lost('2026-03')).toBe(-10)
    expect(await lost('2026-04')).toBe(-7)
    expect(await lost('2026-03', '2026-03-31T00:00')).toBe(0)
    expect(await lost('2026-03', '2026-03-31T00:01')).toBe(-10)
  })

  it('does not come before its day, however long it has been known', async () => {
    await tokyo.fill({
      subscriptions: [
        { mrr: 10, ended_on: '2026-12-10', end_known_at: '2026-06-01' },
        // Signed, and not begun: nothing that could churn.
        { mrr: 7, started_on: '2026-12-15', account_id: 'globex' },
      ],
    })
    const asOf = '2026-11-20T00:00'
    expect([await lost('2026-Q4', asOf), await lost('2027-Q1', asOf)]).toEqual([0, 0])
    expect(await lost('2026-Q4', '2027-01-01T00:00')).toBe(-10)
  })

  it('counts accounts with a subscription without an MRR: to a sum that is nothing, and looks like churn', async () => {
    await tokyo.fill({
      subscriptions: [
        { mrr: 100, ended_on: '2026-02-01' },
        { mrr: null, started_on: '2026-02-01' },
        { mrr: 7, account_id: 'globex' },
        { mrr: null, account_id: 'globex', started_on: '2026-02-01' },
        // Neither at the start nor at the end.
        { mrr: null, account_id: 'initech', started_on: '2026-02-01', ended_on: '2026-02-10' },
      ],
    })
    const reading = await tokyo.one('mrr_churned', { period: '2026-02' })
    expect(reading).toMatchObject({ value: -100, n: 1 })
    expect(reading.leftOut.map(({ words, n }) => [words.en, n])).toEqual([['without an MRR', 2]])
    // The stock says the same of its change: 107 became 7.
    const [before, after] = await Promise.all(['2026-01', '2026-02'].map((period) => tokyo.one('mrr', { period })))
    expect([before?.value, after?.value]).toEqual([107, 7])
  })

  it('breaks down by the account and keeps to a scope', async () => {
    await tokyo.fill(movingQuarter)
    const ask = { period: '2026-Q1' }
    expect(await tokyo.values('mrr_churned', { ...ask, by: ['owner'] })).toEqual({ Ann: -70, Bob: 0 })
    expect(await tokyo.one('mrr_churned', { ...ask, scope: ['cleo'] })).toMatchObject({ value: -70, n: 1 })
    expect(await tokyo.one('mrr_churned', { ...ask, scope: ['bob'] })).toMatchObject({ value: 0, n: 0 })
  })
})

describe('churned MRR, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const subscriptions = await readSubscriptions(company, directory)

  it('agrees with a second derivation', () =>
    agree(
      company,
      'mrr_churned',
      questions,
      (pick, question) => moved(pick(movements(subscriptions, question)), 'churned'),
      directory.dimensions,
    ))
})
