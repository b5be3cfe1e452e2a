import { defineFact, type FactContext } from '../fact.ts'
import { identifier, type Sql, sql } from '../sql.ts'
import { creditAtClose } from './closed-opportunities.ts'
import { wonInPeriod } from './opportunities.ts'

/** Days from the start of a period in which what people commit to still counts as their forecast of it. */
const forecastDays = 14

/**
 * One row per owner who submitted a commit for exactly the period before its 15th day, won something in it or has a
 * bookings target for it: their latest commit of that time, null for who submitted nothing. None at all where nobody in
 * the company ever committed to the period: who forecasts quarters has no forecast of a month.
 */
export const committedOwners = defineFact({
  id: 'committed_owners',
  amounts: 'forecasts',
  reads: ['forecasts', 'opportunities', 'opportunity_history', 'stages', 'targets', 'users'],
  needs: ['forecasts', 'opportunities.closed_at'],
  time: 'span',
  rows: (c) => sql`
    with commits as (
      select r.id, r.owner_id, r.amount, r.submitted_at from ${c.t.forecasts} r
      where r.category = 'commit' and r.period_start = ${c.fromDay} and r.period_end = ${c.toDay}
        and r.submitted_at < ${c.asOf} and r.amount is not null
    )
    select coalesce(s.owner_id, e.owner_id) as owner_id, s.amount as committed, s.submitted_at
    from (
      select distinct on (r.owner_id) r.owner_id, r.amount, r.submitted_at
      from commits r
      where r.submitted_at < ((${c.fromDay} + ${forecastDays}::int)::timestamp at time zone ${c.zone})
      order by r.owner_id, r.submitted_at desc, r.id desc
    ) s
    full join (${expected(c)}) e on e.owner_id = s.owner_id
    where exists (select from commits)`,
  joins: {
    owner: { sql: (c) => sql`left join ${c.t.users} owner on owner.id = f.owner_id` },
    manager: { sql: (c) => sql`left join ${c.t.users} manager on manager.id = owner.manager_id`, after: ['owner'] },
  },
  dimensions: {
    owner: { key: sql`f.owner_id`, name: sql`owner.name`, joins: ['owner'], personal: true },
    team: { key: sql`owner.team`, joins: ['owner'], needs: ['users.team'] },
    manager: { key: sql`manager.id`, name: sql`manager.name`, joins: ['manager'], personal: true },
  },
  people: [{ column: sql`f.owner_id` }],
  rowKey: sql`f.owner_id`,
  listed: [
    { id: 'owner', label: { en: 'Owner', ja: '担当者' }, value: sql`owner.name`, type: 'text', joins: ['owner'] },
    { id: 'committed', label: { en: 'Committed', ja: 'コミット' }, value: sql`f.committed`, type: 'money' },
    { id: 'submitted', label: { en: 'Submitted', ja: '提出日時' }, value: sql`f.submitted_at`, type: 'instant' },
  ],
})

/** Whoever was to forecast the period: who won in it, credited as bookings are, and who has a target for it. */
const expected = (c: FactContext): Sql => sql`
  select coalesce(credit.owner_id, o.owner_id) as owner_id
  from (${wonInPeriod(c)}) o
  ${creditAtClose(c, identifier('o'))}
  union
  select x.owner_id from ${c.t.targets} x
  where x.metric = 'bookings' and x.period_start = ${c.fromDay} and x.period_end = ${c.toDay} and x.owner_id is not null`
