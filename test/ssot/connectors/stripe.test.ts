import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LandedRow, type Landing, useLanding } from '../../support/landed.ts'
import { openSsot, type Ssot } from '../../support/ssot.ts'

const subscriptionColumns = `id text, customer_id text, status text, created timestamp, start_date timestamp, trial_end timestamp,
  current_period_start timestamp, current_period_end timestamp, ended_at timestamp, canceled_at timestamp, cancel_at timestamp,
  cancel_at_period_end bool, pause_collection_behavior text, livemode bool, _fivetran_active bool, _fivetran_synced timestamp`
const itemColumns =
  'id text, subscription_id text, plan_id text, quantity int, created timestamp, current_period_end timestamp'

/** Prices in the smallest unit of their currency. */
async function useStripe(): Promise<Landing> {
  const landing = await useLanding()
  await landing.land(
    'str.price',
    `id text, currency text, unit_amount bigint, unit_amount_decimal text, recurring_interval text, recurring_interval_count int,
     recurring_usage_type text, transform_quantity_divide_by int, transform_quantity_round text, product_id text, nickname text`,
    [
      { id: 'm10000', unit_amount: 10_000, product_id: 'core' },
      { id: 'm6000', unit_amount: 6_000, product_id: 'core' },
      { id: 'm4000', unit_amount: 4_000, product_id: 'add' },
      { id: 'y120000', unit_amount: 120_000, recurring_interval: 'year', product_id: 'core' },
      { id: 'w1000', unit_amount: 1_000, recurring_interval: 'week', nickname: 'Weekly' },
      { id: 'q-usd', currency: 'usd', unit_amount: 2_000, unit_amount_decimal: '1999.5', recurring_interval_count: 3 },
      { id: 'm-kwd', currency: 'kwd', unit_amount: 1_500 },
      { id: 'metered', unit_amount: 3, recurring_usage_type: 'metered' },
      { id: 'tiered' },
      { id: 'packs', unit_amount: 700, transform_quantity_divide_by: 10, transform_quantity_round: 'up' },
    ].map((row) => ({
      currency: 'jpy',
      recurring_interval: 'month',
      recurring_interval_count: 1,
      recurring_usage_type: 'licensed',
      ...row,
    })),
  )
  // A plan of before there were prices, and one that became a price.
  await landing.land(
    'str.plan',
    'id text, currency text, amount bigint, "interval" text, interval_count int, product text',
    [
      { id: 'old', currency: 'jpy', amount: 2_000, interval: 'month', interval_count: 1, product: 'core' },
      { id: 'm10000', currency: 'jpy', amount: 1, interval: 'month', interval_count: 1 },
    ],
  )
  await landing.land('str.product', 'id text, name text', [
    { id: 'core', name: 'Core' },
    { id: 'add', name: 'Analytics' },
  ])
  return landing
}
const started = { created: '2026-01-10', start_date: '2026-01-10', status: 'active', livemode: true }
const sub = (id: string, row: LandedRow = {}): LandedRow => ({
  id,
  customer_id: `cus_${id}`,
  ...started,
  current_period_end: '2026-04-10',
  _fivetran_synced: '2026-04-01',
  ...row,
})
const item = (subscription_id: string, plan_id: string, row: LandedRow = {}): LandedRow => ({
  id: `si_${subscription_id}`,
  subscription_id,
  plan_id,
  quantity: 1,
  created: started.created,
  ...row,
})
const spans = (landing: Landing, subscription: string, columns = 'started_on, ended_on, mrr') =>
  landing.rows(`subscriptions where id like 'si_${subscription}:%'`, columns)

describe('Stripe as Fivetran lands it, without history', () => {
  let landing: Landing
  let report: string[]
  beforeAll(async () => {
    landing = await useStripe()
    await landing.database.query(`create schema ssot;
      create table ssot.accounts (id text, name text, created_at timestamptz, segment text);
      insert into ssot.accounts values ('001acme', 'Acme', now(), 'SMB'), ('001glob', 'Globex', now(), 'Enterprise'),
        ('t1', 'Twin', now(), null), ('t2', 'Twin', now(), null)`)
    await landing.land('str.customer', 'id text, name text, metadata text', [
      { id: 'cus_a', name: 'ACME KK', metadata: '{"plan": "x", "account_id": "001acme"}' },
      { id: 'cus_b', name: ' globex ', metadata: '{}' },
      { id: 'cus_c', name: 'Twin', metadata: 'no json at all' },
      { id: 'cus_d', name: 'Acme', metadata: '{"account_id": "elsewhere"}' },
    ])
    await landing.land('str.subscription', subscriptionColumns, [
      sub('a'),
      // On trial until 2 February, 00:00 in Tokyo; gives notice on 5 March for the end of its year.
      sub('b', {
        trial_end: '2026-02-01 15:00:00',
        current_period_end: '2027-02-01 15:00:00',
        cancel_at_period_end: true,
        canceled_at: '2026-03-05',
      }),
      // Ended on 1 March, 01:00 in Tokyo.
      sub('c', { status: 'canceled', ended_at: '2026-02-28 16:00:00', canceled_at: '2026-02-20' }),
      sub('d', { status: 'trialing', trial_end: '2026-06-01' }),
      sub('e', { status: 'incomplete_expired' }),
      sub('f', { livemode: false }),
      sub('g'),
      sub('h'),
      sub('i'),
      sub('j', { created: '2026-01-01', start_date: '2025-12-31 15:00:00' }),
      sub('k'),
      sub('l'),
      sub('m'),
      sub('n'),
      sub('o', { status: 'unpaid', current_period_start: '2026-03-10' }),
      sub('p', { status: 'canceled', trial_end: '2026-01-31', ended_at: '2026-01-20' }),
      sub('q', { pause_collection_behavior: 'void', current_period_start: '2026-02-10' }),
      sub('r', { status: 'past_due' }),
      sub('s', { customer_id: 'cus_a' }),
      sub('a', { status: 'trialing', _fivetran_active: false }),
    ])
    await landing.land('str.subscription_item', itemColumns, [
      item('a', 'm10000', { quantity: 3 }),
      item('b', 'y120000', { quantity: null }),
      item('c', 'm6000'),
      item('d', 'm6000'),
      item('e', 'm6000'),
      item('f', 'm6000'),
      item('g', 'q-usd'),
      item('h', 'metered', { quantity: null }),
      item('i', 'w1000'),
      item('j', 'm6000', { created: '2026-01-01' }),
      item('j', 'm4000', { id: 'si_j2', created: '2026-01-01' }),
      item('k', 'm10000'),
      item('l', 'old'),
      item('m', 'packs', { quantity: 25 }),
      item('n', 'm-kwd'),
      item('o', 'm6000'),
      item('p', 'm6000'),
      item('q', 'm6000'),
      item('r', 'm6000', { current_period_end: '9999-08-13' }),
      item('s', 'm4000', { created: '2026-02-20' }),
    ])
    const discount = (id: string, coupon_id: string, row: LandedRow): LandedRow => ({ id, coupon_id, ...row })
    await landing.land(
      'str.subscription_discount',
      'id text, coupon_id text, subscription_id text, customer_id text, "start" timestamp, "end" timestamp',
      [
        discount('d1', 'ten', { subscription_id: 'j', start: '2025-12-31 15:00:00' }),
        // February, in Tokyo.
        discount('d2', 'thousand', { subscription_id: 'j', start: '2026-01-31 15:00:00', end: '2026-02-28 15:00:00' }),
        discount('d3', 'once', { subscription_id: 'k', start: '2026-01-10' }),
      ],
    )
    await landing.land(
      'str.discount',
      'id text, coupon_id text, subscription_id text, customer_id text, invoice_id text, "start" text, "end" text',
      [
        discount('d1', 'ten', { subscription_id: 'j', start: '2025-12-31T15:00:00Z' }),
        discount('d4', 'half', { customer_id: 'cus_l', start: '2026-01-10T00:00:00Z' }),
        // j has discounts of its own; an invoice's discount recurs no more.
        discount('d5', 'half', { customer_id: 'cus_j', start: '2026-01-10T00:00:00Z' }),
        discount('d6', 'half', { subscription_id: 'm', invoice_id: 'in_1', start: '2026-01-10T00:00:00Z' }),
      ],
    )
    await landing.land('str.coupon', 'id text, percent_off float8, amount_off bigint, currency text, duration text', [
      { id: 'ten', percent_off: 10, duration: 'forever' },
      { id: 'thousand', amount_off: 1_000, currency: 'jpy', duration: 'repeating' },
      { id: 'once', percent_off: 90, duration: 'once' },
      { id: 'half', percent_off: 50, duration: 'forever' },
    ])
    report = await landing.connect('stripe', 'str')
  })

  it('holds the contract, exactly', async () => {
    const found = await landing.problems()
    expect(found.filter((line) => /subscriptions|freshness/.test(line))).toEqual([])
    expect(report.filter((line) => line.startsWith('error'))).toEqual([])
  })

  it('multiplies price and quantity, from the day it began in Tokyo', async () => {
    const columns =
      'id, account_id, product, started_on, ended_on, mrr, currency, term_ends_on, auto_renew, end_known_at'
    expect(await spans(landing, 'a', columns)).toEqual([
      {
        id: 'si_a:2026-01-10',
        account_id: '001acme',
        product: 'Core',
        started_on: '2026-01-10',
        ended_on: null,
        mrr: 30_000,
        currency: 'JPY',
        term_ends_on: '2026-04-10',
        auto_renew: true,
        end_known_at: null,
      },
    ])
  })

  it('counts no trial; a twelfth of a year; and knows of an announced end since it was announced', async () => {
    const columns = 'account_id, started_on, ended_on, mrr, term_ends_on, auto_renew, end_known_at'
    expect(await spans(landing, 'b', columns)).toEqual([
      {
        account_id: '001glob',
        started_on: '2026-02-02',
        ended_on: '2027-02-02',
        mrr: 10_000,
        term_ends_on: '2027-02-02',
        auto_renew: false,
        end_known_at: '2026-03-05T00:00:00+00:00',
      },
    ])
    expect(await spans(landing, 'c', 'started_on, ended_on, mrr, term_ends_on, end_known_at')).toEqual([
      {
        started_on: '2026-01-10',
        ended_on: '2026-03-01',
        mrr: 6_000,
        term_ends_on: '2026-03-01',
        end_known_at: '2026-02-20T00:00:00+00:00',
      },
    ])
  })

  it.each(['d', 'e', 'f', 'p'])(
    'has no revenue of %s: on trial, never paid, test mode, or ended on trial',
    async (id) => {
      expect(await spans(landing, id)).toEqual([])
    },
  )

  it.each<[string, string, number | null, string]>([
    // 19.995 dollars for three months.
    ['cents, and a fraction of one', 'g', 6.665, 'USD'],
    ['fils: thousandths', 'n', 1.5, 'KWD'],
    // 1,000 × 365.25 ÷ 7 ÷ 12.
    ['a week', 'i', 4_348.214286, 'JPY'],
    ['three packs of ten for 25', 'm', 2_100, 'JPY'],
    ['a plan, at half price for its customer', 'l', 1_000, 'JPY'],
    ['arrears still run', 'r', 6_000, 'JPY'],
    ['usage promises nothing', 'h', null, 'JPY'],
    ['a coupon for one invoice changes nothing', 'k', 10_000, 'JPY'],
  ])('%s: subscription %s is worth %s', async (_, id, mrr, currency) => {
    expect(await spans(landing, id, 'mrr, currency')).toEqual([{ mrr, currency }])
  })

  it('cuts a span where a discount begins or ends, and spreads an amount by worth', async () => {
    // 6,000 and 4,000 less 10 %; in February less 1,000, of which 600 and 400.
    expect(await spans(landing, 'j')).toEqual([
      { started_on: '2026-01-01', ended_on: '2026-02-01', mrr: 5_400 },
      { started_on: '2026-02-01', ended_on: '2026-03-01', mrr: 4_800 },
      { started_on: '2026-03-01', ended_on: null, mrr: 5_400 },
    ])
    expect(await spans(landing, 'j2')).toEqual([
      { started_on: '2026-01-01', ended_on: '2026-02-01', mrr: 3_600 },
      { started_on: '2026-02-01', ended_on: '2026-03-01', mrr: 3_200 },
      { started_on: '2026-03-01', ended_on: null, mrr: 3_600 },
    ])
    // Only the last is up for renewal.
    expect(await spans(landing, 'j', 'started_on, term_ends_on, auto_renew, end_known_at')).toEqual([
      { started_on: '2026-01-01', term_ends_on: null, auto_renew: true, end_known_at: '2026-01-31T15:00:00+00:00' },
      { started_on: '2026-02-01', term_ends_on: null, auto_renew: true, end_known_at: '2026-02-28T15:00:00+00:00' },
      { started_on: '2026-03-01', term_ends_on: '2026-04-10', auto_renew: true, end_known_at: null },
    ])
  })

  it('ends what stopped paying with the last period that was paid, where no history tells', async () => {
    expect(await spans(landing, 'o')).toEqual([{ started_on: '2026-01-10', ended_on: '2026-03-10', mrr: 6_000 }])
    expect(await spans(landing, 'q')).toEqual([{ started_on: '2026-01-10', ended_on: '2026-02-10', mrr: 6_000 }])
  })

  it('starts an item that was added later when it was; a term for ever is none', async () => {
    expect(await spans(landing, 's', 'started_on, account_id')).toEqual([
      { started_on: '2026-02-20', account_id: '001acme' },
    ])
    expect(await spans(landing, 'r', 'term_ends_on')).toEqual([{ term_ends_on: '2026-04-10' }])
  })

  it('lets a customer the CRM does not know stand as an account of its own, and counts them', async () => {
    expect(await spans(landing, 'c', 'account_id')).toEqual([{ account_id: 'cus_c' }])
    expect(report).toContainEqual(
      expect.stringMatching(
        /^warning: ssot\.subscriptions\.account_id names \d+ accounts that ssot\.accounts does not know, such as “cus_c”/,
      ),
    )
    expect(report.join('\n')).toContain('note: Stripe’s items are landed without history')
  })
})

describe('Stripe with history', () => {
  let landing: Landing
  let ssot: Ssot
  beforeAll(async () => {
    landing = await useStripe()
    await landing.land('str.customer', 'id text, name text, metadata jsonb', [
      { id: 'cus_a', name: 'Acme', metadata: { salesforce_id: '001acme' } },
    ])
    const version = (id: string, from: string, to: string | null, row: LandedRow = {}): LandedRow => ({
      ...sub(id, row),
      _fivetran_start: from,
      _fivetran_end: to ?? '9999-12-31 23:59:59',
      _fivetran_active: to === null,
    })
    await landing.land(
      'str.subscription_history',
      `${subscriptionColumns}, _fivetran_start timestamp, _fivetran_end timestamp`,
      [
        // Renewed each month: a version each, and one span.
        version('a', '2026-01-20', '2026-02-09 23:59:59.999', { current_period_end: '2026-02-10' }),
        version('a', '2026-02-10', '2026-03-09 23:59:59.999', { current_period_end: '2026-03-10' }),
        version('a', '2026-03-10', null),
        // Paused for most of February, in Tokyo.
        version('b', '2026-01-10', '2026-02-04 14:59:59.999'),
        version('b', '2026-02-04 15:00:00', '2026-02-24 14:59:59.999', { pause_collection_behavior: 'void' }),
        version('b', '2026-02-24 15:00:00', null),
      ],
    )
    const line = (id: string, from: string, to: string | null, row: LandedRow): LandedRow => ({
      ...item(id, 'm10000', row),
      _fivetran_start: from,
      _fivetran_end: to ?? '9999-12-31 23:59:59',
      _fivetran_active: to === null,
    })
    await landing.land(
      'str.subscription_item',
      `${itemColumns}, _fivetran_start timestamp, _fivetran_end timestamp, _fivetran_active bool`,
      [
        line('a', '2026-01-20', '2026-02-14 23:59:59.999', { quantity: 1 }),
        line('a', '2026-02-15', null, { quantity: 2 }),
        // Removed on 1 March.
        line('a', '2026-02-01', '2026-03-01 00:00:00', { id: 'si_a2', plan_id: 'm4000', created: '2026-02-01' }),
        line('b', '2026-01-20', null, {}),
      ],
    )
    await landing.connect('stripe', 'str')
    await landing.database.query(`create table ssot.users (id text, name text, email text, role text);
      create table ssot.accounts (id text, name text, created_at timestamptz);
      create table ssot.stages (id text, name text, position int, outcome text);
      create table ssot.opportunities (id text, name text, account_id text, owner_id text, stage_id text, amount numeric,
        created_at timestamptz, updated_at timestamptz)`)
    ssot = await openSsot(landing.database, { now: '2026-04-01T00:00' })
  })
  afterAll(() => ssot.close())

  it('cuts where quantity or price changed, and not where a period was renewed', async () => {
    expect(await spans(landing, 'a')).toEqual([
      { started_on: '2026-01-10', ended_on: '2026-02-15', mrr: 10_000 },
      { started_on: '2026-02-15', ended_on: null, mrr: 20_000 },
    ])
    expect(await spans(landing, 'a2')).toEqual([{ started_on: '2026-02-01', ended_on: '2026-03-01', mrr: 4_000 }])
  })

  it('leaves a pause out', async () => {
    expect(await spans(landing, 'b')).toEqual([
      { started_on: '2026-01-10', ended_on: '2026-02-05', mrr: 10_000 },
      { started_on: '2026-02-25', ended_on: null, mrr: 10_000 },
    ])
  })

  it('has the MRR of each day', async () => {
    // 14 February: a 10,000 and 4,000, b paused. 31 March: 20,000 and 10,000.
    expect(await ssot.one('mrr', { period: '2026-02', asOf: '2026-02-14T12:00' })).toMatchObject({ value: 14_000 })
    expect(await ssot.one('mrr', { period: '2026-03' })).toMatchObject({ value: 30_000 })
    expect(await ssot.one('customers', { period: '2026-03' })).toMatchObject({ value: 2 })
  })

  it('takes the id in the metadata at its word, while the CRM is not connected', async () => {
    expect(await spans(landing, 'a', 'account_id, started_on')).toEqual([
      { account_id: '001acme', started_on: '2026-01-10' },
      { account_id: '001acme', started_on: '2026-02-15' },
    ])
  })
})
