import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { agree, dayOf, questions } from '../support/reference.ts'
import { readDirectory } from '../support/reference-people.ts'
import { readSubscriptions } from '../support/reference-subscriptions.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()

describe('customers, by hand', () => {
  it('are accounts, not subscriptions, that pay more than 0 in all', async () => {
    await tokyo.fill({
      accounts: ['acme', 'globex', 'free', 'netted', 'gone'].map((id) => ({ id, name: id })),
      subscriptions: [
        { mrr: 100 },
        { mrr: 30 },
        { mrr: 7, account_id: 'globex' },
        { mrr: 0, account_id: 'free' },
        { mrr: 50, account_id: 'netted' },
        { mrr: -50, account_id: 'netted' },
        { mrr: 50, account_id: 'gone', ended_on: '2026-03-01' },
      ],
    })
    // In February: acme, globex and gone. On 1 March gone no longer pays.
    expect(await tokyo.one('customers', { period: '2026-02' })).toMatchObject({ value: 3, n: 3 })
    expect(await tokyo.one('customers', { period: '2026-03' })).toMatchObject({ value: 2, n: 2 })
  })

  it('must be accounts: a subscription of nobody is no customer', async () => {
    await tokyo.fill({ subscriptions: [{ mrr: 100 }, { mrr: 7, account_id: null }] })
    expect(await tokyo.one('customers', { period: '2026-02' })).toMatchObject({ value: 1 })
  })

  it('that drop one of several subscriptions stay customers', async () => {
    await tokyo.fill({ subscriptions: [{ mrr: 100, ended_on: '2026-03-01' }, { mrr: 30 }] })
    expect(await tokyo.one('customers', { period: '2026-03' })).toMatchObject({ value: 1 })
  })
})

describe('customers, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const subscriptions = await readSubscriptions(company, directory)

  it('agree with a second derivation', () =>
    agree(
      company,
      'customers',
      questions,
      (pick, { end }) => {
        const payers = pick(subscriptions.payersOn(dayOf(end - 1)))
        return { value: payers.length, n: payers.length }
      },
      directory.dimensions,
    ))
})
