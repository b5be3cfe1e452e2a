import { describe, expect, it } from 'vitest'
import { UnknownDimension } from '../../src/query/dimensions.ts'
import { useCompany } from '../support/company.ts'
import { agree, questions, sumOf } from '../support/reference.ts'
import { daysIn } from '../support/reference-campaigns.ts'
import { readDirectory } from '../support/reference-people.ts'
import { readRevenue } from '../support/reference-revenue.ts'
import { type Ask, useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const newYork = await useSsot({ zone: 'America/New_York' }, tokyo)
const booked = (recognized_on: string, amount: number | null, account_id: string | null = 'acme') => ({
  recognized_on,
  amount,
  account_id,
})

describe('revenue, by hand', () => {
  it('adds up what is recognized in the period; a refund counts on its own day', async () => {
    await tokyo.fill({
      revenue: [
        booked('2026-01-31', 1),
        booked('2026-02-01', 300),
        booked('2026-02-28', 50),
        // Of January's, given back in February.
        booked('2026-02-10', -20),
        booked('2026-03-01', 1000),
      ],
    })
    expect(await tokyo.one('revenue', { period: '2026-02' })).toMatchObject({
      value: 330,
      n: 3,
      reason: null,
      leftOut: [],
    })
    expect(await tokyo.one('revenue', { period: '2026-Q1' })).toMatchObject({ value: 1331, n: 5 })
    expect(await tokyo.one('revenue', { period: '2026-02-10' })).toMatchObject({ value: -20 })
    expect(await tokyo.one('revenue', { period: '2026-04' })).toMatchObject({ value: 0, n: 0, reason: null })
  })

  it('leaves out a row without an amount and says so', async () => {
    await tokyo.fill({ revenue: [booked('2026-02-01', 300), booked('2026-02-02', null), booked('2026-03-02', null)] })
    const reading = await tokyo.one('revenue', { period: '2026-02' })
    expect(reading).toMatchObject({ value: 300, n: 2 })
    expect(reading.leftOut.map(({ words, n }) => [words.en, n])).toEqual([['without an amount', 1]])
  })

  it.each([
    // A calendar day is the same day in every zone; when it has begun is not.
    { ssot: tokyo, last: '2026-03-31', next: '2026-04-01', asOf: '2026-03-30T15:00:00Z', value: 0 },
    { ssot: tokyo, last: '2026-03-31', next: '2026-04-01', asOf: '2026-03-30T15:00:01Z', value: 100 },
    { ssot: tokyo, last: '2026-03-31', next: '2026-04-01', asOf: '2026-12-01T00:00', value: 100 },
    { ssot: newYork, last: '2026-03-31', next: '2026-04-01', asOf: '2026-03-31T04:00:00Z', value: 0 },
    { ssot: newYork, last: '2026-03-31', next: '2026-04-01', asOf: '2026-03-31T04:00:01Z', value: 100 },
    // The first of April begins in New York at 04:00Z, after the clocks have gone forward.
    { ssot: newYork, last: '2026-03-31', next: '2026-04-01', asOf: '2026-04-01T04:00:01Z', value: 100 },
    { ssot: tokyo, last: '2028-02-29', next: '2028-03-01', asOf: '2028-06-01T00:00', value: 100 },
  ])('of the month of $last is $value in $ssot.zone as of $asOf', async ({ ssot, last, next, asOf, value }) => {
    await ssot.fill({ revenue: [booked(last, 100), booked(next, 7)] })
    expect(await ssot.one('revenue', { period: last.slice(0, 7), asOf })).toMatchObject({ value })
  })

  it('belongs to the account, as it is owned and looked after today', async () => {
    await tokyo.fill({
      revenue: [
        { ...booked('2026-02-01', 300), product: 'Core' },
        { ...booked('2026-02-01', 40, 'globex'), product: 'Core' },
        { ...booked('2026-02-01', 5), product: 'Plus' },
        // Of accounts that nobody knows.
        booked('2026-02-01', 1, 'deleted'),
        booked('2026-02-01', 1, null),
      ],
    })
    const by = (name: string) => tokyo.values('revenue', { period: '2026-02', by: [name] })
    expect(await by('owner')).toEqual({ Ann: 305, Bob: 40, '–': 2 })
    expect(await by('team')).toEqual({ East: 305, West: 40, '–': 2 })
    expect(await by('segment')).toEqual({ SMB: 305, Enterprise: 40, '–': 2 })
    expect(await by('csm')).toEqual({ Cleo: 305, '–': 42 })
    expect(await by('product')).toEqual({ Core: 340, Plus: 5, '–': 2 })
    const seen = async (ask: Omit<Ask, 'period'>) => (await tokyo.one('revenue', { period: '2026-02', ...ask })).value
    expect(await seen({ scope: ['ann'] })).toBe(305)
    expect(await seen({ scope: ['cleo'] })).toBe(305)
    expect(await seen({ scope: ['mia', 'ann', 'bob'] })).toBe(345)
    expect(await seen({ scope: ['rex'] })).toBe(0)
    expect(await seen({ scope: { kind: 'aggregates' } })).toBe(347)
    expect(await seen({ where: [{ dimension: 'product', values: ['plus'] }] })).toBe(5)
  })

  it('knows no campaign, and says what it knows', async () => {
    const asked = tokyo.ask('revenue', { period: '2026-02', by: ['campaign'] })
    await expect(asked).rejects.toThrow(UnknownDimension)
    await expect(asked).rejects.toMatchObject({ known: expect.arrayContaining(['owner', 'product', 'segment']) })
  })
})

describe('revenue, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const revenue = await readRevenue(company, directory)
  const products = [...new Set(revenue.flatMap(({ dims }) => dims.product ?? []))]

  it('agrees with a second derivation', () =>
    agree(
      company,
      'revenue',
      [
        ...questions,
        { period: '2026-Q3', by: ['product'] },
        { period: '2026-Q2', asOf: '2026-05-31T00:01', by: ['product', 'region'] },
      ],
      (pick, question) => {
        const rows = pick(daysIn(revenue, question))
        return { value: sumOf(rows.map(({ amount }) => amount)), n: rows.length }
      },
      { ...directory.dimensions, product: products },
    ))
})
