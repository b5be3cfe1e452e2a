import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { growingQuarter } from '../support/grown.ts'
import { agree, questions } from '../support/reference.ts'
import { readDeals } from '../support/reference-deals.ts'
import { readDirectory } from '../support/reference-people.ts'
import { readSubscriptions } from '../support/reference-subscriptions.ts'
import { grownShare } from '../support/reference-wins.ts'
import { deals } from '../support/rows.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const crossSold = (period: string, asOf = '2026-12-01T00:00') => tokyo.one('cross_sell_rate', { period, asOf })

describe('cross-sell rate, by hand', () => {
  it('is the share of accounts paying at the start that won a cross-sell', async () => {
    await tokyo.fill(growingQuarter)
    expect(await crossSold('2026-Q1')).toMatchObject({ value: 0.25, numerator: 2, denominator: 8, n: 8, reason: null })
    expect(await crossSold('2026-01')).toMatchObject({ value: 0, denominator: 8, reason: null })
    // On 30 December "former" paid, and it won in February.
    expect(await crossSold('2025-12-31/2026-03-01')).toMatchObject({ numerator: 3, denominator: 9 })
  })

  it('of a period that runs ends at the as-of instant', async () => {
    await tokyo.fill(growingQuarter)
    expect(await crossSold('2026-Q1', '2026-02-10T10:00')).toMatchObject({ value: 0, denominator: 8, closed: false })
    expect(await crossSold('2026-Q1', '2026-02-10T10:01')).toMatchObject({ value: 0.25, closed: false })
  })

  it('counts an account once, whatever it was sold', async () => {
    const life = [['2026-02-10', { stage_id: 'won' }]] as const
    const sold = { type: 'cross_sell', created_at: '2026-01-05', life }
    await tokyo.fill({
      // Two subscriptions, two deals, one account; of the other, a deal without an amount.
      subscriptions: [{ product: 'Core' }, { product: 'Plus' }, { account_id: 'globex' }, { account_id: 'initech' }],
      ...deals(
        { id: 'o1', ...sold },
        { id: 'o2', ...sold },
        { id: 'o3', ...sold, account_id: 'globex', amount: null },
        // A deal of no account is nobody's.
        { id: 'o4', ...sold, account_id: null },
      ),
    })
    expect(await crossSold('2026-02')).toMatchObject({ numerator: 2, denominator: 3 })
  })

  it('is null where nobody paid at the start', async () => {
    await tokyo.fill({ ...growingQuarter, subscriptions: [] })
    expect(await crossSold('2026-Q1')).toMatchObject({ value: null, reason: 'no_data', n: 0 })
  })

  it('is the account’s: its owner’s and its CSM’s', async () => {
    await tokyo.fill(growingQuarter)
    const ask = { period: '2026-Q1' }
    expect(await tokyo.values('cross_sell_rate', { ...ask, by: ['csm'] })).toEqual({ Cleo: 1, '–': 1 / 7 })
    expect(await tokyo.one('cross_sell_rate', { ...ask, scope: ['cleo'] })).toMatchObject({ value: 1, n: 1 })
    expect(await tokyo.one('cross_sell_rate', { ...ask, scope: ['bob'] })).toMatchObject({ value: 0, n: 2 })
  })
})

describe('cross-sell rate, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const [known, subscriptions] = [await readDeals(company, directory), await readSubscriptions(company, directory)]

  it('agrees with a second derivation', () =>
    agree(
      company,
      'cross_sell_rate',
      questions,
      (pick, question) => grownShare(pick, { known, subscriptions }, question, ['cross_sell']),
      directory.dimensions,
    ))
})
