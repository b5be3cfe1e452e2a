import { describe, expect, it } from 'vitest'
import { UnknownDimension } from '../../src/query/dimensions.ts'
import { useCompany } from '../support/company.ts'
import { movingQuarter } from '../support/movements.ts'
import { agree, questions } from '../support/reference.ts'
import { moved, movements } from '../support/reference-movements.ts'
import { readDirectory } from '../support/reference-people.ts'
import { readSubscriptions } from '../support/reference-subscriptions.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const newYork = await useSsot({ zone: 'America/New_York' }, tokyo)
const fresh = (period: string, asOf = '2026-12-01T00:00') => tokyo.one('mrr_new', { period, asOf })

describe('new MRR, by hand', () => {
  it('is what accounts pay at the end that never paid before the period', async () => {
    await tokyo.fill(movingQuarter)
    expect(await fresh('2026-Q1')).toMatchObject({ value: 100, n: 1, closed: true, reason: null })
    expect(await tokyo.values('mrr_new', { period: '2026-Q1', by: ['account'] })).toMatchObject({ fresh: 100 })
  })

  it('counts whom the period’s last day finds paying and the day before it did not', async () => {
    const accounts = ['before', 'first day', 'last day', 'after'].map((id) => ({ id, name: id }))
    await tokyo.fill({
      accounts,
      subscriptions: [
        { account_id: 'before', mrr: 1, started_on: '2026-03-31' },
        { account_id: 'first day', mrr: 10, started_on: '2026-04-01' },
        { account_id: 'last day', mrr: 100, started_on: '2026-04-30' },
        { account_id: 'after', mrr: 1000, started_on: '2026-05-01' },
      ],
    })
    expect(await fresh('2026-03')).toMatchObject({ value: 1 })
    expect(await fresh('2026-04')).toMatchObject({ value: 110, n: 2 })
    expect(await fresh('2026-05')).toMatchObject({ value: 1000 })
    expect(await fresh('2026-04-01')).toMatchObject({ value: 10 })
  })

  it('knows a leap day', async () => {
    await tokyo.fill({ subscriptions: [{ mrr: 100, started_on: '2028-02-29' }] })
    expect(await fresh('2028-02', '2028-06-01T00:00')).toMatchObject({ value: 100 })
    expect(await fresh('2028-03', '2028-06-01T00:00')).toMatchObject({ value: 0 })
  })

  it('is told once from both ends: a month’s new and the next month’s expansion are the quarter’s new', async () => {
    await tokyo.fill({
      subscriptions: [
        { mrr: 100, started_on: '2026-01-10', ended_on: '2026-02-10' },
        // Away in the middle of the quarter, back with more: it never paid before the quarter.
        { mrr: 130, started_on: '2026-03-10' },
      ],
    })
    expect(await fresh('2026-01')).toMatchObject({ value: 100 })
    expect(await fresh('2026-02')).toMatchObject({ value: 0, n: 0, reason: null })
    expect(await fresh('2026-03')).toMatchObject({ value: 0 })
    expect(await fresh('2026-Q1')).toMatchObject({ value: 130, n: 1 })
  })

  it('is not paid by a subscription that is free, credited in full, or ended on the day it began', async () => {
    const accounts = ['free', 'credited', 'undone'].map((id) => ({ id, name: id }))
    await tokyo.fill({
      accounts,
      subscriptions: [
        { account_id: 'free', mrr: 0, started_on: '2025-01-01', ended_on: '2026-02-01' },
        { account_id: 'free', mrr: 1, started_on: '2026-02-01' },
        // Three months on the house: only when the credit ends does it pay for the first time.
        { account_id: 'credited', mrr: 10, started_on: '2025-11-01' },
        { account_id: 'credited', mrr: -10, started_on: '2025-11-01', ended_on: '2026-02-01' },
        { account_id: 'undone', mrr: 50, started_on: '2025-05-01', ended_on: '2025-05-01' },
        { account_id: 'undone', mrr: 100, started_on: '2026-02-01' },
      ],
    })
    expect(await fresh('2026-Q1')).toMatchObject({ value: 111, n: 3 })
    expect(await tokyo.one('mrr_reactivation', { period: '2026-Q1' })).toMatchObject({ value: 0 })
  })

  it('is not what a customer adds', async () => {
    await tokyo.fill({
      subscriptions: [
        { mrr: 100, product: 'Core' },
        { mrr: 30, product: 'Plus', started_on: '2026-02-01' },
      ],
    })
    expect(await fresh('2026-Q1')).toMatchObject({ value: 0, n: 0 })
  })

  it('of a period that runs ends with the as-of day, the company’s', async () => {
    await newYork.fill({ subscriptions: [{ mrr: 100, started_on: '2026-03-08' }] })
    const seen = async (asOf: string) => (await newYork.one('mrr_new', { period: '2026-03', asOf })).value
    // On 8 March, when the clocks go forward, midnight is 05:00Z.
    expect(await seen('2026-03-08T05:00:00Z')).toBe(0)
    expect(await seen('2026-03-08T05:00:01Z')).toBe(100)
    expect(await seen('2026-04-02T00:00')).toBe(100)
  })

  it('of a period that has not begun is 0, whatever is signed', async () => {
    await tokyo.fill({
      subscriptions: [
        { mrr: 100, started_on: '2026-11-01' },
        { mrr: 7, started_on: '2026-12-15', account_id: 'globex' },
      ],
    })
    expect(await fresh('2027-Q1', '2026-11-20T00:00')).toMatchObject({ value: 0, n: 0, closed: false })
  })

  it('belongs to the account’s owner and CSM; products have no part in it', async () => {
    await tokyo.fill({
      subscriptions: [
        { mrr: 100, started_on: '2026-02-01' },
        { mrr: 7, started_on: '2026-02-01', account_id: 'globex' },
      ],
    })
    const ask = { period: '2026-Q1' }
    expect(await tokyo.values('mrr_new', { ...ask, by: ['owner'] })).toEqual({ Ann: 100, Bob: 7 })
    expect(await tokyo.values('mrr_new', { ...ask, by: ['csm'] })).toEqual({ Cleo: 100, '–': 7 })
    expect(await tokyo.one('mrr_new', { ...ask, scope: ['bob'] })).toMatchObject({ value: 7, n: 1 })
    expect(await tokyo.one('mrr_new', { ...ask, scope: ['cleo'] })).toMatchObject({ value: 100 })
    expect(await tokyo.one('mrr_new', { ...ask, scope: ['mia', 'ann', 'bob'] })).toMatchObject({ value: 107 })
    expect(await tokyo.one('mrr_new', { ...ask, scope: { kind: 'aggregates' } })).toMatchObject({ value: 107 })
    const product = tokyo.ask('mrr_new', { ...ask, by: ['product'] })
    await expect(product).rejects.toThrow(UnknownDimension)
    await expect(product).rejects.toMatchObject({ known: expect.arrayContaining(['owner', 'segment']) })
  })
})

describe('new MRR, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const subscriptions = await readSubscriptions(company, directory)

  it('agrees with a second derivation', () =>
    agree(
      company,
      'mrr_new',
      questions,
      (pick, question) => moved(pick(movements(subscriptions, question)), 'new'),
      directory.dimensions,
    ))
})
