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
const grown = (period: string, asOf = '2026-12-01T00:00') => tokyo.one('expansion_rate', { period, asOf })

describe('expansion rate, by hand', () => {
  it('is the share of accounts paying at the start that won an expansion or a cross-sell', async () => {
    await tokyo.fill(growingQuarter)
    expect(await grown('2026-Q1')).toMatchObject({ value: 3 / 8, numerator: 3, denominator: 8, n: 8, reason: null })
    expect(await grown('2026-Q1', '2026-02-10T10:00')).toMatchObject({ value: 0, closed: false })
  })

  it('is not the sum of both: who was upsold and cross-sold is one account', async () => {
    await tokyo.fill(growingQuarter)
    const rate = async (id: string) => (await tokyo.one(id, { period: '2026-Q1' })).numerator
    expect([await rate('upsell_rate'), await rate('cross_sell_rate'), await rate('expansion_rate')]).toEqual([2, 2, 3])
  })

  it('is no growth of the MRR: a deal is won or it is not', async () => {
    await tokyo.fill({
      subscriptions: [
        { mrr: 100, ended_on: '2026-02-01' },
        { mrr: 900, started_on: '2026-02-01' },
        { mrr: 100, account_id: 'globex' },
      ],
      ...deals({
        id: 'o1',
        account_id: 'globex',
        type: 'expansion',
        created_at: '2026-01-05',
        life: [['2026-02-10', { stage_id: 'won' }]],
      }),
    })
    expect(await tokyo.values('expansion_rate', { period: '2026-02', by: ['account'] })).toEqual({ Globex: 1, Acme: 0 })
  })

  it('is null where nobody paid at the start', async () => {
    await tokyo.fill({ ...growingQuarter, subscriptions: [{ account_id: 'both', mrr: 0 }] })
    expect(await grown('2026-Q1')).toMatchObject({ value: null, reason: 'no_data', n: 0 })
  })

  it('is the account’s: its owner’s and its CSM’s', async () => {
    await tokyo.fill(growingQuarter)
    const ask = { period: '2026-Q1' }
    expect(await tokyo.values('expansion_rate', { ...ask, by: ['team'] })).toEqual({ West: 0.5, East: 1 / 3 })
    expect(await tokyo.one('expansion_rate', { ...ask, scope: ['mia', 'bob'] })).toMatchObject({ value: 0.5, n: 2 })
  })
})

describe('expansion rate, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const [known, subscriptions] = [await readDeals(company, directory), await readSubscriptions(company, directory)]

  it('agrees with a second derivation', () =>
    agree(
      company,
      'expansion_rate',
      questions,
      (pick, question) => grownShare(pick, { known, subscriptions }, question, ['expansion', 'cross_sell']),
      directory.dimensions,
    ))
})
