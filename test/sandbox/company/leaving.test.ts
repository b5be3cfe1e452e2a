import { Temporal } from 'temporal-polyfill'
import { afterAll, expect, test } from 'vitest'
import { days, loadCompany } from './loaded.ts'

const start = '2026-05-20T02:00:00Z'
// Usage is recorded from day −200; the last day of the timeline leaves the most notices to look at.
const company = await loadCompany(start, days(Temporal.Instant.from(start), 35))
afterAll(() => company.drop())

/** Active users in the four weeks before a day ÷ in the four weeks that ended eight weeks before it. */
const kept = (day: string): string =>
  `sum(active_users) filter (where day < ${day} and day >= ${day} - 28)::float8
   / nullif(sum(active_users) filter (where day < ${day} - 56 and day >= ${day} - 84), 0)`
const halved = 0.6

test('most customers who leave use less and less before they say so, some leave out of the blue', async () => {
  const told = `select account_id, max(end_known_at)::date as told from subscriptions group by 1
    having bool_and(ended_on is not null) and max(end_known_at)::date >= date '2026-05-20' - 115`
  const { rows } = await company.query(
    `select account_id, ${kept('told')} as kept from (${told}) t join product_usage u using (account_id) group by account_id, told`,
  )
  const falling = rows.filter((row) => row.kept < halved).length
  // Three in four by quota, over all who ever leave; of the dozen or two of half a year it may be a few more or less.
  expect(rows.length).toBeGreaterThan(9)
  expect(falling / rows.length).toBeGreaterThan(0.5)
  expect(falling / rows.length).toBeLessThan(0.95)
})

test('some decline as deeply and stay', async () => {
  const then = `date '2026-03-20'`
  const staying = `select 1 from subscriptions s where s.account_id = u.account_id and ended_on is null`
  const { rows } = await company.query(
    `select account_id from product_usage u where exists (${staying}) group by 1 having ${kept(then)} < ${halved}`,
  )
  expect(rows.length).toBeGreaterThan(1)
})
