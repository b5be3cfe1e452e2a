import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { agree, questions, ratio } from '../support/reference.ts'
import { readDirectory } from '../support/reference-people.ts'
import { retained } from '../support/reference-retention.ts'
import { readSubscriptions } from '../support/reference-subscriptions.ts'
import { deals } from '../support/rows.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()

describe('logo churn, by hand', () => {
  it('is the share of those who paid at the start and do not at the end', async () => {
    const accounts = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, name: id }))
    await tokyo.fill({
      accounts,
      subscriptions: [
        { account_id: 'a', started_on: '2025-01-01', ended_on: '2026-02-01' },
        // Drops one of two: no churn.
        { account_id: 'b', started_on: '2025-01-01', ended_on: '2026-02-01' },
        { account_id: 'b', started_on: '2025-01-01' },
        // Down to 0 without ending: churn.
        { account_id: 'c', started_on: '2025-01-01', ended_on: '2026-02-01' },
        { account_id: 'c', started_on: '2026-02-01', mrr: 0 },
        // Ends on the first day after the quarter: it still paid on 31 March.
        { account_id: 'd', started_on: '2025-01-01', ended_on: '2026-04-01' },
        // Came and went within it.
        { account_id: 'e', started_on: '2026-01-01', ended_on: '2026-02-01' },
      ],
    })
    expect(await tokyo.one('logo_churn', { period: '2026-Q1' })).toMatchObject({
      value: 0.5,
      numerator: 2,
      denominator: 4,
      n: 4,
    })
  })

  it('is null, not 0, where nobody paid at the start', async () => {
    await tokyo.fill({ subscriptions: [{ started_on: '2026-01-01' }] })
    expect(await tokyo.one('logo_churn', { period: '2026-Q1' })).toMatchObject({ value: null, reason: 'no_data' })
  })

  it('tells lapsed accounts whose renewal is still open apart, as of then', async () => {
    await tokyo.fill({
      subscriptions: [
        { started_on: '2025-01-01', ended_on: '2026-02-01' },
        { started_on: '2025-01-01', ended_on: '2026-02-01', account_id: 'globex' },
      ],
      ...deals(
        { id: 'r1', created_at: '2026-01-05', type: 'renewal', life: [['2026-04-20', { stage_id: 'lost' }]] },
        { id: 'o2', created_at: '2026-01-05', account_id: 'globex' },
      ),
    })
    const lapsed = async (asOf: string) =>
      (await tokyo.one('logo_churn', { period: '2026-Q1', asOf })).beside.map(({ value }) => value)
    // Globex has an open deal, but no renewal.
    expect(await lapsed('2026-04-10T00:00')).toEqual([1])
    expect(await lapsed('2026-05-01T00:00')).toEqual([0])
    // In January both still paid.
    expect(await lapsed('2026-01-20T00:00')).toEqual([0])
  })
})

describe('logo churn, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const subscriptions = await readSubscriptions(company, directory)

  it('agrees with a second derivation', () =>
    agree(
      company,
      'logo_churn',
      questions,
      (pick, question) => {
        const rows = pick(retained(subscriptions, question))
        return ratio(rows.filter(({ end }) => end === 0).length, rows.length)
      },
      directory.dimensions,
    ))
})
