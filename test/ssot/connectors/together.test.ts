import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useLanding } from '../../support/landed.ts'
import { openSsot, type Ssot } from '../../support/ssot.ts'

/** Three connectors over one company: its CRM, its desk and its billing. */
const landing = await useLanding()
const sync = '_fivetran_synced timestamp'
const synced = { _fivetran_synced: '2026-04-01' }

await landing.land('sf."user"', `id text, name text, email text, ${sync}`, [
  { id: '005u', name: 'Ann', email: 'ann@example.com', ...synced },
])
await landing.land('sf.account', `id text, name text, segment_c text, created_date timestamp, owner_id text, ${sync}`, [
  { id: '001a', name: 'Acme', segment_c: 'SMB', owner_id: '005u', created_date: '2020-01-01', ...synced },
  { id: '001b', name: 'Globex', segment_c: 'Enterprise', owner_id: '005u', created_date: '2020-01-01', ...synced },
])
await landing.land(
  'sf.opportunity',
  `id text, name text, account_id text, owner_id text, stage_name text, amount numeric, close_date date, created_date timestamp,
   is_closed bool, is_won bool, probability numeric, ${sync}`,
)
await landing.land('zen.organization', 'id bigint, name text, external_id text', [
  { id: 1, name: 'Globex', external_id: '001b' },
])
await landing.land(
  'zen.ticket',
  `id bigint, organization_id bigint, priority text, status text, created_at timestamp, updated_at timestamp, ${sync}`,
  [
    {
      id: 1,
      organization_id: 1,
      priority: 'urgent',
      status: 'open',
      created_at: '2026-03-01',
      updated_at: '2026-03-01',
      _fivetran_synced: '2026-04-02',
    },
  ],
)
await landing.land('zen.ticket_field_history', 'ticket_id bigint, field_name text, updated timestamp, value text')
await landing.land('str.customer', 'id text, name text, metadata jsonb', [
  { id: 'cus_a', name: 'acme' },
  { id: 'cus_b', name: 'Globex Corporation', metadata: { account_id: '001b' } },
  { id: 'cus_x', name: 'Unknown' },
])
await landing.land(
  'str.subscription',
  `id text, customer_id text, status text, created timestamp, start_date timestamp, current_period_end timestamp, ${sync}`,
  ['a', 'b', 'x'].map((id) => ({
    id,
    customer_id: `cus_${id}`,
    status: 'active',
    created: '2026-01-10',
    start_date: '2026-01-10',
    current_period_end: '2026-04-10',
    _fivetran_synced: '2026-04-03',
  })),
)
await landing.land(
  'str.subscription_item',
  'id text, subscription_id text, plan_id text, quantity int, created timestamp',
  [
    { id: 'si_a', subscription_id: 'a', plan_id: 'p', quantity: 1, created: '2026-01-10' },
    { id: 'si_b', subscription_id: 'b', plan_id: 'p', quantity: 5, created: '2026-01-10' },
    { id: 'si_x', subscription_id: 'x', plan_id: 'p', quantity: 2, created: '2026-01-10' },
  ],
)
await landing.land(
  'str.price',
  'id text, currency text, unit_amount bigint, recurring_interval text, recurring_interval_count int',
  [{ id: 'p', currency: 'jpy', unit_amount: 1_000, recurring_interval: 'month', recurring_interval_count: 1 }],
)

describe('Salesforce, Zendesk and Stripe', () => {
  const reports: Record<string, string[]> = {}
  let ssot: Ssot
  beforeAll(async () => {
    for (const [connector, schema] of [
      ['salesforce', 'sf'],
      ['zendesk', 'zen'],
      ['stripe', 'str'],
    ] as const) {
      reports[connector] = await landing.connect(connector, schema)
    }
    ssot = await openSsot(landing.database, { now: '2026-04-01T12:00' })
  })
  afterAll(() => ssot.close())
  const unmapped = (connector: string) => reports[connector]?.find((line) => line.includes('still unmapped'))

  it('each write their own, and the last one says what nobody has', async () => {
    expect(await landing.problems()).toEqual([])
    expect(unmapped('salesforce')).toContain('subscriptions')
    expect(unmapped('stripe')).toBe(
      'note: still unmapped in ssot: opportunity_history, leads, campaigns, costs, activities, web_traffic, revenue, product_usage, targets, forecasts. What needs them answers “not connected”',
    )
  })

  it('have a freshness each, of what they feed', async () => {
    expect(await landing.rows('freshness')).toEqual([
      {
        source: 'salesforce',
        synced_at: '2026-04-01T00:00:00+00:00',
        relations: ['users', 'accounts', 'stages', 'opportunities'],
      },
      { source: 'stripe', synced_at: '2026-04-03T00:00:00+00:00', relations: ['subscriptions'] },
      { source: 'zendesk', synced_at: '2026-04-02T00:00:00+00:00', relations: ['tickets', 'survey_responses'] },
    ])
  })

  it('meet in the account: MRR by segment is 1,000, 5,000, and 2,000 of nobody the CRM knows', async () => {
    expect(await ssot.values('mrr', { period: '2026-03', by: ['segment'] })).toEqual({
      SMB: 1_000,
      Enterprise: 5_000,
      '–': 2_000,
    })
    expect(await ssot.one('arr', { period: '2026-03' })).toMatchObject({ value: 96_000 })
  })

  it('meet in a ticket too', async () => {
    expect(await landing.rows('tickets', 'id, account_id')).toEqual([{ id: '1', account_id: '001b' }])
  })
})
