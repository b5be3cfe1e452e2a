import { Temporal } from 'temporal-polyfill'
import { defineFact, type Fact } from '../fact.ts'
import { instantSql, join, type Sql, sql } from '../sql.ts'
import {
  opportunitiesAsOf,
  opportunityDimensions,
  opportunityExtras,
  opportunityJoins,
  opportunityPeople,
} from './opportunities.ts'

export const movements = [
  'start',
  'created',
  'reopened',
  'pulled_in',
  'amount_up',
  'amount_down',
  'slipped',
  'won',
  'lost',
  'end',
] as const
export type Movement = (typeof movements)[number]

/** When each movement happens to a deal, and by how much. Arrays of them are read faster than a list of `values`. */
const changes: readonly (readonly [Movement, Sql, Sql])[] = [
  ['start', sql`d.was_in`, sql`d.before`],
  ['created', sql`d.is_new and (d.is_in or d.won_here or (d.now = 'lost' and d.dated_in))`, sql`d.after`],
  ['reopened', sql`d.was <> 'open' and (d.is_in or d.won_here)`, sql`d.after`],
  ['pulled_in', sql`d.was = 'open' and not d.was_in and (d.is_in or d.won_here)`, sql`d.after`],
  ['amount_up', sql`d.was_in and (d.is_in or d.now = 'won') and d.after > d.before`, sql`d.after - d.before`],
  ['amount_down', sql`d.was_in and (d.is_in or d.now = 'won') and d.after < d.before`, sql`d.after - d.before`],
  ['slipped', sql`d.was_in and d.now = 'open' and not d.is_in`, sql`-d.before`],
  ['won', sql`(d.was_in and d.now = 'won') or (not d.was_in and d.won_here)`, sql`-d.after`],
  ['lost', sql`d.was_in and d.now = 'lost'`, sql`-d.before`],
  ['lost', sql`d.is_new and d.now = 'lost' and d.dated_in`, sql`-d.after`],
  ['end', sql`d.is_in`, sql`d.after`],
]

/**
 * What happened since an instant to the open amount that closes in the period, one row per deal and movement; `start` and
 * `end` are the totals, and every other movement is signed so that start + Σ movements = end, deal by deal.
 *
 * A deal won counts at its amount when it closed (so that "won" is the bookings), a deal lost or slipped at its amount at
 * the start. Deals belong to today's owner at both ends. Deals without an amount count as 0.
 */
export const movementsSince = (since: Temporal.Instant): Fact =>
  defineFact({
    id: 'pipeline_movement',
    amounts: 'opportunities',
    reads: ['opportunities', 'opportunity_history', 'stages', 'accounts', 'users'],
    needs: ['opportunity_history', 'opportunities.close_date'],
    covered: ({ since: began }) => Temporal.Instant.compare(began, since) <= 0,
    time: 'state',
    rows(c) {
      const from = instantSql(since)
      const start = { ...c, asOf: from, past: true }
      return sql`
        select d.*, m.movement, m.delta from (
          select e.id, e.name, e.account_id, e.owner_id, e.pipeline, e.stage_id, e.stage_name, e.position, e.type,
            e.sourced_by, e.source, e.campaign_id, e.product, coalesce(s.amount, 0) as before, coalesce(e.amount, 0) as after,
            s.id is null as is_new, s.outcome as was, s.close_date as was_date, e.close_date,
            coalesce(s.outcome = 'open' and s.close_date >= ${c.fromDay} and s.close_date < ${c.toDay}, false) as was_in,
            coalesce(e.outcome = 'open' and e.close_date >= ${c.fromDay} and e.close_date < ${c.toDay}, false) as is_in,
            coalesce(e.close_date >= ${c.fromDay} and e.close_date < ${c.toDay}, false) as dated_in,
            e.outcome as now,
            coalesce(e.outcome = 'won' and e.closed_at >= ${from} and e.closed_at >= ${c.from} and e.closed_at < ${c.to}, false)
              as won_here
          from (${opportunitiesAsOf(c)}) e
          left join (${opportunitiesAsOf(start)}) s on s.id = e.id
        ) d
        cross join lateral unnest(
          array[${join(changes.map(([name]) => sql`${name}::text`))}],
          array[${join(changes.map(([, happened]) => happened))}],
          array[${join(changes.map(([, , delta]) => delta))}]
        ) m (movement, happened, delta)
        -- The first line is implied by the second: it spares most deals the eleven questions.
        where (d.was_in or d.is_in or d.won_here or (d.is_new and d.now = 'lost' and d.dated_in))
          and coalesce(m.happened, false)`
    },
    joins: opportunityJoins,
    dimensions: { ...opportunityDimensions, movement: { key: sql`f.movement` } },
    people: opportunityPeople,
    extras: opportunityExtras.slice(1),
  })
