import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { movingQuarter } from '../support/movements.ts'
import { agree, questions } from '../support/reference.ts'
import { moved, movements } from '../support/reference-movements.ts'
import { readDirectory } from '../support/reference-people.ts'
import { readSubscriptions } from '../support/reference-subscriptions.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const back = async (period: string, asOf = '2026-12-01T00:00') =>
  (await tokyo.one('mrr_reactivation', { period, asOf })).value

describe('reactivated MRR, by hand', () => {
  it('is what accounts pay at the end that did not at the start, and had before', async () => {
    await tokyo.fill(movingQuarter)
    expect(await tokyo.one('mrr_reactivation', { period: '2026-Q1' })).toMatchObject({ value: 90, n: 1, reason: null })
    expect(await tokyo.values('mrr_reactivation', { period: '2026-Q1', by: ['owner'] })).toMatchObject({ Bob: 90 })
  })

  it('follows a pause by the month, and shows no pause within a quarter', async () => {
    await tokyo.fill({
      subscriptions: [
        { mrr: 100, started_on: '2025-01-01', ended_on: '2026-01-15' },
        { mrr: 120, started_on: '2026-03-15' },
      ],
    })
    expect(await back('2026-01')).toBe(0)
    expect(await back('2026-02')).toBe(0)
    expect(await back('2026-03')).toBe(120)
    // From 100 to 120 by the quarter: that is expansion.
    expect(await back('2026-Q1')).toBe(0)
    expect(await tokyo.one('mrr_expansion', { period: '2026-Q1' })).toMatchObject({ value: 20 })
  })

  it('takes a pause at 0 for one, and a single day of payment for having paid', async () => {
    await tokyo.fill({
      subscriptions: [
        { mrr: 5, started_on: '2020-02-29', ended_on: '2020-03-01' },
        { mrr: 0, started_on: '2020-03-01', ended_on: '2026-02-01' },
        { mrr: 80, started_on: '2026-02-01' },
      ],
    })
    expect(await back('2026-02')).toBe(80)
    // Until that day it was new.
    expect(await back('2020-02')).toBe(0)
  })

  it('remembers the day before the period, and nothing of the period itself', async () => {
    await tokyo.fill({
      subscriptions: [
        { mrr: 80, started_on: '2026-01-31', ended_on: '2026-02-01' },
        { mrr: 80, started_on: '2026-02-10', account_id: 'globex', ended_on: '2026-02-11' },
        { mrr: 100, started_on: '2026-02-20' },
        { mrr: 7, started_on: '2026-02-20', account_id: 'globex' },
      ],
    })
    // Acme paid on 31 January, the start of February: it merely grew. Globex first paid within February.
    expect(await back('2026-02')).toBe(0)
    expect(await tokyo.one('mrr_new', { period: '2026-02' })).toMatchObject({ value: 7 })
    // From the 12th to the 25th both come back: on the 11th neither paid.
    expect(await back('2026-02-12/2026-02-26')).toBe(107)
  })

  it('has paid where a credit ran out before the period', async () => {
    await tokyo.fill({
      subscriptions: [
        { mrr: 10, started_on: '2025-01-01', ended_on: '2025-06-01' },
        { mrr: -10, started_on: '2025-01-01', ended_on: '2025-03-01' },
        { mrr: 30, started_on: '2026-02-01' },
      ],
    })
    // March to May 2025 were paid for.
    expect(await back('2026-02')).toBe(30)
  })

  it('belongs to the account’s owner and CSM', async () => {
    await tokyo.fill(movingQuarter)
    const of = async (scope: string[]) => (await tokyo.one('mrr_reactivation', { period: '2026-Q1', scope })).value
    expect([await of(['bob']), await of(['ann']), await of(['cleo'])]).toEqual([90, 0, 0])
  })
})

describe('reactivated MRR, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const subscriptions = await readSubscriptions(company, directory)

  it('agrees with a second derivation', () =>
    agree(
      company,
      'mrr_reactivation',
      questions,
      (pick, question) => moved(pick(movements(subscriptions, question)), 'reactivation'),
      directory.dimensions,
    ))
})
