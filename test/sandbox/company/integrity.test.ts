import { afterAll, expect, test } from 'vitest'
import { contract, relationNames } from '../../../src/ssot/contract.ts'
import { loadCompany } from './loaded.ts'

const company = await loadCompany('2026-05-20T02:00:00Z')
afterAll(() => company.drop())

const count = async (what: string): Promise<number> => Number((await company.one(`select count(*) as n ${what}`)).n)

test('every relation has rows and every column a value somewhere', async () => {
  for (const name of relationNames) {
    const columns = Object.keys(contract[name].columns)
    const filled = await company.one(
      `select ${columns.map((column) => `count("${column}") > 0 as "${column}"`).join(', ')} from ${name}`,
    )
    expect({ name, empty: columns.filter((column) => filled[column] !== true) }).toEqual({ name, empty: [] })
  }
})

test.each([
  ['accounts', 1400, 1800],
  ['opportunities', 2300, 2800],
  ['leads', 5500, 6600],
  ['activities', 34_000, 46_000],
  ['tickets', 3000, 4500],
  ['survey_responses', 1700, 2600],
  ['product_usage', 65_000, 95_000],
])('%s has between %i and %i rows', async (name, low, high) => {
  const rows = await count(`from ${name}`)
  expect(rows).toBeGreaterThan(low)
  expect(rows).toBeLessThan(high)
})

test.each([
  ['accounts.owner_id', 'users'],
  ['accounts.csm_id', 'users'],
  ['accounts.parent_id', 'accounts'],
  ['users.manager_id', 'users'],
  ['opportunities.account_id', 'accounts'],
  ['opportunities.owner_id', 'users'],
  ['opportunities.stage_id', 'stages'],
  ['opportunities.campaign_id', 'campaigns'],
  ['opportunity_history.opportunity_id', 'opportunities'],
  ['opportunity_history.stage_id', 'stages'],
  ['opportunity_history.owner_id', 'users'],
  ['leads.campaign_id', 'campaigns'],
  ['leads.owner_id', 'users'],
  ['leads.account_id', 'accounts'],
  ['leads.opportunity_id', 'opportunities'],
  ['costs.campaign_id', 'campaigns'],
  ['activities.user_id', 'users'],
  ['activities.account_id', 'accounts'],
  ['activities.opportunity_id', 'opportunities'],
  ['activities.lead_id', 'leads'],
  ['subscriptions.account_id', 'accounts'],
  ['revenue.account_id', 'accounts'],
  ['tickets.account_id', 'accounts'],
  ['survey_responses.account_id', 'accounts'],
  ['product_usage.account_id', 'accounts'],
  ['targets.owner_id', 'users'],
  ['forecasts.owner_id', 'users'],
])('every %s names one of %s', async (field, target) => {
  const [relation, column] = field.split('.')
  const lost = `from ${relation} r where r.${column} is not null and not exists (select from ${target} t where t.id = r.${column})`
  expect(await count(lost)).toBe(0)
})

test('the versions of a deal follow one another without gap or overlap, from its creation to what it is now', async () => {
  const versions = `select *, lead(valid_from) over each as next, row_number() over each as number, lag(h) over each as previous
    from opportunity_history h window each as (partition by opportunity_id order by valid_from)`
  expect(await count(`from (${versions}) v where valid_to is distinct from next`)).toBe(0)
  expect(
    await count(
      `from (${versions}) v join opportunities o on o.id = opportunity_id where number = 1 and valid_from <> created_at`,
    ),
  ).toBe(0)
  const same = ['stage_id', 'amount', 'close_date', 'forecast_category', 'owner_id']
  const differs = same.map((column) => `h.${column} is distinct from o.${column}`).join(' or ')
  expect(
    await count(
      `from opportunities o left join opportunity_history h on h.opportunity_id = o.id and h.valid_to is null where ${differs}`,
    ),
  ).toBe(0)
})

test('a deal is closed if and only if its stage is, and never before it began', async () => {
  const joined = 'from opportunities o join stages s on s.id = o.stage_id'
  expect(await count(`${joined} where (s.outcome = 'open') <> (o.closed_at is null)`)).toBe(0)
  expect(await count(`${joined} where o.closed_at <= o.created_at or o.updated_at < o.created_at`)).toBe(0)
  expect(await count(`${joined} where o.pipeline <> s.pipeline`)).toBe(0)
  expect(await count(`${joined} join users u on u.id = o.owner_id where s.outcome = 'open' and not u.active`)).toBe(0)
})

test('leads take their steps in order, and become deals no earlier than they are converted', async () => {
  const wrong = 'mql_at < created_at or sql_at < mql_at or first_touch_at < mql_at or converted_at < sql_at'
  expect(await count(`from leads where ${wrong}`)).toBe(0)
  expect(
    await count('from leads l join opportunities o on o.id = l.opportunity_id where o.created_at < l.converted_at'),
  ).toBe(0)
})

test('no target stands twice, and subscriptions of a product never overlap', async () => {
  const twice = 'select 1 from targets group by metric, period_start, period_end, owner_id, team having count(*) > 1'
  expect(await count(`from (${twice}) t`)).toBe(0)
  const overlap = `from subscriptions a join subscriptions b on a.account_id = b.account_id and a.product = b.product and a.id < b.id
    and daterange(a.started_on, a.ended_on) && daterange(b.started_on, b.ended_on)`
  expect(await count(overlap)).toBe(0)
})

test('the history has what makes CRM data hard: skips, steps back, reopened deals, slips, unknown amounts, handed-over deals', async () => {
  const moves = `(select *, lag(s.position) over (partition by opportunity_id order by valid_from) as before
    from opportunity_history h join stages s on s.id = h.stage_id) m`
  expect(await count(`from ${moves} where outcome = 'open' and position < before and before < 60`)).toBeGreaterThan(20)
  expect(await count(`from ${moves} where outcome = 'open' and before = 70`)).toBeGreaterThan(3)
  expect(await count(`from ${moves} where position = 40 and before = 20`)).toBeGreaterThan(20)
  expect(await count(`from opportunities where amount is null`)).toBeGreaterThan(20)
  expect(await count(`from opportunities where btrim(next_step) = ''`)).toBeGreaterThan(5)
  const owners = 'select opportunity_id from opportunity_history group by 1 having count(distinct owner_id) > 1'
  expect(await count(`from (${owners}) o`)).toBeGreaterThan(10)
})
