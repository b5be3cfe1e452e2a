import { describe, expect, it } from 'vitest'
import type { Reading } from '../../src/define/reading.ts'
import { useCompany } from '../support/company.ts'
import { afterEdges, edges } from '../support/edges.ts'
import { agree, sumOf } from '../support/reference.ts'
import { campaignQuestions, daysIn, readCampaigns, wonIn } from '../support/reference-campaigns.ts'
import { readDeals } from '../support/reference-deals.ts'
import { readDirectory } from '../support/reference-people.ts'
import { type Deal, deals, type Row } from '../support/rows.ts'
import { openSsot, useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const newYork = await useSsot({ zone: 'America/New_York' }, tokyo)
const zones = { 'Asia/Tokyo': tokyo, 'America/New_York': newYork }
const february = { period: '2026-02' }
const campaigns = [
  { id: 'c1', name: 'Expo', channel: 'event' },
  { id: 'c2', name: 'Search', channel: 'paid_search' },
  { id: 'c3', name: 'Guide', channel: 'event' },
]
const won = (id: string, amount: number | null, campaign_id: string | null, more: Partial<Deal> = {}): Deal => ({
  id,
  created_at: '2026-01-05',
  amount,
  campaign_id,
  life: [['2026-02-10T10:00', { stage_id: 'won' }]],
  ...more,
})
const cost = (campaign_id: string | null, amount: number | null, more: Row<'costs'> = {}): Row<'costs'> => ({
  day: '2026-02-03',
  department: 'marketing',
  kind: 'program',
  campaign_id,
  amount,
  ...more,
})
const besideOf = ({ beside }: Reading) => Object.fromEntries(beside.map(({ words, value }) => [words.en, value]))

describe('campaign ROI, by hand', () => {
  it('is (0.8 × bookings of the campaigns’ own deals − their costs) ÷ their costs', async () => {
    await tokyo.fill({
      campaigns,
      costs: [
        cost('c1', 100),
        // Whoever paid it, it is the campaign's.
        cost('c1', 50, { department: 'sales', kind: 'people' }),
        cost('c2', 50),
        cost(null, 70),
        cost(null, 900, { department: 'sales' }),
        cost('c1', 5000, { day: '2026-03-01' }),
      ],
      ...deals(
        // Whoever sourced it, it is the campaign's.
        won('o1', 200, 'c1', { sourced_by: 'sales' }),
        won('o2', 300, 'c2', { sourced_by: 'marketing' }),
        won('o3', 9000, null, { sourced_by: 'marketing' }),
        won('l1', 800, 'c1', { life: [['2026-02-10', { stage_id: 'lost' }]] }),
      ),
    })
    // 0.8 × 500 = 400; 400 − 200 = 200; ÷ 200. What no campaign can be charged with is marketing's 70.
    const reading = await tokyo.one('marketing_roi', february)
    expect(reading).toMatchObject({ value: 1, numerator: 200, denominator: 200, n: 2, reason: null })
    expect(besideOf(reading)).toEqual({ 'of which renewals': 0, unallocated: 70 })
  })

  it('of each campaign; without costs there is none, and unallocated costs stand apart', async () => {
    await tokyo.fill({
      campaigns,
      costs: [cost('c1', 150), cost('c2', 40), cost(null, 70), cost(null, 900, { department: 'sales' })],
      ...deals(won('o1', 300, 'c1'), won('o2', 500, 'c3'), won('o3', 9000, null)),
    })
    const readings = await tokyo.ask('marketing_roi', { ...february, by: ['campaign'] })
    const told = readings.map((each) => [each.by.campaign, each.value, each.reason, besideOf(each).unallocated])
    // Expo: (240 − 150) ÷ 150. Search won nothing: all of its costs are lost. Guide cost nothing.
    expect(told).toEqual([
      ['Expo', 0.6, null, 0],
      ['Search', -1, null, 0],
      ['Guide', null, 'no_data', 0],
      [null, null, 'no_data', 70],
    ])
    // Channels: (240 + 400 − 150) ÷ 150.
    const byChannel = await tokyo.values('marketing_roi', { ...february, by: ['channel'] })
    expect(byChannel.event).toBeCloseTo(490 / 150, 10)
    expect(byChannel).toMatchObject({ paid_search: -1, '–': null })
    const where = [{ dimension: 'campaign', values: ['expo'] }]
    expect(await tokyo.one('marketing_roi', { ...february, where })).toMatchObject({ value: 0.6, denominator: 150 })
  })

  it('counts a deal once, for its own campaign, however many leads of others it had', async () => {
    await tokyo.fill({
      campaigns,
      costs: [cost('c1', 100), cost('c2', 100)],
      ...deals(won('o1', 500, 'c1')),
      leads: ['c1', 'c2', 'c2', 'c3'].map((campaign_id) => ({ campaign_id, opportunity_id: 'o1' })),
    })
    expect(await tokyo.values('marketing_roi', { ...february, by: ['campaign'] })).toEqual({ Expo: 3, Search: -1 })
    expect(await tokyo.one('marketing_roi', february)).toMatchObject({ value: 1, n: 1 })
  })

  it('counts renewals, as bookings do, and tells them apart', async () => {
    await tokyo.fill({
      campaigns,
      costs: [cost('c1', 100)],
      ...deals(won('o1', 250, 'c1'), won('r1', 125, 'c1', { type: 'renewal' })),
    })
    const reading = await tokyo.one('marketing_roi', february)
    // 0.8 × 375 = 300
    expect(reading).toMatchObject({ value: 2, n: 2 })
    expect(besideOf(reading)['of which renewals']).toBe(125)
  })

  it('leaves out what has no amount, on both sides, and counts it; a credit nets', async () => {
    await tokyo.fill({
      campaigns,
      costs: [cost('c1', 120), cost('c1', -20), cost('c1', null)],
      ...deals(won('o1', 250, 'c1'), won('o2', null, 'c1')),
    })
    const reading = await tokyo.one('marketing_roi', february)
    expect(reading).toMatchObject({ value: 1, denominator: 100 })
    expect(reading.leftOut.map(({ words, n }) => [words.en, n])).toEqual([
      ['without an amount', 1],
      ['without an amount', 1],
    ])
  })

  it.each([
    ['nothing', []],
    ['costs of 0', [cost('c1', 0)]],
    ['a credit alone', [cost('c1', -10)]],
    ['unallocated costs alone', [cost(null, 100)]],
  ])('is null over %s', async (_, costs) => {
    await tokyo.fill({ campaigns, costs, ...deals(won('o1', 250, 'c1')) })
    expect(await tokyo.one('marketing_roi', february)).toMatchObject({ value: null, reason: 'no_data' })
  })

  it('uses the gross margin of configuration', async () => {
    const half = await openSsot(tokyo.database, { grossMargin: 0.5 })
    await tokyo.fill({ campaigns, costs: [cost('c1', 100)], ...deals(won('o1', 300, 'c1')) })
    expect(await half.one('marketing_roi', february)).toMatchObject({ value: 0.5 })
    await half.close()
  })

  it.each(edges)('counts what closed in $period of $zone', async ({ zone, period, inside, outside }) => {
    const ssot = zones[zone]
    const at = (close: string, id: string): Deal =>
      won(id, 100, 'c1', { created_at: '2025-01-01', life: [[close, { stage_id: 'won' }]] })
    const { period: span } = ssot.window({ period })
    await ssot.fill({
      campaigns,
      costs: [
        cost('c1', 50, { day: `${span.from}` }),
        cost('c1', 30, { day: `${span.to.subtract({ days: 1 })}` }),
        cost('c1', 1000, { day: `${span.from.subtract({ days: 1 })}` }),
        cost('c1', 1000, { day: `${span.to}` }),
      ],
      ...deals(...inside.map((close, i) => at(close, `in ${i}`)), ...outside.map((close, i) => at(close, `out ${i}`))),
    })
    // 0.8 × 200 = 160; 160 − 80; ÷ 80
    expect(await ssot.one('marketing_roi', { period, asOf: afterEdges })).toMatchObject({ value: 1, n: 2 })
  })

  it('counts, while the period runs, costs of days up to today and deals won by now', async () => {
    await tokyo.fill({
      campaigns,
      costs: [cost('c1', 100, { day: '2026-02-10' }), cost('c1', 100, { day: '2026-02-11' })],
      ...deals(won('o1', 250, 'c1'), won('o2', 250, 'c1', { life: [['2026-02-11T10:00', { stage_id: 'won' }]] })),
    })
    const seen = (asOf: string) => tokyo.one('marketing_roi', { ...february, asOf })
    // The 10th is over, the 11th has not begun.
    expect(await seen('2026-02-11T00:00')).toMatchObject({ value: 1, denominator: 100, closed: false })
    expect(await seen('2026-02-11T09:00')).toMatchObject({ value: 0, denominator: 200 })
    expect(await seen('2026-02-11T11:00')).toMatchObject({ value: 1, denominator: 200 })
  })

  it('as of the past knows a win that was reopened since', async () => {
    await tokyo.fill({
      campaigns,
      costs: [cost('c1', 100)],
      ...deals(
        won('o1', 250, 'c1', {
          life: [
            ['2026-02-10T10:00', { stage_id: 'won' }],
            ['2026-03-05T10:00', { stage_id: 's2' }],
          ],
        }),
      ),
    })
    expect(await tokyo.one('marketing_roi', { ...february, asOf: '2026-03-05T10:00' })).toMatchObject({ value: 1 })
    expect(await tokyo.one('marketing_roi', february)).toMatchObject({ value: -1 })
  })

  it('is the whole company’s; marketing sees it by campaign, nobody by what one side does not have', async () => {
    await tokyo.fill({ campaigns, costs: [cost('c1', 100)], ...deals(won('o1', 250, 'c1')) })
    for (const scope of [['ann'], ['mia', 'ann', 'bob'], ['cleo']]) {
      await expect(tokyo.ask('marketing_roi', { ...february, scope })).rejects.toThrow(
        'Campaign ROI is a figure of the whole company; your role sees its own records only.',
      )
    }
    const scope = { kind: 'aggregates' } as const
    expect(await tokyo.values('marketing_roi', { ...february, by: ['campaign'], scope })).toEqual({ Expo: 1 })
    for (const name of ['owner', 'segment', 'department', 'kind']) {
      await expect(tokyo.ask('marketing_roi', { ...february, by: [name] })).rejects.toMatchObject({
        wanted: name,
        known: ['campaign', 'channel'],
      })
    }
  })
})

describe('campaign ROI, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const known = await readDeals(company, directory)
  const campaigns = await readCampaigns(company)

  it('agrees with a second derivation', () =>
    agree(
      company,
      'marketing_roi',
      campaignQuestions,
      (pick, question) => {
        const costs = pick(daysIn(campaigns.costs, question))
        const spent = sumOf(costs.filter(({ campaign }) => campaign !== null).map(({ amount }) => amount))
        const won = pick(wonIn(known, campaigns, question)).filter(({ row }) => row.campaign_id !== null)
        const earned = 0.8 * sumOf(won.map(({ amount }) => amount ?? 0))
        return { value: spent === 0 ? null : (earned - spent) / spent }
      },
      campaigns.dimensions,
    ))
})
