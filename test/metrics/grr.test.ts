import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { agree, questions, ratio, sumOf } from '../support/reference.ts'
import { readDirectory } from '../support/reference-people.ts'
import { retained } from '../support/reference-retention.ts'
import { readSubscriptions } from '../support/reference-subscriptions.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()

describe('GRR, by hand', () => {
  it('caps each account at its start, over all of its subscriptions', async () => {
    await tokyo.fill({
      subscriptions: [
        // Acme drops one subscription of 60 and grows another by 90: 150 at the end, capped at 120.
        { mrr: 60, started_on: '2025-01-01', ended_on: '2026-02-01' },
        { mrr: 60, started_on: '2025-01-01', ended_on: '2026-02-01' },
        { mrr: 150, started_on: '2026-02-01' },
        { account_id: 'globex', mrr: 80, started_on: '2025-01-01', ended_on: '2026-03-01' },
        { account_id: 'globex', mrr: 30, started_on: '2026-03-01' },
      ],
    })
    // (120 + 30) ÷ (120 + 80); the NRR is (150 + 30) ÷ 200.
    expect(await tokyo.one('grr', { period: '2026-Q1' })).toMatchObject({
      value: 0.75,
      numerator: 150,
      denominator: 200,
      n: 2,
    })
    expect(await tokyo.one('nrr', { period: '2026-Q1' })).toMatchObject({ value: 0.9 })
  })

  it('is never above 1', async () => {
    await tokyo.fill({
      subscriptions: [
        { mrr: 10, ended_on: '2026-02-01' },
        { mrr: 1000, started_on: '2026-02-01' },
      ],
    })
    expect(await tokyo.one('grr', { period: '2026-Q1' })).toMatchObject({ value: 1 })
  })
})

describe('GRR, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const subscriptions = await readSubscriptions(company, directory)

  it('agrees with a second derivation', () =>
    agree(
      company,
      'grr',
      questions,
      (pick, question) => {
        const rows = pick(retained(subscriptions, question))
        const kept = rows.map(({ start, end }) => Math.min(start, end))
        return { ...ratio(sumOf(kept), sumOf(rows.map(({ start }) => start))), n: rows.length }
      },
      directory.dimensions,
    ))
})
