import fc from 'fast-check'
import { type Deal, deals, type Rows } from './rows.ts'

/**
 * Small companies around the first quarter of 2026, made by chance: three accounts and one that nobody knows, deals with
 * lives of their own, subscriptions, leads, revenue and activities, some of them with gaps.
 */

/** The nth day of 2026, or a day before it where n is 0 or less. */
const nthDay = (n: number): string => new Date(Date.UTC(2026, 0, n)).toISOString().slice(0, 10)
const day = (min: number, max: number): fc.Arbitrary<string> => fc.integer({ min, max }).map(nthDay)
/** Often on the edge of a day. */
const instant = (min: number, max: number): fc.Arbitrary<string> =>
  fc
    .tuple(day(min, max), fc.constantFrom('00:00', '00:00:00.001', '09:30', '23:59:59.999'))
    .map(([date, time]) => `${date}T${time}`)
const account_id = fc.constantFrom('acme', 'globex', 'initech', 'nobody')
const person = fc.constantFrom(null, 'ann', 'bob', 'mia')
const amount = fc.option(fc.integer({ min: 0, max: 1000 }), { freq: 5 })

/** Deals whose stage, owner and amount change up to four times, and may close and be reopened. */
const lives: fc.Arbitrary<Deal[]> = fc
  .array(
    fc
      .record({
        born: fc.integer({ min: 1, max: 28 }),
        owner_id: fc.constantFrom('ann', 'bob', 'mia', 'rex'),
        account_id,
        type: fc.constantFrom(null, 'new', 'expansion', 'cross_sell', 'renewal'),
        sourced_by: fc.constantFrom(null, 'marketing', 'sales'),
        amount,
        moves: fc.array(
          fc.tuple(
            fc.integer({ min: 1, max: 30 }),
            fc.record(
              {
                stage_id: fc.constantFrom('s1', 's2', 'won', 'lost'),
                owner_id: fc.constantFrom('ann', 'bob'),
                amount: fc.integer({ min: 0, max: 1000 }),
              },
              { requiredKeys: [] },
            ),
          ),
          { maxLength: 4 },
        ),
      })
      .map(({ born, moves, ...deal }) => {
        let on = born
        const life = moves.map(([gap, change]) => {
          on += gap
          return [nthDay(on), change] as const
        })
        return { id: '', created_at: nthDay(born), ...deal, life }
      }),
    { minLength: 1, maxLength: 10 },
  )
  .map((some) => some.map((deal, i) => ({ ...deal, id: `o${i}` })))

/** What happens to a lead happens once it is there. */
const leads = fc.array(
  fc
    .record({
      created_at: instant(-10, 95),
      moments: fc.tuple(...[120, 120, 220, 120].map((last) => fc.option(instant(-10, last)))),
      opportunity_id: fc.constantFrom(null, 'o0', 'o1', 'o2', 'deleted'),
      owner_id: person,
      account_id: fc.constantFrom(null, 'acme', 'globex'),
      segment: fc.constantFrom(null, 'SMB', 'Enterprise'),
    })
    .map(({ moments, ...lead }) => {
      const later = moments.map((at) => (at !== null && at < lead.created_at ? lead.created_at : at))
      const [mql_at = null, sql_at = null, converted_at = null, first_touch_at = null] = later
      return { ...lead, mql_at, sql_at, converted_at, first_touch_at }
    }),
  { maxLength: 10 },
)

const revenue = fc.array(fc.record({ account_id, recognized_on: day(-10, 95), amount }), { maxLength: 8 })

const activities = fc.array(
  fc.record({ at: instant(-10, 95), kind: fc.constantFrom('email', 'call', 'meeting'), user_id: person, account_id }),
  { maxLength: 8 },
)

/** Spans of MRR, open or of up to four months, from the autumn before on; `mrr` null where it was never entered. */
const spansOf = (mrr: fc.Arbitrary<number | null>) =>
  fc.array(
    fc
      .record({ account_id, mrr, from: fc.integer({ min: -90, max: 95 }), days: fc.option(fc.nat(120)) })
      .map(({ from, days, ...span }) => ({
        ...span,
        started_on: nthDay(from),
        ended_on: days === null ? null : nthDay(from + days),
      })),
    { maxLength: 10 },
  )

const accounts = [
  { id: 'acme', name: 'Acme', segment: 'SMB', region: 'Kanto', owner_id: 'ann', csm_id: 'cleo' },
  { id: 'globex', name: 'Globex', segment: 'Enterprise', region: 'Kansai', owner_id: 'bob', csm_id: null },
  { id: 'initech', name: 'Initech', segment: null, region: 'Kansai', owner_id: null, csm_id: 'cleo' },
]

const companiesWith = (mrr: fc.Arbitrary<number | null>): fc.Arbitrary<Rows> =>
  fc
    .record({ lives, subscriptions: spansOf(mrr), leads, revenue, activities })
    .map(({ lives: some, ...rows }) => ({ accounts, ...rows, ...deals(...some) }))

/** Without credits: no amount is below 0. */
export const companies = companiesWith(fc.integer({ min: 0, max: 500 }))
/** With credits, and subscriptions without an MRR. */
export const creditedCompanies = companiesWith(fc.option(fc.integer({ min: -200, max: 500 }), { freq: 8 }))

/**
 * The same with histories that lack some versions, and deals of which today's row says something else than the last one:
 * another stage, amount or owner, another close or none.
 */
export const forgetfulCompanies: fc.Arbitrary<Rows> = companies.chain((rows) => {
  const { opportunities = [], opportunity_history: history = [] } = rows
  const changed = fc.record(
    {
      stage_id: fc.constantFrom('s1', 'won', 'lost', 'deleted'),
      amount: fc.integer({ min: 0, max: 1000 }),
      owner_id: fc.constantFrom('ann', 'bob'),
      closed_at: fc.option(instant(1, 92)),
    },
    { requiredKeys: [] },
  )
  return fc
    .record({
      kept: fc.array(fc.boolean(), { minLength: history.length, maxLength: history.length }),
      today: fc.array(fc.option(changed), { minLength: opportunities.length, maxLength: opportunities.length }),
    })
    .map(({ kept, today }) => ({
      ...rows,
      opportunities: opportunities.map((deal, i) =>
        today[i] ? { ...deal, updated_at: nthDay(92), ...today[i] } : deal,
      ),
      opportunity_history: history.filter((_, i) => kept[i]),
    }))
})

/** Within the quarter, on its last instant, and long after it. */
export const seen = fc.constantFrom(
  '2026-02-20T00:00',
  '2026-03-10T12:00',
  '2026-03-31T23:59:59.999',
  '2026-04-01T00:00',
  '2027-01-01T00:00',
)
