import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { movingQuarter } from '../support/movements.ts'
import { agree, questions, ratio } from '../support/reference.ts'
import { readDirectory } from '../support/reference-people.ts'
import { retained } from '../support/reference-retention.ts'
import { readSubscriptions } from '../support/reference-subscriptions.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot({ fiscalYearStart: 4 })
const kept = (period: string, asOf = '2026-12-01T00:00') => tokyo.one('retention_rate', { period, asOf })

describe('customer retention, by hand', () => {
  it('is the share of accounts paying at the start that pay at the end: 1 − logo churn', async () => {
    await tokyo.fill(movingQuarter)
    // Six paid on 31 December: up, down, gone, paused, moved and last. One of them is gone.
    expect(await kept('2026-Q1')).toMatchObject({ value: 5 / 6, numerator: 5, denominator: 6, n: 6, reason: null })
    expect((await tokyo.one('logo_churn', { period: '2026-Q1' })).value).toBeCloseTo(1 / 6, 10)
  })

  it('counts accounts, not subscriptions, and only their two ends', async () => {
    await tokyo.fill({
      subscriptions: [
        // Drops one of two.
        { mrr: 90, ended_on: '2026-02-01' },
        { mrr: 1 },
        // Away for a while within the quarter.
        { mrr: 50, account_id: 'globex', ended_on: '2026-02-01' },
        { mrr: 50, account_id: 'globex', started_on: '2026-03-31' },
        // Free since: lost.
        { mrr: 10, account_id: 'initech', ended_on: '2026-03-31' },
        { mrr: 0, account_id: 'initech', started_on: '2026-03-31' },
        // Came within it.
        { mrr: 10, account_id: 'umbrella', started_on: '2026-01-01' },
      ],
    })
    expect(await kept('2026-Q1')).toMatchObject({ value: 2 / 3, n: 3 })
    expect(await kept('2026-Q1', '2026-03-15T00:00')).toMatchObject({ numerator: 2, denominator: 3, closed: false })
    // In the fiscal year that begins with April, Acme, Globex and Umbrella stay.
    expect(await kept('2026-04-01/2027-04-01', '2027-06-01T00:00')).toMatchObject({ value: 1, n: 3 })
  })

  it('is null where nobody paid at the start, and of a period that has not begun', async () => {
    await tokyo.fill({
      subscriptions: [{ started_on: '2026-01-01' }, { started_on: '2026-12-15', account_id: 'globex' }],
    })
    expect(await kept('2026-Q1')).toMatchObject({ value: null, reason: 'no_data', n: 0 })
    // Who will have paid by the end of December is not known in November, and nobody has left since.
    expect(await kept('2027-Q1', '2026-11-20T00:00')).toMatchObject({ value: null, reason: 'no_data', n: 0 })
    // The first instant of a quarter finds everybody as on the day before.
    expect(await kept('2026-Q4', '2026-10-01T00:00')).toMatchObject({ value: 1, n: 1 })
  })

  it('says that a subscription has no MRR: the account seems to have left', async () => {
    await tokyo.fill({
      subscriptions: [
        { mrr: 100, ended_on: '2026-02-01' },
        { mrr: null, started_on: '2026-02-01' },
      ],
    })
    const reading = await kept('2026-Q1')
    expect(reading).toMatchObject({ value: 0 })
    expect(reading.leftOut.map(({ words, n }) => [words.en, n])).toEqual([['without an MRR', 1]])
  })

  it('belongs to the account’s owner and CSM', async () => {
    await tokyo.fill(movingQuarter)
    const of = (scope: string[]) => tokyo.one('retention_rate', { period: '2026-Q1', scope })
    // Cleo looks after "down" and "gone", Bob owns "down", "paused" and "last".
    expect(await of(['cleo'])).toMatchObject({ value: 0.5, n: 2 })
    expect(await of(['bob'])).toMatchObject({ value: 1, n: 3 })
    expect(await tokyo.values('retention_rate', { period: '2026-Q1', by: ['owner'] })).toEqual({ Ann: 2 / 3, Bob: 1 })
  })
})

describe('customer retention, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const subscriptions = await readSubscriptions(company, directory)

  it('agrees with a second derivation', () =>
    agree(
      company,
      'retention_rate',
      questions,
      (pick, question) => {
        const rows = pick(retained(subscriptions, question))
        return { ...ratio(rows.filter(({ end }) => end > 0).length, rows.length), n: rows.length }
      },
      directory.dimensions,
    ))
})
