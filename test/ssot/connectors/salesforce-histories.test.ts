import { describe, expect, it } from 'vitest'
import { type Landing, useLanding } from '../../support/landed.ts'
import { openSsot } from '../../support/ssot.ts'

/** Two deals: one won on 12 March at 02:30 UTC for 120, one open; created with 100 in Prospecting. */
async function useDeals(): Promise<Landing> {
  const landing = await useLanding()
  await landing.land('sf."user"', 'id text, name text, email text', [
    { id: 'u1', name: 'Ann', email: 'ann@example.com' },
  ])
  await landing.land('sf.account', 'id text, name text', [
    { id: 'a1', name: 'Acme' },
    { id: 'a2', name: 'Idle' },
  ])
  await landing.land(
    'sf.opportunity',
    `id text, name text, account_id text, owner_id text, stage_name text, amount numeric, close_date date,
     created_date timestamptz, is_closed bool, is_won bool, probability int, last_modified_date timestamptz`,
    [
      {
        id: 'd1',
        stage_name: 'Won',
        amount: 120,
        close_date: '2026-03-10',
        is_closed: true,
        is_won: true,
        probability: 100,
      },
      {
        id: 'd2',
        stage_name: 'Proposal',
        amount: 50,
        close_date: '2026-06-30',
        is_closed: false,
        is_won: false,
        probability: 60,
      },
      {
        id: 'd3',
        stage_name: 'Lost',
        amount: 10,
        close_date: '2026-03-31',
        is_closed: true,
        is_won: false,
        probability: 0,
      },
    ].map((row) => ({
      name: row.id,
      account_id: 'a1',
      owner_id: 'u1',
      created_date: '2026-02-01T00:00:00Z',
      last_modified_date: '2026-04-01T00:00:00Z',
      ...row,
    })),
  )
  return landing
}
const versions = (landing: Landing) =>
  landing.rows('opportunity_history', 'opportunity_id, valid_from, valid_to, stage_id, amount, close_date, owner_id')

describe('Salesforce’s own OpportunityHistory', async () => {
  const landing = await useDeals()
  await landing.land(
    'sf.opportunity_history',
    `id text, opportunity_id text, created_date timestamptz, stage_name text, amount numeric, close_date date,
     forecast_category text, probability int, is_deleted bool`,
    [
      {
        id: '1',
        opportunity_id: 'd1',
        created_date: '2026-02-01T00:00:00Z',
        stage_name: 'Prospecting',
        amount: 100,
        probability: 10,
        forecast_category: 'Pipeline',
      },
      // Stage and amount, saved at once, are two rows of one second.
      {
        id: '2',
        opportunity_id: 'd1',
        created_date: '2026-03-12T02:30:00Z',
        stage_name: 'Won',
        amount: 100,
        probability: 100,
        forecast_category: 'Closed',
      },
      {
        id: '3',
        opportunity_id: 'd1',
        created_date: '2026-03-12T02:30:00Z',
        stage_name: 'Won',
        amount: 120,
        probability: 100,
        forecast_category: 'Closed',
      },
      {
        id: '4',
        opportunity_id: 'd2',
        created_date: '2026-02-01T00:00:00Z',
        stage_name: 'Qualified',
        amount: 50,
        probability: 60,
        forecast_category: 'Forecast',
      },
      {
        id: '5',
        opportunity_id: 'd2',
        created_date: '2026-02-09T00:00:00Z',
        stage_name: 'Proposal',
        amount: 50,
        is_deleted: true,
      },
      { id: '6', opportunity_id: 'gone', created_date: '2026-02-01T00:00:00Z', stage_name: 'Prospecting' },
    ],
  )
  const report = await landing.connect('salesforce', 'sf')

  it('is told from history mode, which has the same name', async () => {
    expect(report.find((line) => line.includes('opportunity_history is'))).toMatch(
      /Salesforce's own object \(sf\.opportunity_history\)/,
    )
    expect(await landing.problems()).toEqual([])
  })

  it('is one version for each instant, of live deals, with today’s owner', async () => {
    const d1 = { opportunity_id: 'd1', close_date: null, owner_id: 'u1' }
    expect(await versions(landing)).toEqual([
      {
        ...d1,
        valid_from: '2026-02-01T00:00:00+00:00',
        valid_to: '2026-03-12T02:30:00+00:00',
        stage_id: 'Prospecting',
        amount: 100,
      },
      { ...d1, valid_from: '2026-03-12T02:30:00+00:00', valid_to: null, stage_id: 'Won', amount: 120 },
      {
        ...d1,
        opportunity_id: 'd2',
        valid_from: '2026-02-01T00:00:00+00:00',
        valid_to: null,
        stage_id: 'Qualified',
        amount: 50,
      },
    ])
  })

  it('dates the close; without it, the close date at the company’s midnight does', async () => {
    expect(await landing.rows('opportunities', 'id, closed_at')).toEqual([
      { id: 'd1', closed_at: '2026-03-12T02:30:00+00:00' },
      { id: 'd2', closed_at: null },
      { id: 'd3', closed_at: '2026-03-30T15:00:00+00:00' },
    ])
  })

  it('orders stages by probability where their picklist is not landed: open, won, lost', async () => {
    expect(await landing.rows('stages', 'position, id, outcome, probability')).toEqual([
      { position: 1, id: 'Prospecting', outcome: 'open', probability: 0.1 },
      { position: 2, id: 'Proposal', outcome: 'open', probability: 0.6 },
      { position: 3, id: 'Qualified', outcome: 'open', probability: 0.6 },
      { position: 4, id: 'Won', outcome: 'won', probability: 1 },
      { position: 5, id: 'Lost', outcome: 'lost', probability: 0 },
    ])
    expect(report.join('\n')).toContain('land opportunity_stage for their real order')
  })

  it('takes an account to be as old as its first deal, where it is not dated', async () => {
    expect(await landing.rows('accounts', 'id, created_at')).toEqual([
      { id: 'a1', created_at: '2026-02-01T00:00:00+00:00' },
      { id: 'a2', created_at: null },
    ])
    expect(report.join('\n')).toContain('warning: ssot.accounts.created_at is null in 1 of 2 rows')
  })

  it('answers with the cycle that history has: 1 February to 12 March 02:30 is 39.104 days', async () => {
    const ssot = await openSsot(landing.database, { now: '2026-05-01T00:00' })
    // 27 days of February after the 1st, 11 of March and 2.5 hours.
    expect((await ssot.one('sales_cycle', { period: '2026-Q1' })).value).toBeCloseTo(39 + 2.5 / 24, 9)
    await ssot.close()
  })
})

describe('tracked fields', async () => {
  const landing = await useDeals()
  const change = (
    id: string,
    opportunity_id: string,
    created_date: string,
    field: string,
    old_value: string | null,
    new_value: string | null,
  ) => ({
    id,
    opportunity_id,
    created_date,
    field,
    old_value,
    new_value,
  })
  await landing.land(
    'sf.opportunity_field_history',
    'id text, opportunity_id text, created_date timestamptz, field text, old_value text, new_value text, is_deleted bool',
    [
      change('0', 'd1', '2026-02-01T00:00:00Z', 'created', null, null),
      change('1', 'd1', '2026-02-20T00:00:00Z', 'StageName', 'Prospecting', 'Proposal'),
      change('2', 'd1', '2026-03-01T00:00:00Z', 'Amount', null, '120.0'),
      change('3', 'd1', '2026-03-12T02:30:00Z', 'StageName', 'Proposal', 'Won'),
      change('4', 'd1', '2026-03-12T02:30:00Z', 'CloseDate', '2026-05-31', '2026-03-10'),
      change('5', 'd1', '2026-03-05T00:00:00Z', 'Owner', 'Old Owner', 'Ann'),
      change('6', 'd1', '2026-03-05T00:00:00Z', 'Owner', '005old', '005new'),
    ],
  )
  const report = await landing.connect('salesforce', 'sf')

  it('become versions, each field as it was until it changed', async () => {
    const at = (day: string) => `2026-${day}T00:00:00+00:00`
    const won = '2026-03-12T02:30:00+00:00'
    const d1 = { opportunity_id: 'd1', close_date: '2026-05-31', owner_id: '005old', amount: null }
    expect(await versions(landing)).toEqual([
      { ...d1, valid_from: at('02-01'), valid_to: at('02-20'), stage_id: 'Prospecting' },
      { ...d1, valid_from: at('02-20'), valid_to: at('03-01'), stage_id: 'Proposal' },
      { ...d1, valid_from: at('03-01'), valid_to: at('03-05'), stage_id: 'Proposal', amount: 120 },
      { ...d1, valid_from: at('03-05'), valid_to: won, stage_id: 'Proposal', amount: 120, owner_id: '005new' },
      {
        ...d1,
        valid_from: won,
        valid_to: null,
        stage_id: 'Won',
        amount: 120,
        owner_id: '005new',
        close_date: '2026-03-10',
      },
    ])
    expect(await landing.problems()).toEqual([])
    expect(report.find((line) => line.includes('opportunity_history is'))).toContain('tracked fields')
  })

  it('are no history where stages are not among them', async () => {
    await landing.database.query(`delete from sf.opportunity_field_history where field = 'StageName'`)
    expect(await versions(landing)).toEqual([])
  })
})

describe('without any history', async () => {
  const landing = await useDeals()
  const report = await landing.connect('salesforce', 'sf')

  it('there is none, and it says so, with the moment that closing gets', async () => {
    expect(report).toContain(
      'warning: ssot.opportunity_history is not written: sf.opportunity_history or sf.opportunity_field_history is not landed',
    )
    expect(report.join('\n')).toContain('closed_at is midnight of the close date (Asia/Tokyo)')
    expect(await landing.rows('opportunities', 'id, closed_at')).toEqual([
      { id: 'd1', closed_at: '2026-03-09T15:00:00+00:00' },
      { id: 'd2', closed_at: null },
      { id: 'd3', closed_at: '2026-03-30T15:00:00+00:00' },
    ])
  })

  it('the zone is the company’s: midnight in New York', async () => {
    await landing.connect('salesforce', 'sf', { zone: 'America/New_York' })
    // 10 March 2026 is in summer time, four hours behind.
    expect((await landing.rows('opportunities', 'id, closed_at'))[0]).toEqual({
      id: 'd1',
      closed_at: '2026-03-10T04:00:00+00:00',
    })
  })
})
