import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { movingQuarter } from '../support/movements.ts'
import { agree, questions } from '../support/reference.ts'
import { moved, movements } from '../support/reference-movements.ts'
import { readDirectory } from '../support/reference-people.ts'
import { readSubscriptions } from '../support/reference-subscriptions.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const shrunk = async (period: string, asOf = '2026-12-01T00:00') =>
  (await tokyo.one('mrr_contraction', { period, asOf })).value

describe('contraction MRR, by hand', () => {
  it('is what paying accounts pay less at the end, a negative amount', async () => {
    await tokyo.fill(movingQuarter)
    // "Down" keeps 60 of 100; "gone" keeps nothing, which is churn.
    expect(await tokyo.one('mrr_contraction', { period: '2026-Q1' })).toMatchObject({ value: -40, n: 1, reason: null })
    expect([await shrunk('2026-01'), await shrunk('2026-02'), await shrunk('2026-03')]).toEqual([0, -40, 0])
  })

  it('is churn of a subscription, and never of a customer', async () => {
    await tokyo.fill({ subscriptions: [{ mrr: 99, ended_on: '2026-02-01' }, { mrr: 1 }] })
    expect(await shrunk('2026-02')).toBe(-99)
    expect(await tokyo.one('mrr_churned', { period: '2026-02' })).toMatchObject({ value: 0, n: 0 })
  })

  it('takes a credit for less, on the days for which it is given', async () => {
    await tokyo.fill({ subscriptions: [{ mrr: 100 }, { mrr: -30, started_on: '2026-02-01', ended_on: '2026-03-01' }] })
    expect(await shrunk('2026-02')).toBe(-30)
    expect(await tokyo.one('mrr_expansion', { period: '2026-03' })).toMatchObject({ value: 30 })
    expect(await shrunk('2026-Q1')).toBe(0)
  })

  it('begins and ends with the days on which a row does', async () => {
    await tokyo.fill({
      subscriptions: [{ mrr: 100 }, { mrr: 5, ended_on: '2026-02-01' }, { mrr: 60, ended_on: '2026-03-01' }],
    })
    // What ends on 1 February was paid on 31 January; what ends on 1 March was paid on the last of February.
    expect(await shrunk('2026-01')).toBe(0)
    expect(await shrunk('2026-02')).toBe(-5)
    expect(await shrunk('2026-02', '2026-02-01T00:00')).toBe(0)
    expect(await shrunk('2026-02', '2026-02-01T00:01')).toBe(-5)
    expect(await shrunk('2026-03')).toBe(-60)
  })

  it('breaks down by the account and keeps to a scope', async () => {
    await tokyo.fill(movingQuarter)
    const ask = { period: '2026-Q1' }
    expect(await tokyo.values('mrr_contraction', { ...ask, by: ['team'] })).toEqual({ West: -40, East: 0 })
    expect(await tokyo.one('mrr_contraction', { ...ask, scope: ['cleo'] })).toMatchObject({ value: -40, n: 1 })
    expect(await tokyo.one('mrr_contraction', { ...ask, scope: ['ann'] })).toMatchObject({ value: 0, n: 0 })
  })
})

describe('contraction MRR, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const subscriptions = await readSubscriptions(company, directory)

  it('agrees with a second derivation', () =>
    agree(
      company,
      'mrr_contraction',
      questions,
      (pick, question) => moved(pick(movements(subscriptions, question)), 'contraction'),
      directory.dimensions,
    ))
})
