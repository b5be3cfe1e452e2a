import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { periodContaining } from '../../src/calendar/periods.ts'
import { useCompany } from '../support/company.ts'
import { agree, questions, sumOf } from '../support/reference.ts'
import { daysIn } from '../support/reference-campaigns.ts'
import { readDirectory } from '../support/reference-people.ts'
import { precedingOf } from '../support/reference-periods.ts'
import { readRevenue } from '../support/reference-revenue.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot({ fiscalYearStart: 4 })
const newYork = await useSsot({ zone: 'America/New_York' }, tokyo)
const booked = (recognized_on: string, amount: number | null, account_id = 'acme') => ({
  recognized_on,
  amount,
  account_id,
})
const growth = (period: string, asOf = '2026-12-01T00:00') => tokyo.one('revenue_growth', { period, asOf })

describe('revenue growth, by hand', () => {
  it('is revenue ÷ that of the period before − 1', async () => {
    await tokyo.fill({ revenue: [booked('2026-03-31', 300), booked('2026-04-01', 330), booked('2026-07-01', 9)] })
    expect(await growth('2026-Q2')).toMatchObject({
      value: expect.closeTo(0.1, 10),
      numerator: 330,
      denominator: 300,
      n: 1,
      closed: true,
      reason: null,
    })
  })

  it('is null on a base of 0 or less, and −100 % where nothing came after something', async () => {
    await tokyo.fill({
      revenue: [booked('2026-02-01', 100), booked('2026-04-01', -5), booked('2026-05-01', 10)],
    })
    const nothing = { value: null, reason: 'no_data' }
    expect(await growth('2026-02')).toMatchObject(nothing)
    expect(await growth('2026-03')).toMatchObject({ value: -1, numerator: 0, denominator: 100, reason: null })
    expect(await growth('2026-04')).toMatchObject(nothing)
    // After a month of refunds only.
    expect(await growth('2026-05')).toMatchObject(nothing)
  })

  it.each([
    // February is held against January, 31 days; March against all of February, 28.
    { period: '2026-02', value: 110 / 200 - 1 },
    { period: '2026-03', value: 220 / 110 - 1 },
    // As many days as March has, where they are just days: from 29 January.
    { period: '2026-03-01/2026-04-01', value: 220 / 310 - 1 },
    { period: '2026-02-01', value: null },
    { period: '2026-02-02', value: -1 },
  ])('of $period has a base of the same kind', async ({ period, value }) => {
    await tokyo.fill({ revenue: [booked('2026-01-29', 200), booked('2026-02-01', 110), booked('2026-03-31', 220)] })
    expect((await growth(period)).value).toEqual(value === null ? null : expect.closeTo(value, 10))
  })

  it('of a fiscal year is over the fiscal year before', async () => {
    // From April to March.
    await tokyo.fill({
      revenue: [
        booked('2025-03-31', 5000),
        booked('2025-04-01', 100),
        booked('2026-03-31', 100),
        booked('2026-04-01', 250),
      ],
    })
    const day = Temporal.PlainDate.from('2026-06-01')
    const window = { period: periodContaining('year', day, tokyo.calendar), asOf: tokyo.instant('2027-06-01T00:00') }
    const reading = (await tokyo.read(['revenue_growth'], [window])).one(tokyo.metric('revenue_growth'))
    expect(reading).toMatchObject({ from: '2026-04-01', to: '2027-04-01', value: 0.25, denominator: 200 })
    // Of the calendar year: 350 after 5,100.
    expect((await growth('2026')).value).toBeCloseTo(350 / 5100 - 1, 10)
  })

  it('of a month that runs is cut at the business day of the same ordinal and the same time', async () => {
    await tokyo.fill({
      revenue: [
        booked('2026-10-01', 100),
        booked('2026-10-02', 20),
        booked('2026-10-05', 4000),
        booked('2026-11-02', 150),
        booked('2026-11-03', 30),
      ],
    })
    // Tuesday 3 November is its 2nd business day, Friday 2 October was the other's. By half past two both have begun.
    expect(await growth('2026-11', '2026-11-03T14:30')).toMatchObject({
      value: 180 / 120 - 1,
      closed: false,
    })
    // At midnight neither has.
    expect(await growth('2026-11', '2026-11-03T00:00')).toMatchObject({ numerator: 150, denominator: 100 })
    // On Sunday the 1st no business day has come, and October began with one.
    expect(await growth('2026-11', '2026-11-01T12:00')).toMatchObject({ value: null, reason: 'no_data' })
    // Once it is over, October is whole.
    expect(await growth('2026-11')).toMatchObject({ numerator: 180, denominator: 4120 })
  })

  it('of a month that runs keeps the local time across the clock change', async () => {
    await newYork.fill({ revenue: [booked('2026-10-02', 100), booked('2026-11-03', 150)] })
    const seen = async (asOf: string) => {
      const { numerator, denominator } = await newYork.one('revenue_growth', { period: '2026-11', asOf })
      return [numerator, denominator]
    }
    // 00:01 in New York is 05:01Z in November, and was 04:01Z in October.
    expect(await seen('2026-11-03T05:01:00Z')).toEqual([150, 100])
    // The minute before: neither 3 November nor 2 October has begun, and without a base there is no growth.
    expect(await seen('2026-11-03T04:59:00Z')).toEqual([null, null])
  })

  it('of a period that has not begun is null: it has not shrunk', async () => {
    await tokyo.fill({ revenue: [booked('2026-11-01', 100)] })
    expect(await growth('2027-Q1', '2026-11-20T00:00')).toMatchObject({ value: null, reason: 'no_data' })
    expect(await growth('2026-12', '2026-12-01T00:00')).toMatchObject({ value: null, reason: 'no_data' })
  })

  it('breaks down by what revenue has; who came or went has no growth or all of it', async () => {
    await tokyo.fill({
      accounts: ['grew', 'came', 'went'].map((id) => ({ id, name: id, segment: id, owner_id: 'ann' })),
      revenue: [
        booked('2026-01-31', 100, 'grew'),
        booked('2026-02-01', 150, 'grew'),
        booked('2026-02-01', 70, 'came'),
        booked('2026-01-31', 40, 'went'),
      ],
    })
    expect(await tokyo.values('revenue_growth', { period: '2026-02', by: ['segment'] })).toEqual({
      grew: 0.5,
      went: -1,
      came: null,
    })
    // 220 after 140, of Ann's own; of Bob's, nothing.
    const ask = { period: '2026-02' }
    expect((await tokyo.one('revenue_growth', { ...ask, scope: ['ann'] })).value).toBeCloseTo(220 / 140 - 1, 10)
    expect(await tokyo.one('revenue_growth', { ...ask, scope: ['bob'] })).toMatchObject({ value: null })
  })

  it('says what either side leaves out', async () => {
    await tokyo.fill({
      revenue: [
        booked('2026-01-31', 100),
        booked('2026-01-31', null),
        booked('2026-02-01', 150),
        booked('2026-02-01', null),
      ],
    })
    const reading = await growth('2026-02')
    expect(reading).toMatchObject({ value: 0.5 })
    expect(reading.leftOut.map(({ words, n }) => [words.en, n])).toEqual([
      ['without an amount', 1],
      ['without an amount', 1],
    ])
  })
})

describe('revenue growth, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const revenue = await readRevenue(company, directory)

  it('agrees with a second derivation', () =>
    agree(
      company,
      'revenue_growth',
      [
        ...questions,
        // At the end of a month, where its revenue is recognized: on the day before, that day, and the day after.
        { period: '2026-Q3', asOf: '2026-08-31T00:00' },
        { period: '2026-Q3', asOf: '2026-08-31T12:00', by: ['segment'] },
        { period: '2026-08', asOf: '2026-09-01T00:01' },
        { period: '2025' },
      ],
      (pick, question) => {
        const [now, before] = [question, precedingOf(question)].map((each) =>
          sumOf(pick(daysIn(revenue, each)).map(({ amount }) => amount)),
        )
        if (now === undefined || before === undefined || before <= 0) return { value: null }
        return { value: now / before - 1, numerator: now, denominator: before }
      },
      directory.dimensions,
    ))
})
