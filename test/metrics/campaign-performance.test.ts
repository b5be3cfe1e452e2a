import { describe, expect, it } from 'vitest'
import { useCompany } from '../support/company.ts'
import { type Asked, agree, type Expected, type Pick, sumOf } from '../support/reference.ts'
import { campaignQuestions, daysIn, readCampaigns, wonIn } from '../support/reference-campaigns.ts'
import { readDeals } from '../support/reference-deals.ts'
import { readLeads } from '../support/reference-leads.ts'
import { readDirectory } from '../support/reference-people.ts'
import { type Deal, deals, type Row } from '../support/rows.ts'
import { type Ask, type Ssot, useLacking, useSsot } from '../support/ssot.ts'

const tokyo = await useSsot()
const february = { period: '2026-02' }
const campaigns = [
  { id: 'c1', name: 'Expo', channel: 'event' },
  { id: 'c2', name: 'Search', channel: 'paid_search' },
]
const cost = (campaign_id: string | null, amount: number, day = '2026-02-03'): Row<'costs'> => ({
  day,
  department: 'marketing',
  campaign_id,
  amount,
})
const won = (id: string, amount: number, campaign_id: string | null, more: Partial<Deal> = {}): Deal => ({
  id,
  created_at: '2026-01-05',
  amount,
  campaign_id,
  life: [['2026-02-10T10:00', { stage_id: 'won' }]],
  ...more,
})

type Cells = Record<string, number | null>

/** The table's cells: by the row's name, then by column. */
async function tableOf(ssot: Ssot, ask: Ask, by = 'campaign'): Promise<Record<string, Cells>> {
  const rows: Record<string, Cells> = {}
  for (const { metric, by: names, value } of await ssot.ask('campaign_performance', { ...ask, by: [by] })) {
    const name = names[by] ?? '–'
    rows[name] = { ...rows[name], [metric]: value }
  }
  return rows
}

describe('campaign performance, by hand', () => {
  it('is what each campaign brought and cost in the period', async () => {
    await tokyo.fill({
      campaigns,
      leads: [
        { campaign_id: 'c1', created_at: '2026-02-01', mql_at: '2026-02-02', sql_at: '2026-02-03' },
        { campaign_id: 'c1', created_at: '2026-02-01', mql_at: '2026-02-02' },
        // Came in January, became MQL in February, SQL in March.
        { campaign_id: 'c1', created_at: '2026-01-20', mql_at: '2026-02-02', sql_at: '2026-03-02' },
        { campaign_id: 'c1', created_at: '2026-02-28T23:59' },
        { campaign_id: 'c1', created_at: '2026-03-01T00:00', mql_at: '2026-03-01T00:00' },
        { campaign_id: 'c2', created_at: '2026-02-05' },
        { created_at: '2026-02-05', mql_at: '2026-02-05' },
      ],
      costs: [
        ...[cost('c1', 90), cost('c1', 60, '2026-02-28'), cost('c1', 7000, '2026-03-01'), cost(null, 500)],
        // Sales' own costs are no campaign's, and nothing that marketing could allocate.
        { ...cost(null, 900), department: 'sales' },
      ],
      ...deals(
        won('o1', 300, 'c1'),
        { id: 'o2', created_at: '2026-02-20', campaign_id: 'c1' },
        { id: 'o3', created_at: '2026-02-21', campaign_id: 'c2' },
        won('o4', 40, null),
      ),
    })
    expect(await tableOf(tokyo, february)).toEqual({
      Expo: {
        leads: 3,
        mqls: 3,
        sqls: 1,
        opportunities_created: 1,
        bookings: 300,
        costs: 150,
        // 150 ÷ 3
        cost_per_mql: 50,
        // (0.8 × 300 − 150) ÷ 150
        marketing_roi: 0.6,
      },
      Search: {
        leads: 1,
        mqls: 0,
        sqls: 0,
        opportunities_created: 1,
        bookings: 0,
        costs: 0,
        cost_per_mql: null,
        marketing_roi: null,
      },
      // Without a campaign: marketing's 500 are unallocated; what is not one campaign's has no cost for an MQL and no return.
      '–': {
        leads: 1,
        mqls: 1,
        sqls: 0,
        opportunities_created: 0,
        bookings: 40,
        costs: 500,
        cost_per_mql: null,
        marketing_roi: null,
      },
    })
  })

  it('has no cost per MQL without costs or without MQLs, and says that there is no data', async () => {
    await tokyo.fill({
      campaigns,
      leads: [{ campaign_id: 'c1', created_at: '2026-02-01', mql_at: '2026-02-02' }],
      costs: [cost('c2', 100)],
    })
    const readings = await tokyo.ask('campaign_performance', { ...february, by: ['campaign'] })
    const told = readings.filter(({ metric }) => metric === 'cost_per_mql')
    expect(told.map(({ by, value, reason }) => [by.campaign, value, reason])).toEqual([
      ['Expo', null, 'no_data'],
      ['Search', null, 'no_data'],
    ])
    // Costs known to be 0 are another thing than none known.
    await tokyo.fill({
      campaigns,
      leads: [{ campaign_id: 'c1', created_at: '2026-02-01', mql_at: '2026-02-02' }],
      costs: [cost('c1', 0)],
    })
    expect((await tableOf(tokyo, february)).Expo).toMatchObject({ cost_per_mql: 0, marketing_roi: null })
  })

  it('counts a deal once, for its own campaign, and each lead for its own', async () => {
    await tokyo.fill({
      campaigns,
      leads: ['c1', 'c2', 'c2'].map((campaign_id) => ({ campaign_id, created_at: '2026-02-01', opportunity_id: 'o1' })),
      ...deals(won('o1', 300, 'c1', { created_at: '2026-02-02' })),
    })
    expect(await tableOf(tokyo, february)).toMatchObject({
      Expo: { leads: 1, opportunities_created: 1, bookings: 300 },
      Search: { leads: 2, opportunities_created: 0, bookings: 0 },
    })
  })

  it('keeps campaigns of the same name apart, and shows one that nobody knows by its id', async () => {
    await tokyo.fill({
      campaigns: [...campaigns, { id: 'c3', name: 'Expo', channel: 'event' }],
      costs: [cost('c1', 1), cost('c3', 2), cost('gone', 4)],
    })
    const readings = await tokyo.ask('campaign_performance', { ...february, by: ['campaign'] })
    const costs = readings.filter(({ metric }) => metric === 'costs')
    expect(costs.map(({ by, keys, value }) => [by.campaign, keys[0], value])).toEqual([
      ['gone', 'gone', 4],
      ['Expo', 'c3', 2],
      ['Expo', 'c1', 1],
    ])
  })

  it('is empty where nothing happened, and of a company on its first day', async () => {
    await tokyo.fill({ campaigns })
    expect(await tokyo.ask('campaign_performance', { ...february, by: ['campaign'] })).toEqual([])
    const totals = await tokyo.ask('campaign_performance', february)
    expect(totals.map(({ metric, value, n }) => [metric, value, n])).toEqual([
      ['leads', 0, 0],
      ['mqls', 0, 0],
      ['sqls', 0, 0],
      ['opportunities_created', 0, 0],
      ['bookings', 0, 0],
      ['costs', 0, 0],
      ['cost_per_mql', null, 0],
      ['marketing_roi', null, 0],
    ])
  })

  it('counts only what had happened, while the period runs and as of the past', async () => {
    await tokyo.fill({
      campaigns,
      leads: [{ campaign_id: 'c1', created_at: '2026-02-01', mql_at: '2026-02-10T10:00', sql_at: '2026-02-12T10:00' }],
      costs: [cost('c1', 100, '2026-02-10'), cost('c1', 100, '2026-02-11')],
      ...deals(
        won('o1', 250, 'c1', {
          life: [
            ['2026-02-10T10:00', { stage_id: 'won' }],
            ['2026-03-05T10:00', { stage_id: 's2' }],
          ],
        }),
      ),
    })
    const seen = async (asOf: string) => (await tableOf(tokyo, { ...february, asOf })).Expo
    expect(await seen('2026-02-10T10:00')).toMatchObject({ leads: 1, mqls: 0, bookings: 0, costs: 100 })
    expect(await seen('2026-02-11T00:00')).toMatchObject({ mqls: 1, sqls: 0, cost_per_mql: 100, marketing_roi: 1 })
    expect(await seen('2026-03-05T10:00')).toMatchObject({ sqls: 1, bookings: 250, costs: 200 })
    expect(await seen('2026-03-05T10:01')).toMatchObject({ bookings: 0, marketing_roi: -1 })
  })

  it('can be read by channel, and for some channels or campaigns', async () => {
    await tokyo.fill({
      campaigns,
      leads: [
        { campaign_id: 'c1', created_at: '2026-02-01' },
        { campaign_id: 'c2', created_at: '2026-02-01' },
      ],
      costs: [cost('c1', 100), cost('c2', 300)],
    })
    expect(await tableOf(tokyo, february, 'channel')).toMatchObject({
      event: { leads: 1, costs: 100 },
      paid_search: { leads: 1, costs: 300 },
    })
    const where = [{ dimension: 'channel', values: ['EVENT'] }]
    expect(Object.keys(await tableOf(tokyo, { ...february, where }))).toEqual(['Expo'])
  })

  it('is marketing’s to see; costs are nobody’s own, and no owner’s', async () => {
    await tokyo.fill({ campaigns, leads: [{ campaign_id: 'c1', created_at: '2026-02-01', owner_id: 'ann' }] })
    for (const scope of [['ann'], ['cleo']]) {
      await expect(tokyo.ask('campaign_performance', { ...february, scope })).rejects.toThrow(
        'Campaign performance is a figure of the whole company; your role sees its own records only.',
      )
    }
    const marketing = { ...february, scope: { kind: 'aggregates' } as const }
    expect(await tableOf(tokyo, marketing)).toMatchObject({ Expo: { leads: 1 } })
    await expect(tokyo.ask('campaign_performance', { ...february, by: ['owner'] })).rejects.toMatchObject({
      wanted: 'owner',
      known: ['campaign', 'channel'],
    })
  })
})

describe('campaign performance where not all is connected', async () => {
  const bare = await useLacking(['costs', 'leads.sql_at'])

  it('says of each column what it lacks, and tells the others', async () => {
    await bare.fill({ campaigns, leads: [{ campaign_id: 'c1', created_at: '2026-02-01', mql_at: '2026-02-02' }] })
    const readings = await bare.ask('campaign_performance', { ...february, by: ['campaign'] })
    expect(readings.map(({ metric, by, value, needs }) => [metric, by.campaign, value, needs])).toEqual([
      ['leads', 'Expo', 1, undefined],
      ['mqls', 'Expo', 1, undefined],
      ['sqls', undefined, null, 'leads.sql_at'],
      ['opportunities_created', 'Expo', 0, undefined],
      ['bookings', 'Expo', 0, undefined],
      ['costs', undefined, null, 'costs'],
      ['cost_per_mql', undefined, null, 'costs'],
      ['marketing_roi', undefined, null, 'costs'],
    ])
  })
})

describe('campaign performance, on the sample company', async () => {
  const company = await useCompany()
  const directory = await readDirectory(company)
  const known = await readDeals(company, directory)
  const read = await readCampaigns(company)
  const leads = (await readLeads(company, directory)).map((lead) => {
    const { campaign_id } = lead.row
    return { ...lead, dims: { ...lead.dims, ...read.dims(campaign_id == null ? null : String(campaign_id)) } }
  })

  const leadsBy =
    (moment: 'created_at' | 'mql_at' | 'sql_at') =>
    (pick: Pick, { from, to, asOf }: Asked): number =>
      pick(leads).filter((lead) => {
        const at = lead.at(moment, asOf)
        return lead.at('created_at', asOf) !== null && at !== null && at >= from && at < to
      }).length
  const created = (pick: Pick, { from, to, asOf }: Asked): number => {
    const all = known.at(asOf).map((deal) => ({ ...deal, dims: read.dims(text(deal.row.campaign_id)) }))
    return pick(all).filter((deal) => deal.created >= from && deal.created < to).length
  }
  const spent = (pick: Pick, question: Asked): number[] =>
    pick(daysIn(read.costs, question)).flatMap(({ campaign, amount }) => (campaign === null ? [] : [amount]))
  const charged = (pick: Pick, question: Asked): number[] =>
    pick(daysIn(read.costs, question)).flatMap(({ campaign, amount, row }) =>
      campaign !== null || row.department === 'marketing' ? [amount] : [],
    )
  const booked = (pick: Pick, question: Asked, of: 'all' | 'campaigns'): number =>
    sumOf(
      pick(wonIn(known, read, question))
        .filter(({ row }) => of === 'all' || row.campaign_id !== null)
        .map(({ amount }) => amount ?? 0),
    )
  const text = (value: unknown): string | null => (value == null ? null : String(value))

  const columns: readonly (readonly [id: string, derive: (pick: Pick, question: Asked) => number | null])[] = [
    ['leads', leadsBy('created_at')],
    ['mqls', leadsBy('mql_at')],
    ['sqls', leadsBy('sql_at')],
    ['opportunities_created', created],
    ['bookings', (pick, question) => booked(pick, question, 'all')],
    ['costs', (pick, question) => sumOf(charged(pick, question))],
    [
      'cost_per_mql',
      (pick, question) => {
        const [costs, mqls] = [spent(pick, question), leadsBy('mql_at')(pick, question)]
        return costs.length === 0 || mqls === 0 ? null : sumOf(costs) / mqls
      },
    ],
    [
      'marketing_roi',
      (pick, question) => {
        const costs = sumOf(spent(pick, question))
        return costs === 0 ? null : (0.8 * booked(pick, question, 'campaigns') - costs) / costs
      },
    ],
  ]

  it.each(columns)('%s agree with a second derivation', async (column, derive) => {
    const expected = (pick: Pick, question: Asked): Expected => ({ value: derive(pick, question) })
    await agree(company, `campaign_performance/${column}`, campaignQuestions, expected, read.dimensions)
  })

  it('has no other columns', async () => {
    const readings = await company.ask('campaign_performance', { period: '2026-Q3' })
    expect(readings.map(({ metric }) => metric)).toEqual(columns.map(([id]) => id))
  })
})
