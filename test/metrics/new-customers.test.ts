import { describe, expect, it } from 'vitest'
import { UnknownDimension } from '../../src/query/dimensions.ts'
import { useCompany } from '../support/company.ts'
import { afterEdges, edges } from '../support/edges.ts'
import { agree, questions } from '../support/reference.ts'
import { readDeals } from '../support/reference-deals.ts'
import { readDirectory } from '../support/reference-people.ts'
import { firstWinsIn } from '../support/reference-wins.ts'
import { type Deal, deals } from '../support/rows.ts'
import { type Ask, useLacking, useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const newYork = await useSsot({ zone: 'America/New_York' }, tokyo)
const counted = async (period: string, ask: Omit<Ask, 'period'> = {}) =>
  (await tokyo.one('new_customers', { period, ...ask })).value
const won = (id: string, at: string, deal: Partial<Deal> = {}): Deal => ({
  id,
  created_at: '2025-01-05',
  ...deal,
  life: [[at, { stage_id: 'won' }]],
})

describe('new customers, by hand', () => {
  it('are accounts, by their first won opportunity of new business', async () => {
    await tokyo.fill(
      deals(
        won('o1', '2026-02-03', { type: 'new' }),
        // The same account once more.
        won('o2', '2026-02-20', { type: 'new', amount: 900 }),
        // Without a type it is new business, without an amount it counts.
        won('o3', '2026-02-05', { type: null, amount: null, account_id: 'globex' }),
        won('o4', '2026-02-05', { type: 'expansion', account_id: 'initech' }),
        won('o5', '2026-02-05', { type: 'cross_sell', account_id: 'initech' }),
        won('o6', '2026-02-05', { type: 'renewal', account_id: 'initech' }),
        { id: 'o7', created_at: '2026-01-05', account_id: 'umbrella', life: [['2026-02-07', { stage_id: 'lost' }]] },
        { id: 'o8', created_at: '2026-01-05', account_id: 'umbrella' },
      ),
    )
    expect(await tokyo.one('new_customers', { period: '2026-02' })).toMatchObject({
      value: 2,
      n: 2,
      reason: null,
      leftOut: [],
    })
  })

  it('may have bought something else before: only new business makes a first', async () => {
    await tokyo.fill(
      deals(won('o1', '2026-01-10', { type: 'renewal' }), won('o2', '2026-02-10'), won('o3', '2026-03-10')),
    )
    expect([await counted('2026-01'), await counted('2026-02'), await counted('2026-03')]).toEqual([0, 1, 0])
  })

  it('are 0 of nothing, and never without an account or a day', async () => {
    await tokyo.fill(deals(won('o1', '2026-02-03', { closed_at: null }), won('o2', '2026-02-03', { account_id: null })))
    expect(await tokyo.one('new_customers', { period: '2026-02' })).toMatchObject({ value: 0, n: 0, reason: null })
  })

  it.each(edges)('$period ends at $outside.1 in $zone', async ({ zone, period, inside, outside }) => {
    const ssot = zone === 'Asia/Tokyo' ? tokyo : newYork
    const all = [...inside, ...outside].map((at, i) => won(`o${i}`, at, { account_id: `a${i}` }))
    await ssot.fill(deals(...all))
    expect(await ssot.values('new_customers', { period, asOf: afterEdges, by: ['account'] })).toEqual({ a0: 1, a1: 1 })
  })

  it('are decided over the whole company, and then selected', async () => {
    await tokyo.fill(
      deals(
        won('o1', '2026-01-10', { owner_id: 'bob', sourced_by: 'sales', product: 'Core' }),
        won('o2', '2026-02-10', { owner_id: 'ann', sourced_by: 'marketing', product: 'Plus' }),
      ),
    )
    // Acme is Bob's: that Ann won it a second time does not make it hers, whatever one looks through.
    expect(await counted('2026-Q1')).toBe(1)
    expect(await tokyo.values('new_customers', { period: '2026-Q1', by: ['owner'] })).toEqual({ Bob: 1 })
    expect(await counted('2026-Q1', { scope: ['ann'] })).toBe(0)
    expect(await counted('2026-Q1', { where: [{ dimension: 'sourced_by', values: ['marketing'] }] })).toBe(0)
    expect(await counted('2026-Q1', { where: [{ dimension: 'product', values: ['Core'] }] })).toBe(1)
    expect(await counted('2026-02')).toBe(0)
  })

  it('are one where two opportunities close at the same instant', async () => {
    await tokyo.fill(deals(won('o2', '2026-02-10', { owner_id: 'bob' }), won('o1', '2026-02-10')))
    expect(await counted('2026-02')).toBe(1)
    expect(await tokyo.values('new_customers', { period: '2026-02', by: ['owner'] })).toEqual({ Ann: 1 })
  })

  it('belong to whoever owned the win when it closed, and to the account’s CSM', async () => {
    await tokyo.fill(
      deals({
        id: 'o1',
        created_at: '2026-01-05',
        life: [
          ['2026-02-10', { stage_id: 'won' }],
          ['2026-02-20', { owner_id: 'bob' }],
        ],
      }),
    )
    expect(await tokyo.values('new_customers', { period: '2026-02', by: ['owner'] })).toEqual({ Ann: 1 })
    expect(await tokyo.values('new_customers', { period: '2026-02', by: ['team', 'segment'] })).toEqual({
      'East / SMB': 1,
    })
    const seen = await Promise.all(
      [['ann'], ['bob'], ['cleo'], ['mia', 'ann', 'bob']].map((scope) => counted('2026-02', { scope })),
    )
    expect(seen).toEqual([1, 0, 1, 1])
  })

  it('of the past know what was won then: one reopened since, and none won later', async () => {
    await tokyo.fill(
      deals(
        {
          id: 'o1',
          created_at: '2026-01-05',
          life: [
            ['2026-02-10T10:00', { stage_id: 'won' }],
            ['2026-03-05T10:00', { stage_id: 's2' }],
          ],
        },
        won('o2', '2026-04-10T10:00'),
      ),
    )
    const [february, april] = [
      (asOf: string) => counted('2026-02', { asOf }),
      (asOf: string) => counted('2026-04', { asOf }),
    ]
    expect(await february('2026-02-10T10:00')).toBe(0)
    expect(await february('2026-02-10T10:01')).toBe(1)
    expect(await february('2026-03-05T10:00')).toBe(1)
    expect(await february('2026-03-05T10:01')).toBe(0)
    // With the first one open again, April's is the first.
    expect(await april('2026-04-10T10:00')).toBe(0)
    expect(await april('2026-05-01T00:00')).toBe(1)
    expect(await february('2026-05-01T00:00')).toBe(0)
  })

  it('have no breakdown by lead, and say which they have', async () => {
    const asked = tokyo.ask('new_customers', { period: '2026-02', by: ['colour'] })
    await expect(asked).rejects.toThrow(UnknownDimension)
    await expect(asked).rejects.toMatchObject({ known: expect.arrayContaining(['owner', 'segment', 'campaign']) })
  })
})

describe('new customers without types and history', async () => {
  const bare = await useLacking(['opportunities.type', 'opportunity_history'])
  it('rest on every first win, of its owner today', async () => {
    await bare.fill({
      opportunities: [
        { id: 'o1', stage_id: 'won', closed_at: '2026-02-10', updated_at: '2026-02-10' },
        { id: 'o2', stage_id: 'won', closed_at: '2026-02-01', updated_at: '2026-02-10', owner_id: 'bob' },
      ],
    })
    expect(await bare.values('new_customers', { period: '2026-02', by: ['owner'] })).toEqual({ Bob: 1 })
    // On 5 February only Bob's had been won; on the 1st nothing.
    expect(await bare.one('new_customers', { period: '2026-02', asOf: '2026-02-05T00:00' })).toMatchObject({ value: 1 })
    expect(await bare.one('new_customers', { period: '2026-02', asOf: '2026-02-01T00:00' })).toMatchObject({ value: 0 })
  })
})

describe('new customers, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const known = await readDeals(company, directory)

  it('agree with a second derivation', () =>
    agree(
      company,
      'new_customers',
      questions,
      (pick, question) => {
        const wins = pick(firstWinsIn(known, question))
        return { value: wins.length, n: wins.length }
      },
      directory.dimensions,
    ))
})
