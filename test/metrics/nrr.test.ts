import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { agree, questions, ratio, sumOf } from '../support/reference.ts'
import { readDirectory } from '../support/reference-people.ts'
import { retained } from '../support/reference-retention.ts'
import { readSubscriptions } from '../support/reference-subscriptions.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot({ fiscalYearStart: 4 })
const accounts = ['grew', 'shrank', 'left', 'paused', 'new'].map((id) => ({ id, name: id }))

describe('NRR, by hand', () => {
  it('is what those who paid at the start pay at the end', async () => {
    await tokyo.fill({
      accounts,
      subscriptions: [
        { account_id: 'grew', mrr: 100, started_on: '2025-01-01', ended_on: '2026-05-01' },
        { account_id: 'grew', mrr: 130, started_on: '2026-05-01' },
        { account_id: 'grew', mrr: 20, started_on: '2026-06-01' },
        { account_id: 'shrank', mrr: 80, started_on: '2025-01-01', ended_on: '2026-05-01' },
        { account_id: 'shrank', mrr: 30, started_on: '2026-05-01' },
        { account_id: 'left', mrr: 50, started_on: '2025-01-01', ended_on: '2026-06-30' },
        { account_id: 'new', mrr: 500, started_on: '2026-04-01' },
      ],
    })
    // As of 31 March 100 + 80 + 50 = 230; as of 30 June 150 + 30 + 0 = 180. Whoever came on 1 April is not among them.
    expect(await tokyo.one('nrr', { period: '2026-04-01/2026-07-01' })).toMatchObject({
      value: 180 / 230,
      numerator: 180,
      denominator: 230,
      n: 3,
    })
  })

  it('looks only at both ends: who paused and came back has lost nothing', async () => {
    await tokyo.fill({
      accounts,
      subscriptions: [
        { account_id: 'paused', mrr: 100, started_on: '2025-01-01', ended_on: '2026-04-10' },
        { account_id: 'paused', mrr: 100, started_on: '2026-06-20' },
      ],
    })
    expect(await tokyo.one('nrr', { period: '2026-04-01/2026-07-01' })).toMatchObject({ value: 1 })
    // While it was paused the same quarter stood at 0; a value of 0 is not the same as none.
    expect(await tokyo.one('nrr', { period: '2026-04-01/2026-07-01', asOf: '2026-05-01T00:00' })).toMatchObject({
      value: 0,
      closed: false,
      reason: null,
    })
    expect(await tokyo.one('nrr', { period: '2026-05' })).toMatchObject({ value: null, reason: 'no_data' })
  })

  it('has no value before the period begins, and says that a subscription has no MRR, as GRR and churn do', async () => {
    await tokyo.fill({
      subscriptions: [
        { mrr: 100, ended_on: '2026-05-01' },
        { mrr: null, started_on: '2026-05-01' },
        { mrr: 40, account_id: 'globex' },
        // Signed for July.
        { mrr: 7, account_id: 'initech', started_on: '2026-07-01' },
      ],
    })
    for (const [id, value] of Object.entries({ nrr: 40 / 140, grr: 40 / 140, logo_churn: 0.5 })) {
      const reading = await tokyo.one(id, { period: '2026-05', asOf: '2026-06-10T00:00' })
      expect(reading).toMatchObject({ value, n: 2 })
      expect(reading.leftOut.map(({ words, n }) => [words.en, n])).toEqual([['without an MRR', 1]])
      const later = await tokyo.one(id, { period: '2026-08', asOf: '2026-06-10T00:00' })
      expect(later).toMatchObject({ value: null, reason: 'no_data', n: 0, leftOut: [] })
    }
  })

  it('breaks down by the account as it is today', async () => {
    await tokyo.fill({
      subscriptions: [
        { mrr: 100, ended_on: '2026-05-01' },
        { mrr: 120, started_on: '2026-05-01' },
        { mrr: 40, account_id: 'globex' },
      ],
    })
    expect(await tokyo.values('nrr', { period: '2026-05', by: ['segment'] })).toEqual({ SMB: 1.2, Enterprise: 1 })
    expect(await tokyo.values('nrr', { period: '2026-05', by: ['csm'] })).toEqual({ Cleo: 1.2, '–': 1 })
    expect(await tokyo.one('nrr', { period: '2026-05', scope: ['bob'] })).toMatchObject({ value: 1, n: 1 })
  })
})

describe('NRR, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const subscriptions = await readSubscriptions(company, directory)

  it('agrees with a second derivation', () =>
    agree(
      company,
      'nrr',
      questions,
      (pick, question) => {
        const rows = pick(retained(subscriptions, question))
        return { ...ratio(sumOf(rows.map(({ end }) => end)), sumOf(rows.map(({ start }) => start))), n: rows.length }
      },
      directory.dimensions,
    ))
})
