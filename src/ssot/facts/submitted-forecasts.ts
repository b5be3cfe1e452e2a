import { defineFact } from '../fact.ts'
import { sql } from '../sql.ts'

/** The latest forecast that each owner submitted for exactly this period, by category, as of the window's end. */
export const submittedForecasts = defineFact({
  id: 'submitted_forecasts',
  amounts: 'forecasts',
  reads: ['forecasts', 'users'],
  needs: ['forecasts'],
  time: 'state',
  rows: (c) => sql`
    select distinct on (r.owner_id, r.category) r.owner_id, r.category, r.amount, r.submitted_at
    from ${c.t.forecasts} r
    where r.period_start = ${c.fromDay} and r.period_end = ${c.toDay} and r.submitted_at < ${c.asOf}
    order by r.owner_id, r.category, r.submitted_at desc`,
  joins: { owner: { sql: (c) => sql`left join ${c.t.users} owner on owner.id = f.owner_id` } },
  dimensions: {
    owner: { key: sql`f.owner_id`, name: sql`owner.name`, joins: ['owner'], personal: true },
    team: { key: sql`owner.team`, joins: ['owner'], needs: ['users.team'] },
  },
  people: [{ column: sql`f.owner_id` }],
})
