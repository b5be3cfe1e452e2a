import fc from 'fast-check'
import type { Role } from '../../src/ssot/people.ts'
import { type Deal, deals, type Row, type Rows } from '../support/rows.ts'

/** Small companies around November 2026: people in a random tree, and rows of every relation that belongs to somebody. */

/** What every question of a company is seen from. */
export const companyNow = '2026-11-16T00:00:00Z'

const day = (min: number, max: number) =>
  fc.integer({ min, max }).map((n) => new Date(Date.UTC(2026, 10, 16 + n)).toISOString().slice(0, 10))
const past = day(-400, -1)
const amount = fc.integer({ min: 1, max: 900 })
const pick = <T>(...all: readonly T[]) => fc.constantFrom(...all)

/** Managers are under the executive or each other, everybody else under one of them. */
const people = fc
  .record({
    managers: fc.array(fc.nat(1), { minLength: 3, maxLength: 3 }),
    others: fc.array(fc.nat(2), { minLength: 9, maxLength: 9 }),
  })
  .map(({ managers, others }) => {
    const person = (id: string, role: Role, manager_id: string | null): Row<'users'> & { id: string } => ({
      id,
      name: `Person ${id}`,
      email: `${id}@example.com`,
      role,
      team: ['East', 'West', 'North'][id.charCodeAt(1) % 3] ?? null,
      manager_id,
    })
    const below: readonly Role[] = ['rep', 'rep', 'rep', 'rep', 'rep', 'cs', 'cs', 'cs', 'marketing']
    return [
      person('e0', 'executive', null),
      person('o0', 'ops', 'e0'),
      ...managers.map((above, i) => person(`m${i}`, 'manager', i === 0 || above === 0 ? 'e0' : `m${i - 1}`)),
      ...below.map((role, i) => person(`${role.charAt(0)}${i}`, role, `m${others[i] ?? 0}`)),
    ]
  })

const seller = pick('r0', 'r1', 'r2', 'r3', 'r4', 'm0', 'm1', 'm2')
const csm = pick('c5', 'c6', 'c7')
const account_id = fc.nat(7).map((n) => `a${n}`)
const segment = pick('SMB', 'Enterprise')
const region = pick('Kanto', 'Kansai')
const campaign_id = pick(null, 'k1', 'k2')

const accounts = fc
  .array(
    fc.record({
      segment,
      region,
      industry: pick('Retail', 'Energy'),
      owner_id: fc.option(seller, { freq: 8 }),
      csm_id: fc.option(csm),
    }),
    { minLength: 8, maxLength: 8 },
  )
  .map((some) => some.map((each, i) => ({ id: `a${i}`, name: `Account ${i}`, created_at: '2025-01-01', ...each })))

const lives = fc
  .array(
    fc
      .record({
        born: fc.integer({ min: -300, max: -5 }),
        owner_id: seller,
        account_id,
        type: pick(null, 'new', 'expansion', 'cross_sell', 'renewal'),
        sourced_by: pick('marketing', 'sales'),
        product: pick('Core', 'Plus'),
        campaign_id,
        amount: fc.option(amount, { freq: 8 }),
        close_date: fc.option(day(-20, 120)),
        forecast_category: pick('commit', 'best_case', 'pipeline'),
        next_step: pick(null, 'call'),
        moves: fc.array(
          fc.tuple(
            fc.integer({ min: 1, max: 40 }),
            fc.record(
              { stage_id: pick('s2', 'won', 'lost'), owner_id: seller, amount },
              { requiredKeys: ['stage_id'] },
            ),
          ),
          { maxLength: 3 },
        ),
      })
      .map(({ born, moves, ...deal }) => {
        const nth = (n: number) => new Date(Date.UTC(2026, 10, 16 + Math.min(n, -1))).toISOString().slice(0, 10)
        let on = born
        const life = moves.map(([gap, change]) => {
          on += gap
          return [nth(on), change] as const
        })
        return { id: '', created_at: nth(born), ...deal, life }
      }),
    { minLength: 24, maxLength: 24 },
  )
  .map((some): Deal[] => some.map((deal, i) => ({ ...deal, id: `d${i}`, name: `Deal ${i}` })))

const leads = fc
  .array(
    fc
      .record({
        created_at: past,
        owner_id: fc.option(seller, { freq: 8 }),
        account_id: fc.option(account_id),
        opportunity_id: fc.option(fc.nat(23).map((n) => `d${n}`)),
        segment,
        region,
        campaign_id,
        source: pick('web', 'event'),
        reached: fc.integer({ min: 0, max: 3 }),
      })
      .map(({ reached, ...lead }) => ({
        ...lead,
        mql_at: reached > 0 ? lead.created_at : null,
        first_touch_at: reached > 1 ? lead.created_at : null,
        sql_at: reached > 1 ? lead.created_at : null,
        converted_at: reached > 2 ? lead.created_at : null,
      })),
    { minLength: 14, maxLength: 14 },
  )
  .map((some) => some.map((lead, i) => ({ ...lead, id: `l${i}` })))

const rowsOf = <T>(row: fc.Arbitrary<T>, n: number) => fc.array(row, { minLength: n, maxLength: n })
const quarter = { period_start: '2026-10-01', period_end: '2027-01-01' }

/** A company as all its rows, nobody's hidden. */
export const companies: fc.Arbitrary<Rows> = fc
  .record({
    users: people,
    accounts,
    lives,
    leads,
    subscriptions: rowsOf(
      fc.record({
        account_id,
        product: pick('Core', 'Plus'),
        mrr: amount,
        started_on: past,
        ended_on: fc.option(day(-60, 60)),
        term_ends_on: day(5, 90),
      }),
      12,
    ),
    revenue: rowsOf(fc.record({ account_id, recognized_on: past, amount }), 12),
    tickets: rowsOf(
      fc.record({ account_id, priority: pick('urgent', 'low'), opened_at: past, solved_at: fc.option(past) }),
      10,
    ),
    survey_responses: rowsOf(
      fc.record({ account_id, kind: pick('nps', 'csat'), score: fc.integer({ min: 1, max: 5 }), answered_at: past }),
      10,
    ),
    product_usage: fc.uniqueArray(
      fc.record({ account_id, day: day(-56, -1), active_users: fc.nat(20), seats: fc.constant(20) }),
      { selector: ({ account_id: id, day: on }) => `${id} ${on}`, minLength: 20, maxLength: 20 },
    ),
    activities: rowsOf(fc.record({ at: past, kind: pick('email', 'call'), user_id: seller, account_id }), 14),
    targets: fc.constant(
      ['r0', 'r1', 'r2', 'r3', 'r4', null].map((owner_id) => ({ ...quarter, owner_id, value: owner_id ? 500 : 2500 })),
    ),
    forecasts: fc.constant(
      ['r0', 'r1', 'r2', 'r3', 'r4'].map((owner_id, i) => ({
        ...quarter,
        id: `f${i}`,
        owner_id,
        category: 'commit',
        amount: 300,
        submitted_at: '2026-10-03',
      })),
    ),
    costs: rowsOf(
      fc.record({
        day: past,
        department: pick('marketing', 'sales'),
        kind: pick('people', 'program'),
        campaign_id,
        amount,
      }),
      8,
    ),
    web_traffic: fc.uniqueArray(fc.record({ day: past, sessions: fc.nat(50), engaged_sessions: fc.constant(0) }), {
      selector: ({ day: on }) => on,
      minLength: 5,
      maxLength: 5,
    }),
  })
  .map(({ lives: some, ...rows }) => ({
    ...rows,
    ...deals(...some),
    campaigns: ['k1', 'k2'].map((id) => ({ id, name: `Campaign ${id}`, channel: 'event' })),
    freshness: [{ source: 'crm', synced_at: '2026-11-16T08:30' }],
  }))
