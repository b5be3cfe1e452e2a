import { describe, expect, it } from 'vitest'
import { UnknownDimension } from '../../src/query/dimensions.ts'
import { useCompany } from '../support/company.ts'
import { afterEdges, edges } from '../support/edges.ts'
import { growingQuarter } from '../support/grown.ts'
import { agree, questions } from '../support/reference.ts'
import { readDeals } from '../support/reference-deals.ts'
import { readDirectory } from '../support/reference-people.ts'
import { readSubscriptions } from '../support/reference-subscriptions.ts'
import { grownShare } from '../support/reference-wins.ts'
import { deals } from '../support/rows.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const newYork = await useSsot({ zone: 'America/New_York' }, tokyo)
const upsold = (period: string, asOf = '2026-12-01T00:00') => tokyo.one('upsell_rate', { period, asOf })

describe('upsell rate, by hand', () => {
  it('is the share of accounts paying at the start that won an expansion', async () => {
    await tokyo.fill(growingQuarter)
    expect(await upsold('2026-Q1')).toMatchObject({ value: 0.25, numerator: 2, denominator: 8, n: 8, reason: null })
    // In February "later" is one more on both sides; in March nobody won, and "up" no longer pays at its start.
    expect(await upsold('2026-02')).toMatchObject({ numerator: 3, denominator: 9 })
    expect(await upsold('2026-03')).toMatchObject({ value: 0, denominator: 8, reason: null })
  })

  it.each(edges)('$period ends at $outside.1 in $zone', async ({ zone, period, inside, outside }) => {
    const ssot = zone === 'Asia/Tokyo' ? tokyo : newYork
    const all = [...inside, ...outside].map((at, i) => ({
      id: `o${i}`,
      account_id: `a${i}`,
      type: 'expansion',
      created_at: '2025-01-05',
      life: [[at, { stage_id: 'won' }]] as const,
    }))
    await ssot.fill({ ...deals(...all), subscriptions: all.map(({ account_id }) => ({ account_id })) })
    expect(await ssot.values('upsell_rate', { period, asOf: afterEdges, by: ['account'] })).toEqual({
      a0: 1,
      a1: 1,
      a2: 0,
      a3: 0,
    })
  })

  it('takes who pays on the day before the period, by all of its subscriptions', async () => {
    const life = [['2026-02-10', { stage_id: 'won' }]] as const
    const expansion = (id: string) => ({ id, account_id: id, type: 'expansion', created_at: '2026-01-05', life })
    await tokyo.fill({
      ...deals(expansion('yesterday'), expansion('today'), expansion('credited'), expansion('free')),
      subscriptions: [
        { account_id: 'yesterday', started_on: '2026-01-31' },
        { account_id: 'today', started_on: '2026-02-01' },
        { account_id: 'credited' },
        { account_id: 'credited', mrr: -100 },
        { account_id: 'free', mrr: 0 },
      ],
    })
    expect(await upsold('2026-02')).toMatchObject({ value: 1, n: 1 })
  })

  it('of the past knows what was won then: one reopened since, and none won later', async () => {
    await tokyo.fill({
      subscriptions: [{}, { account_id: 'globex' }],
      ...deals({
        id: 'o1',
        type: 'expansion',
        created_at: '2026-01-05',
        life: [
          ['2026-02-10T10:00', { stage_id: 'won' }],
          ['2026-03-05T10:00', { stage_id: 's2' }],
          ['2026-04-02T10:00', { stage_id: 'won' }],
        ],
      }),
    })
    const february = async (asOf: string) => (await upsold('2026-02', asOf)).value
    expect(await february('2026-02-10T10:00')).toBe(0)
    expect(await february('2026-02-10T10:01')).toBe(0.5)
    expect(await february('2026-03-05T10:00')).toBe(0.5)
    expect(await february('2026-03-05T10:01')).toBe(0)
    expect(await february('2026-12-01T00:00')).toBe(0)
    expect(await upsold('2026-04')).toMatchObject({ value: 0.5 })
  })

  it('is null where nobody paid at the start, and of a period that has not begun', async () => {
    await tokyo.fill({ subscriptions: [{ started_on: '2026-02-01' }, { started_on: '2026-12-15' }] })
    expect(await upsold('2026-02')).toMatchObject({ value: null, reason: 'no_data', n: 0 })
    expect(await upsold('2027-Q1', '2026-11-20T00:00')).toMatchObject({ value: null, reason: 'no_data', n: 0 })
  })

  it('is the account’s: its owner’s and its CSM’s, not the seller’s', async () => {
    await tokyo.fill(growingQuarter)
    const ask = { period: '2026-Q1' }
    expect(await tokyo.values('upsell_rate', { ...ask, by: ['owner'] })).toEqual({ Bob: 0.5, Ann: 1 / 6 })
    expect(await tokyo.values('upsell_rate', { ...ask, by: ['segment'] })).toEqual({ Enterprise: 0.5, SMB: 1 / 6 })
    expect(await tokyo.one('upsell_rate', { ...ask, scope: ['ann'] })).toMatchObject({ numerator: 1, denominator: 6 })
    expect(await tokyo.one('upsell_rate', { ...ask, scope: ['cleo'] })).toMatchObject({ value: 0, denominator: 1 })
    // What was sold is no account's: who did not buy has neither type nor product.
    for (const name of ['type', 'product', 'source']) {
      const asked = tokyo.ask('upsell_rate', { ...ask, by: [name] })
      await expect(asked).rejects.toThrow(UnknownDimension)
      await expect(asked).rejects.toMatchObject({ known: expect.arrayContaining(['account', 'csm', 'owner']) })
    }
  })
})

describe('upsell rate, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const [known, subscriptions] = [await readDeals(company, directory), await readSubscriptions(company, directory)]

  it('agrees with a second derivation', () =>
    agree(
      company,
      'upsell_rate',
      questions,
      (pick, question) => grownShare(pick, { known, subscriptions }, question, ['expansion']),
      directory.dimensions,
    ))
})
