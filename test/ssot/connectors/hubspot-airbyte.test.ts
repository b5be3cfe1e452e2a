import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Landing, useLanding } from '../../support/landed.ts'
import { openSsot, type Ssot } from '../../support/ssot.ts'

const meta = '_airbyte_raw_id varchar, _airbyte_extracted_at timestamptz, _airbyte_meta jsonb'
const day = (text: string) => `2026-${text}T00:00:00+00:00`
const stage = (stageId: string, displayOrder: number, probability: string, isClosed: string) => ({
  stageId,
  label: stageId,
  displayOrder,
  metadata: { probability, isClosed },
})

/** A portal as Airbyte lands it: every property a text in JSON, two of them flattened too. */
async function usePortal(): Promise<Landing> {
  const landing = await useLanding()
  const { land } = landing
  await land(
    'hub.owners',
    `id varchar, email varchar, "firstName" varchar, "lastName" varchar, archived boolean, teams jsonb, ${meta}`,
    [
      {
        id: '101',
        email: 'ann@example.com',
        firstName: 'Ann',
        lastName: 'Abe',
        archived: false,
        teams: [
          { id: '1', name: 'Alpha', primary: false },
          { id: '2', name: 'East', primary: true },
        ],
      },
    ],
  )
  await land(
    'hub.owners_archived',
    `id varchar, email varchar, "firstName" varchar, "lastName" varchar, archived boolean, teams jsonb, ${meta}`,
    [{ id: '102', email: 'bob@example.com', archived: true }],
  )
  await land('hub.companies', `id varchar, "createdAt" timestamptz, archived boolean, properties jsonb, ${meta}`, [
    { id: '1', createdAt: day('01-01'), properties: { name: 'Acme', industry: 'RETAIL' } },
    { id: '2', createdAt: day('01-01'), archived: true, properties: { name: 'Gone' } },
  ])
  await land('hub.deal_pipelines', `"pipelineId" varchar, label varchar, stages jsonb, ${meta}`, [
    {
      pipelineId: 'default',
      label: 'Sales',
      stages: [
        stage('appointmentscheduled', 0, '0.2', 'false'),
        stage('closedwon', 1, '1.0', 'true'),
        stage('closedlost', 2, '0.0', 'true'),
      ],
    },
    { pipelineId: 'empty', label: 'Empty', stages: null },
  ])
  const deal = (id: string, properties: object, rest: object = {}) => ({
    id,
    createdAt: day('02-01'),
    updatedAt: day('03-31'),
    archived: false,
    companies: ['1'],
    contacts: [11],
    _airbyte_extracted_at: day('04-01'),
    ...rest,
    properties: {
      dealname: `Deal ${id}`,
      pipeline: 'default',
      hubspot_owner_id: '101',
      createdate: '2026-02-01T00:00:00Z',
      ...properties,
    },
  })
  await land(
    'hub.deals',
    `id varchar, "createdAt" timestamptz, "updatedAt" timestamptz, archived boolean, companies jsonb, contacts jsonb, properties jsonb,
     properties_dealstage varchar, properties_amount varchar, ${meta}`,
    [
      deal(
        '1',
        {
          closedate: '2026-03-12T01:00:00.000Z',
          dealtype: 'newbusiness',
          hs_v2_date_entered_appointmentscheduled: '2026-02-01T00:00:00Z',
          hs_date_entered_closedwon: '2026-03-12T01:00:00Z',
          hs_v2_date_entered_closedwon: '2026-03-12T01:00:00Z',
          hs_merged_object_ids: '3;4',
        },
        { properties_dealstage: 'closedwon', properties_amount: '1000.5' },
      ),
      deal(
        '2',
        { hs_next_step: 'demo', hs_date_entered_appointmentscheduled: null },
        { properties_dealstage: 'appointmentscheduled', properties_amount: '', companies: [], contacts: null },
      ),
      deal(
        '3',
        { hs_date_entered_closedwon: '2026-03-01T00:00:00Z' },
        { properties_dealstage: 'closedwon', properties_amount: '7000' },
      ),
      deal('5', {}, { properties_dealstage: 'closedwon', properties_amount: '9000', archived: true }),
    ],
  )
  await land(
    'hub.contacts',
    `id varchar, "createdAt" timestamptz, "updatedAt" timestamptz, archived boolean, properties jsonb, ${meta}`,
    [
      {
        id: '11',
        createdAt: day('01-10'),
        updatedAt: day('03-01'),
        properties: { hs_lifecyclestage_marketingqualifiedlead_date: '2026-02-20T00:00:00Z', associatedcompanyid: 1 },
      },
    ],
  )
  await land(
    'hub.engagements_calls',
    `id varchar, "createdAt" timestamptz, archived boolean, properties_hs_timestamp timestamptz, properties_hubspot_owner_id varchar, deals jsonb, companies jsonb, contacts jsonb, ${meta}`,
    [
      {
        id: '1',
        createdAt: day('02-03'),
        properties_hs_timestamp: day('02-02'),
        properties_hubspot_owner_id: '101',
        deals: ['1', '2'],
        contacts: [11],
      },
    ],
  )
  await land(
    'hub.engagements_tasks',
    `id varchar, "createdAt" timestamptz, archived boolean, properties jsonb, ${meta}`,
    [
      { id: '2', createdAt: day('02-03'), properties: { hs_task_status: 'WAITING' } },
      { id: '3', createdAt: day('02-03'), properties: { hs_task_status: 'COMPLETED', hs_timestamp: '1770163200000' } },
    ],
  )
  return landing
}

describe('HubSpot as Airbyte lands it', () => {
  let landing: Landing
  let report: string[]
  let ssot: Ssot
  beforeAll(async () => {
    landing = await usePortal()
    report = await landing.connect('hubspot-airbyte', 'hub')
    ssot = await openSsot(landing.database, { now: '2026-04-01T12:00' })
  })
  afterAll(() => ssot.close())

  it('holds the contract, exactly', async () => {
    expect(await landing.problems()).toEqual([])
    expect(report.filter((line) => line.startsWith('error'))).toEqual([])
  })

  it('reads owners with their primary team, and those who were archived', async () => {
    expect(await landing.rows('users', 'id, name, team, active')).toEqual([
      { id: '101', name: 'Ann Abe', team: 'East', active: true },
      { id: '102', name: 'bob@example.com', team: null, active: false },
    ])
  })

  it('reads stages out of the pipelines', async () => {
    expect(await landing.rows('stages', 'position, id, outcome, probability')).toEqual([
      { position: 0, id: 'default:appointmentscheduled', outcome: 'open', probability: 0.2 },
      { position: 1, id: 'default:closedwon', outcome: 'won', probability: 1 },
      { position: 2, id: 'default:closedlost', outcome: 'lost', probability: 0 },
    ])
  })

  it('reads properties wherever they are, links out of arrays, and drops what is archived or merged', async () => {
    expect(
      await landing.rows('opportunities', 'id, name, account_id, stage_id, amount, type, next_step, closed_at'),
    ).toEqual([
      {
        id: '1',
        name: 'Deal 1',
        account_id: '1',
        stage_id: 'default:closedwon',
        amount: 1000.5,
        type: 'new',
        next_step: null,
        closed_at: '2026-03-12T01:00:00+00:00',
      },
      {
        id: '2',
        name: 'Deal 2',
        account_id: null,
        stage_id: 'default:appointmentscheduled',
        amount: null,
        type: null,
        next_step: 'demo',
        closed_at: null,
      },
    ])
    expect(await landing.rows('accounts', 'id, name, industry, created_at')).toEqual([
      { id: '1', name: 'Acme', industry: 'RETAIL', created_at: day('01-01') },
    ])
  })

  it('makes a history of the dates stages were entered, old name and new', async () => {
    expect(
      await landing.rows('opportunity_history', 'opportunity_id, valid_from, valid_to, stage_id, amount, owner_id'),
    ).toEqual([
      {
        opportunity_id: '1',
        valid_from: day('02-01'),
        valid_to: '2026-03-12T01:00:00+00:00',
        stage_id: 'default:appointmentscheduled',
        amount: 1000.5,
        owner_id: '101',
      },
      {
        opportunity_id: '1',
        valid_from: '2026-03-12T01:00:00+00:00',
        valid_to: null,
        stage_id: 'default:closedwon',
        amount: 1000.5,
        owner_id: '101',
      },
    ])
    expect(report.join('\n')).toContain('Sync deals_property_history for more')
  })

  it('reads leads and activities', async () => {
    expect(await landing.rows('leads', 'id, created_at, mql_at, opportunity_id, account_id')).toEqual([
      { id: '11', created_at: day('01-10'), mql_at: day('02-20'), opportunity_id: '1', account_id: '1' },
    ])
    expect(await landing.rows('activities', 'id, kind, at, user_id, opportunity_id, lead_id')).toEqual([
      { id: '1', kind: 'call', at: day('02-02'), user_id: '101', opportunity_id: '1', lead_id: '11' },
      // 1,770,163,200 s = 20,488 days after 1 January 1970.
      { id: '3', kind: 'task', at: day('02-04'), user_id: null, opportunity_id: null, lead_id: null },
    ])
  })

  it('books 1,000.5 in March', async () => {
    expect(await ssot.one('bookings', { period: '2026-03' })).toMatchObject({ value: 1000.5, n: 1 })
  })
})

describe('with the history of properties', async () => {
  const landing = await usePortal()
  const changed = (dealId: number, timestamp: number, property: string, value: string, more: object = {}) => ({
    dealId,
    timestamp,
    property,
    value,
    ...more,
  })
  // 1 February, 2026, 00:00 UTC: 20,485 days of 86,400,000 ms.
  const first = 20_485 * 86_400_000
  const days = (n: number) => first + n * 86_400_000
  await landing.land(
    'hub.deals_property_history',
    `"dealId" numeric, property varchar, name varchar, value varchar, "timestamp" numeric, source varchar, "isDeleted" boolean, ${meta}`,
    [
      changed(1, days(0), 'dealstage', 'appointmentscheduled'),
      changed(1, days(0), 'amount', '800'),
      changed(1, days(9), 'amount', '5', { source: 'CALCULATED' }),
      changed(1, days(9), 'amount', '6', { isDeleted: true }),
      changed(1, days(20), 'amount', '1000.5'),
      changed(1, days(30), 'dealstage', 'closedwon'),
    ],
  )
  const report = await landing.connect('hubspot-airbyte', 'hub')

  it('versions have the amounts of their time; what is calculated or deleted is no change', async () => {
    const d1 = { opportunity_id: '1', stage_id: 'default:appointmentscheduled' }
    expect(await landing.rows('opportunity_history', 'opportunity_id, valid_from, valid_to, stage_id, amount')).toEqual(
      [
        { ...d1, valid_from: day('02-01'), valid_to: day('02-21'), amount: 800 },
        { ...d1, valid_from: day('02-21'), valid_to: day('03-03'), amount: 1000.5 },
        { ...d1, valid_from: day('03-03'), valid_to: null, stage_id: 'default:closedwon', amount: 1000.5 },
      ],
    )
    expect(report.join('\n')).toContain('opportunity_history is made of hub.deals_property_history')
    expect(await landing.problems()).toEqual([])
  })
})

describe('the older stream of engagements', async () => {
  const landing = await useLanding()
  await landing.land(
    'hub.engagements',
    `id bigint, type varchar, "ownerId" bigint, "timestamp" bigint, associations jsonb, ${meta}`,
    [
      {
        id: 1,
        type: 'NOTE',
        ownerId: 101,
        timestamp: 20_485 * 86_400_000,
        associations: { dealIds: [7], companyIds: [], contactIds: [11] },
      },
      { id: 2, type: 'PUBLISHING_TASK', timestamp: 1 },
    ],
  )
  await landing.connect('hubspot-airbyte', 'hub')

  it('is read where the streams by kind are not there', async () => {
    expect(await landing.rows('activities')).toEqual([
      { id: '1', kind: 'note', at: day('02-01'), user_id: '101', account_id: null, opportunity_id: '7', lead_id: '11' },
    ])
  })
})
