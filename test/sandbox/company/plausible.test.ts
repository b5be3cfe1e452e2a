import { afterAll, expect, test } from 'vitest'
import { loadCompany } from './loaded.ts'

/** Ranges in which somebody who runs revenue operations would believe the figures. Each is worked out by plain SQL. */
const company = await loadCompany('2026-05-20T02:00:00Z')
afterAll(() => company.drop())

const figure = async (sql: string): Promise<number> => Number(Object.values(await company.one(sql))[0])
const between = (value: number, low: number, high: number): void => {
  expect(value).toBeGreaterThanOrEqual(low)
  expect(value).toBeLessThanOrEqual(high)
}
const today = `date '2026-05-20'`
const closed = `(select o.*, s.outcome from opportunities o join stages s on s.id = o.stage_id where outcome <> 'open' and closed_at > ${today} - 365) o`

test.each([
  ['win rate', `avg((outcome = 'won')::int) filter (where type <> 'renewal')`, 0.2, 0.3],
  ['renewals won', `avg((outcome = 'won')::int) filter (where type = 'renewal')`, 0.86, 0.95],
  [
    'days to win',
    `percentile_cont(0.5) within group (order by closed_at - created_at) filter (where outcome = 'won' and type <> 'renewal')`,
    45,
    90,
  ],
  [
    'marketing contribution',
    `sum(amount) filter (where outcome = 'won' and type <> 'renewal' and sourced_by = 'marketing')
     / sum(amount) filter (where outcome = 'won' and type <> 'renewal')`,
    0.3,
    0.45,
  ],
])('%s of the last year', async (name, expression, low, high) => {
  const value = name === 'days to win' ? `extract(epoch from ${expression}) / 86400` : expression
  between(await figure(`select ${value} from ${closed}`), low, high)
})

const paid = (day: string): string =>
  `sum(mrr) filter (where started_on <= ${day} and (ended_on is null or ended_on > ${day}))`
const kept = `(select ${paid(`(${today} - 365)`)} as s, coalesce(${paid(today)}, 0) as e from subscriptions group by account_id) m where s > 0`

test.each([
  ['net revenue retention', 'sum(e) / sum(s)', 1.03, 1.11],
  ['gross revenue retention', 'sum(least(e, s)) / sum(s)', 0.88, 0.94],
  ['logo churn', 'avg((e = 0)::int)', 0.08, 0.125],
])('%s', async (_, expression, low, high) => {
  between(await figure(`select ${expression} from ${kept}`), low, high)
})

test('about four hundred customers pay', async () => {
  const paying = `from subscriptions where started_on <= ${today} and (ended_on is null or ended_on > ${today})`
  between(await figure(`select count(distinct account_id) ${paying}`), 370, 450)
})

test('reps attain their quotas more or less', async () => {
  const attained = `select coalesce((select sum(amount) from opportunities o join stages s on s.id = o.stage_id where outcome = 'won'
    and o.owner_id = t.owner_id and closed_at >= period_start and closed_at < period_end), 0) / value as share
    from targets t where metric = 'bookings' and owner_id is not null and period_end <= ${today}`
  between(await figure(`select percentile_cont(0.5) within group (order by share) from (${attained}) a`), 0.8, 1.05)
})

test('MQLs grow, and two in five become SQLs', async () => {
  const year = (ago: number) =>
    `select count(*) from leads where mql_at >= ${today} - ${365 * ago} and mql_at < ${today} - ${365 * (ago - 1)}`
  expect(await figure(year(1))).toBeGreaterThan(1.05 * (await figure(year(2))))
  between(await figure(`select count(sql_at)::float8 / count(*) from leads where mql_at < ${today} - 60`), 0.36, 0.45)
})
