import { describe, expect, it } from 'vitest'
import { useLanding } from '../../support/landed.ts'
import { openSsot } from '../../support/ssot.ts'

describe('Salesforce as Airbyte lands it: API names, and text where the schema was discovered as such', async () => {
  const landing = await useLanding()
  const meta = '_airbyte_raw_id varchar, _airbyte_extracted_at timestamptz, _airbyte_meta jsonb'
  const extracted = { _airbyte_extracted_at: '2026-04-02T00:00:00Z' }
  await landing.land(
    'sf."User"',
    `"Id" varchar, "Name" varchar, "Email" varchar, "ManagerId" varchar, "IsActive" boolean, ${meta}`,
    [{ Id: '005u', Name: 'Ann', Email: 'ann@example.com', IsActive: true }],
  )
  await landing.land(
    'sf."Account"',
    `"Id" varchar, "Name" varchar, "CreatedDate" varchar, "IsDeleted" varchar, "Segment__c" varchar, ${meta}`,
    [
      { Id: '001a', Name: 'Acme', CreatedDate: '2020-10-22T21:03:23.000+0000', IsDeleted: 'false', Segment__c: 'SMB' },
      { Id: '001b', Name: 'Gone', CreatedDate: '2020-10-22T21:03:23.000+0000', IsDeleted: 'true' },
    ],
  )
  await landing.land(
    'sf."OpportunityStage"',
    `"Id" varchar, "ApiName" varchar, "MasterLabel" varchar, "SortOrder" bigint, "DefaultProbability" numeric, "IsClosed" boolean, "IsWon" boolean, ${meta}`,
    [
      {
        ApiName: 'Proposal',
        MasterLabel: 'Proposal',
        SortOrder: 1,
        DefaultProbability: 65,
        IsClosed: false,
        IsWon: false,
      },
      { ApiName: 'Won', MasterLabel: 'Won', SortOrder: 2, DefaultProbability: 100, IsClosed: true, IsWon: true },
    ],
  )
  await landing.land(
    'sf."Opportunity"',
    `"Id" varchar, "Name" varchar, "AccountId" varchar, "OwnerId" varchar, "StageName" varchar, "Amount" varchar,
     "CloseDate" varchar, "CreatedDate" varchar, "SystemModstamp" varchar, "LastActivityDate" varchar, "IsDeleted" boolean,
     "CurrencyIsoCode" varchar, ${meta}`,
    [
      {
        Id: '006a',
        Amount: '1200.50',
        StageName: 'Won',
        CloseDate: '2026-03-31',
        CreatedDate: '2026-02-01T09:00:00.000Z',
        CurrencyIsoCode: 'jpy',
      },
      {
        Id: '006b',
        Amount: '',
        StageName: 'Proposal',
        CloseDate: '2026-02-30',
        CreatedDate: '2026-02-01T09:00:00.000+0900',
      },
      { Id: '006c', Amount: 'n/a', StageName: 'Proposal', CloseDate: 'soon', CreatedDate: '2026-02-01 09:00:00' },
      {
        Id: '006d',
        Amount: ' 7e2 ',
        StageName: 'Proposal',
        CloseDate: '2026-06-30T00:00:00.000Z',
        CreatedDate: '1769904000000',
      },
    ].map((row) => ({
      Name: row.Id,
      AccountId: '001a',
      OwnerId: '005u',
      SystemModstamp: '2026-04-01T00:00:00.000Z',
      IsDeleted: false,
      ...extracted,
      ...row,
    })),
  )
  await landing.land(
    'sf."OpportunityHistory"',
    `"Id" varchar, "OpportunityId" varchar, "CreatedDate" timestamptz, "StageName" varchar, "Amount" numeric, "CloseDate" date, ${meta}`,
    [
      { Id: '1', OpportunityId: '006a', CreatedDate: '2026-02-01T09:00:00Z', StageName: 'Proposal', Amount: 1000 },
      { Id: '2', OpportunityId: '006a', CreatedDate: '2026-03-30T16:00:00Z', StageName: 'Won', Amount: 1200.5 },
    ],
  )
  const report = await landing.connect('salesforce-airbyte', 'sf')

  it('holds the contract, exactly', async () => {
    expect(await landing.problems()).toEqual([])
    expect(await landing.rows('accounts', 'id, segment, created_at')).toEqual([
      { id: '001a', segment: 'SMB', created_at: '2020-10-22T21:03:23+00:00' },
    ])
    expect(await landing.rows('stages', 'id, position, outcome, probability')).toEqual([
      { id: 'Proposal', position: 1, outcome: 'open', probability: 0.65 },
      { id: 'Won', position: 2, outcome: 'won', probability: 1 },
    ])
  })

  it('reads text as what it says: nothing, an offset, UTC, milliseconds; and what it cannot read as null', async () => {
    expect(await landing.rows('opportunities', 'id, amount, close_date, created_at, currency')).toEqual([
      {
        id: '006a',
        amount: 1200.5,
        close_date: '2026-03-31',
        created_at: '2026-02-01T09:00:00+00:00',
        currency: 'JPY',
      },
      // 30 February is no day.
      { id: '006b', amount: null, close_date: null, created_at: '2026-02-01T00:00:00+00:00', currency: null },
      { id: '006c', amount: null, close_date: null, created_at: '2026-02-01T09:00:00+00:00', currency: null },
      // 1,769,904,000,000 ms = 20,485 days after 1 January 1970.
      { id: '006d', amount: 700, close_date: '2026-06-30', created_at: '2026-02-01T00:00:00+00:00', currency: null },
    ])
  })

  it('counts what it could not read, with an example', () => {
    expect(report).toContain('warning: sf.Opportunity.Amount cannot be read in 1 row, such as “n/a”: null there')
    expect(report).toContain(
      'warning: sf.Opportunity.CloseDate cannot be read in 2 rows, such as “2026-02-30”: null there',
    )
    expect(report.filter((line) => line.includes('CreatedDate cannot'))).toEqual([])
  })

  it('books the deal on 31 March in Tokyo, where it closed at 16:00 UTC on the 30th', async () => {
    const ssot = await openSsot(landing.database, { now: '2026-05-01T00:00' })
    expect(await ssot.one('bookings', { period: '2026-03-31' })).toMatchObject({ value: 1200.5 })
    expect(await ssot.one('bookings', { period: '2026-03-30' })).toMatchObject({ value: 0 })
    await ssot.close()
  })

  it('says when it was extracted', async () => {
    expect(await landing.rows('freshness', 'source, synced_at')).toEqual([
      { source: 'salesforce-airbyte', synced_at: '2026-04-02T00:00:00+00:00' },
    ])
  })
})

describe('a customer who changed the spelling half-way', async () => {
  const landing = await useLanding()
  await landing.land('sf.account', 'id text, name text, "Name" text, created_date timestamp, "CreatedDate" timestamp', [
    { id: 'a', name: 'Old spelling', created_date: '2026-01-01' },
    { id: 'b', Name: 'New spelling', CreatedDate: '2026-01-02' },
  ])
  await landing.connect('salesforce', 'sf')

  it('has both read', async () => {
    expect(await landing.rows('accounts', 'id, name, created_at')).toEqual([
      { id: 'a', name: 'Old spelling', created_at: '2026-01-01T00:00:00+00:00' },
      { id: 'b', name: 'New spelling', created_at: '2026-01-02T00:00:00+00:00' },
    ])
  })
})
