import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useLanding } from '../../support/landed.ts'
import { openSsot, type Ssot } from '../../support/ssot.ts'

/** A portal as Fivetran lands it, with its merges, its deleted rows and two pipelines that both have a `closedwon`. */
const landing = await useLanding()
const { land } = landing
const sync = '_fivetran_synced timestamp'

await land(
  'hub.owner',
  `owner_id bigint, email text, first_name text, last_name text, active_user_id bigint, _fivetran_deleted bool, ${sync}`,
  [
    { owner_id: 101, email: 'ann@example.com', first_name: 'Ann', last_name: 'Abe', active_user_id: 9 },
    { owner_id: 102, email: 'bob@example.com', _fivetran_deleted: true },
  ],
)
await land('hub.owner_team', 'owner_id bigint, team_id bigint, is_team_primary bool', [
  { owner_id: 101, team_id: 1, is_team_primary: false },
  { owner_id: 101, team_id: 2, is_team_primary: true },
])
await land('hub.team', 'id bigint, name text', [
  { id: 1, name: 'Alpha' },
  { id: 2, name: 'East' },
])
await land(
  'hub.company',
  `id bigint, property_name text, property_country text, property_createdate timestamp, property_hs_merged_object_ids text, is_deleted bool, ${sync}`,
  [
    {
      id: 1,
      property_name: 'Acme',
      property_country: 'Japan',
      property_createdate: '2026-01-01',
      property_hs_merged_object_ids: '3',
    },
    { id: 2, property_name: 'Globex', property_createdate: '2026-01-01' },
    { id: 3, property_name: 'Acme KK', property_createdate: '2026-01-01' },
    { id: 4, property_name: 'Deleted', property_createdate: '2026-01-01', is_deleted: true },
  ],
)
await land('hub.deal_pipeline', 'pipeline_id text, label text', [
  { pipeline_id: 'default', label: 'Sales Pipeline' },
  { pipeline_id: 'p2', label: 'Partners' },
])
await land(
  'hub.deal_pipeline_stage',
  'stage_id text, pipeline_id text, label text, display_order int, is_closed bool, closed_won bool, probability float8, _fivetran_deleted bool',
  [
    {
      stage_id: 'appointmentscheduled',
      pipeline_id: 'default',
      label: 'Appointment',
      display_order: 0,
      probability: 0.2,
    },
    {
      stage_id: 'legacy',
      pipeline_id: 'default',
      label: 'Legacy',
      display_order: 1,
      probability: 0.4,
      _fivetran_deleted: true,
    },
    {
      stage_id: 'closedwon',
      pipeline_id: 'default',
      label: 'Won',
      display_order: 2,
      is_closed: true,
      closed_won: true,
      probability: 1,
    },
    // HubSpot's own flags are not always there: a probability of 0 is “Lost” in its settings.
    {
      stage_id: 'closedlost',
      pipeline_id: 'default',
      label: 'Lost',
      display_order: 3,
      is_closed: false,
      closed_won: false,
      probability: 0,
    },
    { stage_id: '111', pipeline_id: 'p2', label: 'Talks', display_order: 0, probability: 0.5 },
    {
      stage_id: 'closedwon',
      pipeline_id: 'p2',
      label: 'Signed',
      display_order: 1,
      is_closed: true,
      closed_won: true,
      probability: 1,
    },
  ],
)
await land(
  'hub.deal',
  `deal_id bigint, deal_pipeline_id text, deal_pipeline_stage_id text, owner_id bigint, property_dealname text, property_amount float8,
   property_amount_in_home_currency float8, property_deal_currency_code text, property_closedate timestamp, property_createdate timestamp,
   property_dealtype text, property_hs_analytics_source text, property_hs_manual_forecast_category text, is_deleted bool, ${sync}`,
  [
    {
      deal_id: 1,
      deal_pipeline_stage_id: 'closedwon',
      property_amount: 1000,
      property_closedate: '2026-03-11 15:00:00',
      property_dealtype: 'newbusiness',
      property_hs_analytics_source: 'PAID_SEARCH',
    },
    {
      deal_id: 2,
      deal_pipeline_id: 'p2',
      deal_pipeline_stage_id: '111',
      property_closedate: '2026-06-30 15:30:00',
      property_dealtype: 'existingbusiness',
      property_hs_analytics_source: 'OFFLINE',
      property_hs_manual_forecast_category: 'BEST_CASE',
    },
    { deal_id: 3, deal_pipeline_stage_id: 'closedwon', property_amount: 7000, property_closedate: '2026-03-01' },
    {
      deal_id: 4,
      deal_pipeline_stage_id: 'closedwon',
      property_amount: 9000,
      property_closedate: '2026-03-01',
      is_deleted: true,
    },
    {
      deal_id: 5,
      deal_pipeline_stage_id: 'closedlost',
      property_amount: 300,
      property_closedate: '2026-03-20 05:00:00',
    },
    {
      deal_id: 6,
      deal_pipeline_id: 'p2',
      deal_pipeline_stage_id: 'closedwon',
      property_amount: 100,
      property_amount_in_home_currency: 16_000,
      property_deal_currency_code: 'EUR',
      property_closedate: '2026-03-25',
    },
    {
      deal_id: 7,
      deal_pipeline_stage_id: 'appointmentscheduled',
      property_amount: 50,
      property_deal_currency_code: 'EUR',
    },
  ].map((row) => ({
    deal_pipeline_id: 'default',
    owner_id: 101,
    property_dealname: `Deal ${row.deal_id}`,
    property_createdate: '2026-02-01',
    _fivetran_synced: '2026-04-01 00:00:00',
    ...row,
  })),
)
await land('hub.merged_deal', 'deal_id bigint, merged_deal_id bigint', [{ deal_id: 1, merged_deal_id: 3 }])
await land('hub.deal_company', 'deal_id bigint, company_id bigint, type_id int, category text', [
  { deal_id: 1, company_id: 1, type_id: 5 },
  { deal_id: 2, company_id: 1, type_id: 341 },
  { deal_id: 2, company_id: 2, type_id: 5 },
])
await land(
  'hub.deal_stage',
  'deal_id bigint, value text, date_entered timestamp, _fivetran_start timestamp, _fivetran_end timestamp, _fivetran_active bool',
  [
    { deal_id: 1, value: 'appointmentscheduled', date_entered: '2026-02-01', _fivetran_end: '2026-03-12 00:59:59.999' },
    {
      deal_id: 1,
      value: 'closedwon',
      date_entered: '2026-03-12 01:00:00',
      _fivetran_end: '2050-01-01',
      _fivetran_active: true,
    },
    { deal_id: 3, value: 'closedwon', date_entered: '2026-03-01', _fivetran_end: '2050-01-01', _fivetran_active: true },
    { deal_id: 6, value: 'legacy', date_entered: '2026-02-01' },
    { deal_id: 6, value: '111', date_entered: '2026-02-10' },
    { deal_id: 6, value: 'closedwon', date_entered: '2026-03-25', _fivetran_active: true },
  ],
)
const changed = (deal_id: number, timestamp: string, name: string, value: string | null, source = 'CRM_UI') => ({
  deal_id,
  timestamp,
  name,
  value,
  source,
})
await land('hub.deal_property_history', 'deal_id bigint, "timestamp" timestamp, name text, value text, source text', [
  changed(1, '2026-02-01 00:00:00', 'amount', '500'),
  changed(1, '2026-03-01 00:00:00', 'amount', '1000'),
  changed(1, '2026-02-01 00:00:00', 'hubspot_owner_id', '102'),
  changed(1, '2026-02-15 00:00:00', 'hubspot_owner_id', '101'),
  // 11 March, 15:00 UTC: the 12th in Tokyo.
  changed(1, '2026-02-01 00:00:00', 'closedate', '1773241200000'),
  // Read from deal_stage instead.
  changed(1, '2026-02-03 00:00:00', 'dealstage', 'legacy'),
  changed(1, '2026-03-30 00:00:00', 'amount', '1', 'CALCULATED'),
  changed(6, '2026-02-01 00:00:00', 'amount', '80'),
  changed(6, '2026-03-25 00:00:00', 'amount', '100'),
  changed(6, '2026-02-01 00:00:00', 'pipeline', 'default'),
  changed(6, '2026-02-10 00:00:00', 'pipeline', 'p2'),
])
await land(
  'hub.contact',
  `id bigint, property_hs_analytics_source text, property_associatedcompanyid bigint, property_hubspot_owner_id bigint, property_lifecyclestage text,
   property_createdate timestamp, property_hs_lifecyclestage_lead_date timestamp, property_hs_lifecyclestage_marketingqualifiedlead_date timestamp,
   property_hs_v2_date_entered_salesqualifiedlead timestamp, property_lastmodifieddate timestamp, property_hs_merged_object_ids text, _fivetran_deleted bool`,
  [
    {
      id: 11,
      property_hs_analytics_source: 'ORGANIC_SEARCH',
      property_associatedcompanyid: 1,
      property_createdate: '2026-02-01',
      property_hs_lifecyclestage_lead_date: '2026-02-05',
      property_hs_lifecyclestage_marketingqualifiedlead_date: '2026-02-20',
      property_hs_v2_date_entered_salesqualifiedlead: '2026-02-25',
      property_lifecyclestage: 'salesqualifiedlead',
      property_hs_merged_object_ids: '13',
    },
    {
      id: 12,
      property_createdate: '2026-01-10',
      property_hs_lifecyclestage_lead_date: '2026-01-15',
      property_hs_lifecyclestage_marketingqualifiedlead_date: '2026-01-20',
    },
    { id: 13, property_createdate: '2026-01-01', _fivetran_deleted: true },
    { id: 14, property_createdate: '2026-01-01', property_lifecyclestage: 'subscriber' },
    { id: 15, property_createdate: '2026-03-01', property_lifecyclestage: 'lead' },
    { id: 16, property_createdate: '2026-03-01', _fivetran_deleted: true },
  ].map((row) => ({ property_lastmodifieddate: '2026-03-01', ...row })),
)
await land('hub.contact_merge_audit', 'canonical_vid bigint, contact_id bigint, vid_to_merge bigint', [
  { canonical_vid: 11, contact_id: 11, vid_to_merge: 12 },
])
await land('hub.deal_contact', 'deal_id bigint, contact_id bigint', [
  { deal_id: 6, contact_id: 11 },
  { deal_id: 1, contact_id: 12 },
  { deal_id: 3, contact_id: 15 },
])
await land('hub.engagement', `id bigint, type text, owner_id bigint, "timestamp" timestamp`, [
  { id: 2, type: 'EMAIL', owner_id: 101, timestamp: '2026-02-03' },
])
await land(
  'hub.engagement_call',
  'engagement_id bigint, property_hs_timestamp timestamp, property_hubspot_owner_id bigint, _fivetran_deleted bool',
  [
    { engagement_id: 1, property_hs_timestamp: '2026-02-02 01:00:00', property_hubspot_owner_id: 101 },
    { engagement_id: 9, property_hs_timestamp: '2026-02-02', _fivetran_deleted: true },
  ],
)
await land('hub.engagement_email', 'engagement_id bigint', [{ engagement_id: 2 }])
await land('hub.engagement_meeting', 'engagement_id bigint, start_time timestamp', [
  { engagement_id: 3, start_time: '2026-02-04 05:00:00' },
])
await land(
  'hub.engagement_task',
  'engagement_id bigint, property_hs_timestamp timestamp, property_hs_task_status text',
  [
    { engagement_id: 4, property_hs_timestamp: '2026-02-05', property_hs_task_status: 'COMPLETED' },
    { engagement_id: 5, property_hs_timestamp: '2026-12-05', property_hs_task_status: 'NOT_STARTED' },
  ],
)
await land('hub.engagement_deal', 'engagement_id bigint, deal_id bigint', [
  { engagement_id: 1, deal_id: 1 },
  { engagement_id: 1, deal_id: 6 },
])
await land('hub.engagement_company', 'engagement_id bigint, company_id bigint', [{ engagement_id: 1, company_id: 1 }])
await land('hub.engagement_contact', 'engagement_id bigint, contact_id bigint', [{ engagement_id: 2, contact_id: 12 }])

let report: string[]
beforeAll(async () => {
  report = await landing.connect('hubspot', 'hub')
})
const day = (text: string) => `2026-${text}T00:00:00+00:00`

describe('HubSpot as Fivetran lands it', () => {
  it('holds the contract, exactly', async () => {
    expect(await landing.problems()).toEqual([])
    expect(report.filter((line) => line.startsWith('error'))).toEqual([])
  })

  it('makes people of owners, in their primary team; who is deleted has left', async () => {
    expect(await landing.rows('users')).toEqual([
      {
        id: '101',
        name: 'Ann Abe',
        email: 'ann@example.com',
        role: 'rep',
        team: 'East',
        manager_id: null,
        active: true,
      },
      {
        id: '102',
        name: 'bob@example.com',
        email: 'bob@example.com',
        role: 'rep',
        team: null,
        manager_id: null,
        active: false,
      },
    ])
    expect(report).toContain(
      'note: ssot.users.manager_id is null: the source does not say who reports to whom; ssot.people_roles.manager_email can',
    )
  })

  it('drops companies that are deleted or merged into another', async () => {
    expect(await landing.rows('accounts', 'id, name, region')).toEqual([
      { id: '1', name: 'Acme', region: 'Japan' },
      { id: '2', name: 'Globex', region: null },
    ])
  })

  it('keys stages by pipeline and id, keeps retired ones, and knows what is closed by its probability too', async () => {
    expect(await landing.rows('stages', 'id, pipeline, name, position, outcome, probability')).toEqual([
      {
        id: 'default:appointmentscheduled',
        pipeline: 'default',
        name: 'Appointment',
        position: 0,
        outcome: 'open',
        probability: 0.2,
      },
      { id: 'default:closedlost', pipeline: 'default', name: 'Lost', position: 3, outcome: 'lost', probability: 0 },
      { id: 'default:closedwon', pipeline: 'default', name: 'Won', position: 2, outcome: 'won', probability: 1 },
      { id: 'default:legacy', pipeline: 'default', name: 'Legacy', position: 1, outcome: 'open', probability: 0.4 },
      { id: 'p2:111', pipeline: 'Partners', name: 'Talks', position: 0, outcome: 'open', probability: 0.5 },
      { id: 'p2:closedwon', pipeline: 'Partners', name: 'Signed', position: 1, outcome: 'won', probability: 1 },
    ])
  })

  it('drops deals that are deleted or lost a merge; amounts are the company’s currency where HubSpot has it', async () => {
    const columns = 'id, account_id, stage_id, pipeline, amount, currency, close_date, closed_at'
    expect(await landing.rows('opportunities', columns)).toEqual([
      {
        id: '1',
        account_id: '1',
        stage_id: 'default:closedwon',
        pipeline: 'default',
        amount: 1000,
        currency: null,
        close_date: '2026-03-12',
        closed_at: '2026-03-12T01:00:00+00:00',
      },
      // 30 June 15:30 UTC is 1 July in Tokyo.
      {
        id: '2',
        account_id: '2',
        stage_id: 'p2:111',
        pipeline: 'Partners',
        amount: null,
        currency: null,
        close_date: '2026-07-01',
        closed_at: null,
      },
      {
        id: '5',
        account_id: null,
        stage_id: 'default:closedlost',
        pipeline: 'default',
        amount: 300,
        currency: null,
        close_date: '2026-03-20',
        closed_at: '2026-03-20T05:00:00+00:00',
      },
      {
        id: '6',
        account_id: null,
        stage_id: 'p2:closedwon',
        pipeline: 'Partners',
        amount: 16_000,
        currency: null,
        close_date: '2026-03-25',
        closed_at: day('03-25'),
      },
      {
        id: '7',
        account_id: null,
        stage_id: 'default:appointmentscheduled',
        pipeline: 'default',
        amount: 50,
        currency: 'EUR',
        close_date: null,
        closed_at: null,
      },
    ])
    expect(report).toContain(
      'warning: ssot.opportunities.account_id is null in 3 of 5 rows: they are left out of what needs it',
    )
  })

  it('takes types and sources that are plain', async () => {
    const columns = 'id, type, source, sourced_by, forecast_category'
    expect((await landing.rows('opportunities', columns)).slice(0, 2)).toEqual([
      { id: '1', type: 'new', source: 'PAID_SEARCH', sourced_by: 'marketing', forecast_category: null },
      { id: '2', type: 'expansion', source: 'OFFLINE', sourced_by: null, forecast_category: 'best_case' },
    ])
  })

  it('makes versions of stays and changes, each in the pipeline of its time', async () => {
    const columns = 'opportunity_id, valid_from, valid_to, stage_id, amount, close_date, owner_id'
    const d1 = { opportunity_id: '1', close_date: '2026-03-12' }
    const d6 = { opportunity_id: '6', close_date: '2026-03-25', owner_id: '101' }
    expect(await landing.rows('opportunity_history', columns)).toEqual([
      {
        ...d1,
        valid_from: day('02-01'),
        valid_to: day('02-15'),
        stage_id: 'default:appointmentscheduled',
        amount: 500,
        owner_id: '102',
      },
      {
        ...d1,
        valid_from: day('02-15'),
        valid_to: day('03-01'),
        stage_id: 'default:appointmentscheduled',
        amount: 500,
        owner_id: '101',
      },
      {
        ...d1,
        valid_from: day('03-01'),
        valid_to: '2026-03-12T01:00:00+00:00',
        stage_id: 'default:appointmentscheduled',
        amount: 1000,
        owner_id: '101',
      },
      {
        ...d1,
        valid_from: '2026-03-12T01:00:00+00:00',
        valid_to: null,
        stage_id: 'default:closedwon',
        amount: 1000,
        owner_id: '101',
      },
      // 80 euros at today's 16,000 ÷ 100.
      { ...d6, valid_from: day('02-01'), valid_to: day('02-10'), stage_id: 'default:legacy', amount: 12_800 },
      { ...d6, valid_from: day('02-10'), valid_to: day('03-25'), stage_id: 'p2:111', amount: 12_800 },
      { ...d6, valid_from: day('03-25'), valid_to: null, stage_id: 'p2:closedwon', amount: 16_000 },
    ])
  })

  it('makes leads of contacts: no subscribers; a winner keeps the earliest moments and the first deal of both', async () => {
    const columns = 'id, created_at, mql_at, sql_at, converted_at, opportunity_id, account_id, source'
    expect(await landing.rows('leads', columns)).toEqual([
      {
        id: '11',
        // 12 became a lead on 15 January.
        created_at: day('01-15'),
        mql_at: day('01-20'),
        sql_at: day('02-25'),
        // Deals 1 and 6 are of the same day: the lower id.
        converted_at: day('02-01'),
        opportunity_id: '1',
        account_id: '1',
        source: 'ORGANIC_SEARCH',
      },
      // Its only deal lost a merge.
      {
        id: '15',
        created_at: day('03-01'),
        mql_at: null,
        sql_at: null,
        converted_at: null,
        opportunity_id: null,
        account_id: null,
        source: null,
      },
    ])
  })

  it('makes one activity of an engagement, whatever it is linked to; tasks when they are done', async () => {
    const none = { account_id: null, opportunity_id: null, lead_id: null }
    expect(await landing.rows('activities')).toEqual([
      {
        id: '1',
        kind: 'call',
        at: '2026-02-02T01:00:00+00:00',
        user_id: '101',
        account_id: '1',
        opportunity_id: '1',
        lead_id: null,
      },
      { id: '2', kind: 'email', at: day('02-03'), user_id: '101', ...none, lead_id: '11' },
      { id: '3', kind: 'meeting', at: '2026-02-04T05:00:00+00:00', user_id: null, ...none },
      { id: '4', kind: 'task', at: day('02-05'), user_id: null, ...none },
    ])
  })
})

describe('KPIs over it', () => {
  let ssot: Ssot
  beforeAll(async () => {
    // Deal 7 is in euros: until it is converted, sums are not shown.
    await landing.database.query('delete from hub.deal where deal_id = 7')
    ssot = await openSsot(landing.database, { now: '2026-04-01T12:00' })
  })
  afterAll(() => ssot.close())

  it('book deals 1 and 6: 1,000 + 16,000; deal 5 is lost', async () => {
    expect(await ssot.one('bookings', { period: '2026-Q1' })).toMatchObject({ value: 17_000, n: 2 })
    expect((await ssot.one('win_rate', { period: '2026-Q1' })).value).toBeCloseTo(2 / 3, 9)
  })

  it('see the pipeline of 20 February at the amounts of then: 500 + 12,800 + 300', async () => {
    // Deal 5 closed later and has no history; deal 2 has no amount.
    expect(await ssot.one('open_pipeline', { period: '2026-Q1', asOf: '2026-02-20T09:00' })).toMatchObject({
      value: 13_600,
      n: 4,
    })
  })

  it('take 39 days and an hour to win deal 1, 52 days deal 6: a median of 45.5 and half an hour', async () => {
    expect((await ssot.one('sales_cycle', { period: '2026-Q1' })).value).toBeCloseTo(45.5 + 0.5 / 24, 9)
  })
})
