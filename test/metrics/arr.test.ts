import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { agree, dayOf, questions, sumOf } from '../support/reference.ts'
import { readDirectory } from '../support/reference-people.ts'
import { readSubscriptions } from '../support/reference-subscriptions.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()

describe('ARR, by hand', () => {
  it('is twelve times the MRR of the day', async () => {
    await tokyo.fill({
      subscriptions: [
        { mrr: 100, started_on: '2026-01-01' },
        { mrr: 12.5, started_on: '2026-01-01', account_id: 'globex', ended_on: '2026-06-01' },
      ],
    })
    expect(await tokyo.one('arr', { period: '2026-Q1' })).toMatchObject({ value: 1350, n: 2 })
    expect(await tokyo.one('arr', { period: '2026-Q2' })).toMatchObject({ value: 1200, n: 1 })
    expect(await tokyo.one('arr', { period: '2025-Q4' })).toMatchObject({ value: 0, n: 0, reason: null })
  })
})

describe('ARR, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const subscriptions = await readSubscriptions(company, directory)

  it('agrees with a second derivation', () =>
    agree(
      company,
      'arr',
      questions,
      (pick, { end }) => {
        // Account by account here, subscription by subscription there.
        const day = dayOf(end - 1)
        const payers = pick(subscriptions.payersOn(day))
        const active = pick(
          subscriptions.activeOn(day).map((span) => ({ ...span, ...subscriptions.counted(span.account) })),
        )
        return { value: 12 * sumOf(payers.map(({ mrr }) => mrr)), n: active.length }
      },
      directory.dimensions,
    ))
})
