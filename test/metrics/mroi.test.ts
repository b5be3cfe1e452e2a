import { describe, expect, it } from 'vitest'
import { UnknownDimension } from '../../src/query/dimensions.ts'
import { useCompany } from '../support/company.ts'
import { afterEdges, edges } from '../support/edges.ts'
import { agree, sumOf } from '../support/reference.ts'
import { campaignQuestions, daysIn, readCampaigns, wonIn } from '../support/reference-campaigns.ts'
import { readDeals } from '../support/reference-deals.ts'
import { readDirectory } from '../support/reference-people.ts'
import { type Deal, deals } from '../support/rows.ts'
import { useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const newYork = await useSsot({ zone: 'America/New_York' }, tokyo)
const half = await useSsot({ grossMargin: 0.5 }, tokyo)
const february = (asOf = '2026-12-01T00:00') => tokyo.one('mroi', { period: '2026-02', asOf })

const won = (id: string, amount: number | null, deal: Partial<Deal> = {}): Deal => ({
  id,
  amount,
  created_at: '2025-01-05',
  sourced_by: 'marketing',
  life: [['2026-02-10T10:00', { stage_id: 'won' }]],
  ...deal,
})
const cost = (amount: number | null, more = {}) => ({ day: '2026-02-10', department: 'marketing', amount, ...more })

describe('marketing ROI, by hand', () => {
  it('is (gross margin × marketing’s bookings − marketing’s costs) ÷ those costs, without renewals', async () => {
    await tokyo.fill({
      ...deals(
        won('o1', 700),
        won('o2', 300, { type: 'expansion' }),
        won('o3', 200, { type: null }),
        won('o4', 5000, { type: 'renewal' }),
        won('o5', 5000, { sourced_by: 'sales' }),
        won('o6', 5000, { sourced_by: null }),
        won('o7', 5000, { life: [['2026-02-10', { stage_id: 'lost' }]] }),
        won('o8', 5000, { life: [] }),
      ),
      costs: [
        cost(350),
        cost(100, { kind: 'people' }),
        // A credit.
        cost(-50),
        cost(9000, { department: 'sales' }),
        cost(9000, { department: 'cs' }),
        cost(9000, { day: '2026-01-31' }),
        cost(9000, { day: '2026-03-01' }),
      ],
    })
    // (0.8 × 1,200 − 400) ÷ 400
    expect(await february()).toMatchObject({
      value: expect.closeTo(1.4, 10),
      numerator: expect.closeTo(560, 8),
      denominator: 400,
      n: 3,
      reason: null,
      leftOut: [],
    })
    // At a margin of 0.5: (600 − 400) ÷ 400
    expect((await half.one('mroi', { period: '2026-02' })).value).toBeCloseTo(0.5, 10)
  })

  it('is −100 % where nothing was won, and null without costs', async () => {
    await tokyo.fill({ costs: [cost(400)] })
    expect(await february()).toMatchObject({ value: -1, reason: null })
    await tokyo.fill({ ...deals(won('o1', 700)), costs: [cost(400, { department: 'sales' })] })
    expect(await february()).toMatchObject({ value: null, reason: 'no_data' })
    await tokyo.fill({ ...deals(won('o1', 700)), costs: [cost(400), cost(-400)] })
    expect(await february()).toMatchObject({ value: null, reason: 'no_data' })
  })

  it('leaves out bookings and costs without an amount, and says so', async () => {
    await tokyo.fill({ ...deals(won('o1', 1000), won('o2', null)), costs: [cost(400), cost(null), cost(null)] })
    const reading = await february()
    expect(reading).toMatchObject({ value: expect.closeTo(1, 10), n: 2 })
    expect(reading.leftOut.map(({ words, n }) => [words.en, n])).toEqual([
      ['without an amount', 1],
      ['without an amount', 2],
    ])
  })

  it.each(edges)('$period ends at $outside.1 in $zone', async ({ zone, period, inside, outside }) => {
    const ssot = zone === 'Asia/Tokyo' ? tokyo : newYork
    const all = [...inside, ...outside].map((at, i) => won(`o${i}`, 10 ** i, { life: [[at, { stage_id: 'won' }]] }))
    const { from, to } = ssot.window({ period }).period
    const spent = [from, to.subtract({ days: 1 }), from.subtract({ days: 1 }), to]
    await ssot.fill({ ...deals(...all), costs: spent.map((day, i) => cost(10 ** i, { day: `${day}` })) })
    // Of both, 1 and 10 lie inside.
    expect(await ssot.one('mroi', { period, asOf: afterEdges })).toMatchObject({
      numerator: expect.closeTo(0.8 * 11 - 11, 8),
      denominator: 11,
    })
  })

  it('of the past knows the amount and the state of then; costs are as known today', async () => {
    await tokyo.fill({
      ...deals(
        won('o1', 1000, {
          life: [
            ['2026-02-10T10:00', { stage_id: 'won' }],
            ['2026-02-20T10:00', { amount: 750 }],
            ['2026-03-20T10:00', { stage_id: 's2' }],
          ],
        }),
      ),
      costs: [cost(400), cost(200, { day: '2026-02-20' })],
    })
    expect(await february('2026-02-10T10:00')).toMatchObject({ value: -1, closed: false })
    expect(await february('2026-02-20T00:00')).toMatchObject({ value: expect.closeTo(1, 10), denominator: 400 })
    // The twentieth has begun: (0.8 × 1,000 − 600) ÷ 600, and from ten on (0.8 × 750 − 600) ÷ 600.
    expect((await february('2026-02-20T10:00')).value).toBeCloseTo(1 / 3, 10)
    expect((await february('2026-03-01T00:00')).value).toBeCloseTo(0, 10)
    expect(await february('2026-04-01T00:00')).toMatchObject({ value: -1 })
  })

  it('breaks down by campaign and channel, the only ones both sides have', async () => {
    await tokyo.fill({
      campaigns: [
        { id: 'c1', name: 'Spring', channel: 'event' },
        { id: 'c2', name: 'Summer', channel: 'webinar' },
      ],
      ...deals(won('o1', 1000, { campaign_id: 'c1' }), won('o2', 500)),
      costs: [
        cost(400, { campaign_id: 'c1' }),
        cost(100, { channel: 'event' }),
        cost(50, { campaign_id: 'c2', channel: 'webinar' }),
        cost(200),
      ],
    })
    expect(await tokyo.values('mroi', { period: '2026-02', by: ['campaign'] })).toEqual({
      Spring: expect.closeTo(1, 10),
      Summer: -1,
      // (0.8 × 500 − 300) ÷ 300
      '–': expect.closeTo(1 / 3, 10),
    })
    expect(await tokyo.values('mroi', { period: '2026-02', by: ['channel'] })).toEqual({
      event: expect.closeTo(0.6, 10),
      webinar: -1,
      '–': expect.closeTo(1, 10),
    })
    for (const name of ['owner', 'segment', 'sourced_by', 'department']) {
      const asked = tokyo.ask('mroi', { period: '2026-02', by: [name] })
      await expect(asked).rejects.toThrow(UnknownDimension)
      await expect(asked).rejects.toMatchObject({ known: ['campaign', 'channel'] })
    }
  })

  it('is the whole company’s: refused to who sees their own records, told to marketing', async () => {
    await tokyo.fill({ ...deals(won('o1', 1000)), costs: [cost(400)] })
    for (const scope of [['ann'], ['mia', 'ann', 'bob'], ['cleo']])
      await expect(tokyo.one('mroi', { period: '2026-02', scope })).rejects.toThrow(
        /^Marketing ROI is a figure of the whole company/,
      )
    const aggregates = await tokyo.one('mroi', { period: '2026-02', scope: { kind: 'aggregates' } })
    expect(aggregates.value).toBeCloseTo(1, 10)
  })
})

describe('marketing ROI, on the sample company', async () => {
  const company = await useCompany()
  const [known, campaigns] = [await readDeals(company, await readDirectory(company)), await readCampaigns(company)]
  const marketing = campaigns.costs.filter(({ row }) => row.department === 'marketing')

  it('agrees with a second derivation', () =>
    agree(
      company,
      'mroi',
      campaignQuestions,
      (pick, question) => {
        const spent = sumOf(pick(daysIn(marketing, question)).map(({ amount }) => amount))
        const won = pick(wonIn(known, campaigns, question)).filter(
          ({ row, type }) => row.sourced_by === 'marketing' && type !== 'renewal',
        )
        if (spent <= 0) return { value: null }
        const gained = 0.8 * sumOf(won.map(({ amount }) => amount ?? 0)) - spent
        return { value: gained / spent, numerator: gained, denominator: spent, n: won.length }
      },
      campaigns.dimensions,
    ))
})
