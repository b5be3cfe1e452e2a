import { describe, expect, it } from 'vitest'
import { UnknownDimension } from '../../src/query/dimensions.ts'
import { useCompany } from '../support/company.ts'
import { agree, ratio, sumOf } from '../support/reference.ts'
import { campaignQuestions, daysIn, readCampaigns } from '../support/reference-campaigns.ts'
import { readDeals } from '../support/reference-deals.ts'
import { readDirectory } from '../support/reference-people.ts'
import { holdsMonth } from '../support/reference-periods.ts'
import { campaignOf, firstWinsIn } from '../support/reference-wins.ts'
import { deals, type Rows } from '../support/rows.ts'
import { useLacking, useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const newYork = await useSsot({ zone: 'America/New_York' }, tokyo)
const cac = (period: string, asOf = '2026-12-01T00:00') => tokyo.one('cac', { period, asOf })

/** So many accounts won on the days given. */
const won = (...days: string[]) =>
  deals(
    ...days.map((day, i) => ({
      id: `o${i}`,
      account_id: `a${i}`,
      created_at: '2025-01-05',
      life: [[day, { stage_id: 'won' }]] as const,
    })),
  )
type Cost = NonNullable<Rows['costs']>[number]
const cost = (day: string, department: string, amount: number | null, more: Cost = {}): Cost => ({
  day,
  department,
  kind: 'program',
  amount,
  ...more,
})

describe('CAC, by hand', () => {
  it('is all costs of marketing and sales ÷ new customers of the period', async () => {
    await tokyo.fill({
      ...won('2026-01-31', '2026-02-01', '2026-02-28T23:59', '2026-03-01'),
      costs: [
        cost('2026-01-31', 'sales', 1),
        cost('2026-02-01', 'marketing', 100),
        cost('2026-02-10', 'sales', 250, { kind: 'people' }),
        cost('2026-02-11', 'marketing', 30, { kind: 'tools' }),
        cost('2026-02-12', 'sales', 40, { kind: null }),
        // A credit nets on its own day.
        cost('2026-02-28', 'marketing', -20),
        // Keeping customers is not winning them.
        cost('2026-02-10', 'cs', 5000, { kind: 'people' }),
        cost('2026-03-01', 'sales', 1),
      ],
    })
    expect(await cac('2026-02')).toMatchObject({
      // 100 + 250 + 30 + 40 − 20
      value: 200,
      numerator: 400,
      denominator: 2,
      n: 2,
      reason: null,
      notes: [],
      leftOut: [],
    })
  })

  it('counts the first win of new business alone', async () => {
    await tokyo.fill({
      ...deals(
        { id: 'o1', created_at: '2025-01-05', life: [['2026-01-20', { stage_id: 'won' }]] },
        { id: 'o2', created_at: '2025-01-05', life: [['2026-02-20', { stage_id: 'won' }]] },
        {
          id: 'o3',
          created_at: '2025-01-05',
          type: 'renewal',
          account_id: 'globex',
          life: [['2026-02-20', { stage_id: 'won' }]],
        },
      ),
      costs: [cost('2026-01-10', 'sales', 70), cost('2026-02-10', 'sales', 90)],
    })
    expect(await cac('2026-01')).toMatchObject({ value: 70 })
    expect(await cac('2026-02')).toMatchObject({ value: null, reason: 'no_data' })
    expect(await cac('2026-Q1')).toMatchObject({ value: 160 })
  })

  it('is labelled where people are not among the costs', async () => {
    const programme = ['programme only: no people costs are in the data']
    const notes = async () => (await cac('2026-02')).notes.map(({ en }) => en)
    const world = (costs: Cost[]) => tokyo.fill({ ...won('2026-02-10'), costs })
    await world([cost('2026-02-01', 'marketing', 100)])
    expect(await notes()).toEqual(programme)
    // Those of customer success, or of another month, do not count.
    await world([
      cost('2026-02-01', 'marketing', 100),
      cost('2026-02-01', 'cs', 100, { kind: 'people' }),
      cost('2026-03-01', 'sales', 100, { kind: 'people' }),
    ])
    expect(await notes()).toEqual(programme)
    await world([cost('2026-02-01', 'marketing', 100), cost('2026-02-28', 'sales', 100, { kind: 'people' })])
    expect(await notes()).toEqual([])
  })

  it('is null without a customer or without a cost, and never 0', async () => {
    await tokyo.fill({ costs: [cost('2026-02-10', 'sales', 90)] })
    expect(await cac('2026-02')).toMatchObject({ value: null, reason: 'no_data' })
    await tokyo.fill({ ...won('2026-02-10'), costs: [cost('2026-02-10', 'cs', 90), cost('2026-03-01', 'sales', 90)] })
    expect(await cac('2026-02')).toMatchObject({ value: null, reason: 'no_data' })
  })

  it('leaves out costs without an amount, and counts them once', async () => {
    await tokyo.fill({
      ...won('2026-02-10'),
      costs: [
        cost('2026-02-01', 'sales', 90),
        cost('2026-02-02', 'sales', null, { kind: 'people' }),
        cost('2026-02-02', 'cs', null),
      ],
    })
    const reading = await cac('2026-02')
    expect(reading).toMatchObject({ value: 90 })
    expect(reading.leftOut.map(({ words, n }) => [words.en, n])).toEqual([['without an amount', 1]])
  })

  it.each([
    // Payroll is booked once a month: less than one says nothing.
    { period: '2026-02-10', value: null },
    { period: '2026-02-01/2026-02-28', value: null },
    { period: '2026-02-01/2026-03-01', value: 90 },
    { period: '2026-01-31/2026-02-27', value: null },
    // From 31 January a month is over with the 27th, as February has no 31st.
    { period: '2026-01-31/2026-02-28', value: 90 },
    { period: '2026-02', value: 90 },
  ])('of $period is $value: it takes a whole month', async ({ period, value }) => {
    await tokyo.fill({ ...won('2026-02-10'), costs: [cost('2026-02-10', 'sales', 90, { kind: 'people' })] })
    const reading = await cac(period)
    expect(reading).toMatchObject({ value, reason: value === null ? 'too_few' : null })
    expect(reading.notes.map(({ en }) => en)).toEqual(
      value === null ? ['costs come by the month, so it takes at least one whole month'] : [],
    )
  })

  it('of a period that runs takes a month that is over', async () => {
    await tokyo.fill({
      ...won('2026-01-20', '2026-02-05T09:00'),
      costs: [cost('2026-01-10', 'sales', 70), cost('2026-02-05', 'sales', 90), cost('2026-02-06', 'sales', 1000)],
    })
    const quarter = (asOf: string) => cac('2026-Q1', asOf)
    expect(await quarter('2026-01-31T23:59')).toMatchObject({ value: null, reason: 'too_few', closed: false })
    expect(await quarter('2026-02-01T00:00')).toMatchObject({ value: 70 })
    // Of the running day its costs count, and what was won so far.
    expect(await quarter('2026-02-05T09:00')).toMatchObject({ value: 160, denominator: 1 })
    expect(await quarter('2026-02-05T09:01')).toMatchObject({ value: 80, denominator: 2, closed: false })
    expect(await cac('2026-02', '2026-02-28T12:00')).toMatchObject({ value: null, reason: 'too_few' })
    expect(await cac('2026-02', '2026-03-01T00:00')).toMatchObject({ value: 1090, closed: true })
  })

  it('takes the company’s days for costs and its instants for wins', async () => {
    await newYork.fill({
      // The last millisecond of March in New York, and the first of April.
      ...won('2026-04-01T03:59:59.999Z', '2026-04-01T04:00:00Z'),
      costs: [cost('2026-03-31', 'sales', 70), cost('2026-04-01', 'sales', 90)],
    })
    expect(await newYork.one('cac', { period: '2026-03' })).toMatchObject({ value: 70, denominator: 1 })
    expect(await newYork.one('cac', { period: '2026-04' })).toMatchObject({ value: 90, denominator: 1 })
  })

  it('has no owners, and says what it has; campaigns and channels are on both sides', async () => {
    await tokyo.fill({
      campaigns: [{ id: 'c1', name: 'Spring', channel: 'event' }],
      ...deals(
        { id: 'o1', created_at: '2025-01-05', campaign_id: 'c1', life: [['2026-02-10', { stage_id: 'won' }]] },
        { id: 'o2', created_at: '2025-01-05', account_id: 'globex', life: [['2026-02-10', { stage_id: 'won' }]] },
      ),
      costs: [
        cost('2026-02-01', 'marketing', 60, { campaign_id: 'c1' }),
        cost('2026-02-01', 'marketing', 5, { channel: 'event' }),
        cost('2026-02-01', 'sales', 400),
      ],
    })
    for (const name of ['owner', 'team', 'segment', 'department']) {
      const asked = tokyo.ask('cac', { period: '2026-02', by: [name] })
      await expect(asked).rejects.toThrow(UnknownDimension)
      await expect(asked).rejects.toMatchObject({ known: ['campaign', 'channel'] })
    }
    expect(await tokyo.values('cac', { period: '2026-02', by: ['channel'] })).toEqual({ event: 65, '–': 400 })
    expect(await tokyo.values('cac', { period: '2026-02', by: ['campaign'] })).toEqual({ Spring: 60, '–': 405 })
  })

  it('is the whole company’s: refused to who sees their own records, told to who sees totals', async () => {
    await tokyo.fill({ ...won('2026-02-10'), costs: [cost('2026-02-10', 'sales', 90)] })
    for (const scope of [['ann'], ['mia', 'ann', 'bob'], ['cleo']])
      await expect(tokyo.one('cac', { period: '2026-02', scope })).rejects.toThrow(
        /^CAC is a figure of the whole company/,
      )
    expect(await tokyo.one('cac', { period: '2026-02', scope: { kind: 'aggregates' } })).toMatchObject({ value: 90 })
  })
})

describe('CAC without kinds of costs', async () => {
  const bare = await useLacking(['costs.kind'])
  it('does not claim to know whether people are among them', async () => {
    await bare.fill({ ...won('2026-02-10'), costs: [cost('2026-02-10', 'sales', 90)] })
    const reading = await bare.one('cac', { period: '2026-02' })
    expect(reading).toMatchObject({ value: 90 })
    expect(reading.notes.map(({ en }) => en)).toEqual([
      'costs have no kind: whether people costs are among them is not known',
    ])
  })
})

describe('CAC, on the sample company', async () => {
  const company = await useCompany()
  const [known, campaigns] = [await readDeals(company, await readDirectory(company)), await readCampaigns(company)]
  const winning = campaigns.costs.filter(({ row }) => row.department === 'marketing' || row.department === 'sales')

  it('agrees with a second derivation', () =>
    agree(
      company,
      'cac',
      [
        ...campaignQuestions,
        { period: '2026-11' },
        { period: '2026-05', asOf: '2026-05-31T23:59' },
        { period: '2025' },
      ],
      (pick, question) => {
        const spent = pick(daysIn(winning, question)).map(({ amount }) => amount)
        const firsts = pick(
          firstWinsIn(known, question).map((deal) => ({ ...deal, dims: campaigns.dims(campaignOf(deal)) })),
        )
        if (spent.length === 0 || firsts.length === 0 || !holdsMonth(question)) return { value: null }
        return { ...ratio(sumOf(spent), firsts.length), n: firsts.length }
      },
      campaigns.dimensions,
    ))
})
