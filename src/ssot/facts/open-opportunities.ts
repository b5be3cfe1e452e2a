import { defineFact, type FactContext } from '../fact.ts'
import { type Sql, sql } from '../sql.ts'
import { flags, lastActivity, stageP90, timeInStage } from './deal-flags.ts'
import { closeDateColumn, opportunityColumns } from './listed/opportunities.ts'
import { openStretches } from './open-stretches.ts'
import {
  opportunitiesAsOf,
  opportunityDimensions,
  opportunityExtras,
  opportunityJoins,
  opportunityPeople,
} from './opportunities.ts'

/** Opportunities that stood in an open stage at the window's end. */
export const openOpportunities = defineFact({
  id: 'open_opportunities',
  amounts: 'opportunities',
  reads: ['opportunities', 'opportunity_history', 'stages', 'accounts', 'users'],
  time: 'state',
  rows: (c) => opportunitiesAsOf(c, 'open'),
  stretches: openStretches,
  joins: {
    ...opportunityJoins,
    probability: { sql: stageProbability },
    time_in_stage: { sql: timeInStage, historic: true },
    stage_p90: { sql: stageP90, historic: true },
    last_activity: { sql: lastActivity },
    flags: { sql: flags, after: ['time_in_stage', 'stage_p90', 'last_activity'] },
  },
  dimensions: opportunityDimensions,
  people: opportunityPeople,
  extras: opportunityExtras,
  rowKey: sql`f.id`,
  listed: [...opportunityColumns, closeDateColumn],
  estimated: sql`f.estimated`,
})

/**
 * The stage's probability, 0..1: the contract's, else won ÷ closed among the non-renewal opportunities that entered the
 * stage in the trailing 365 days; under 30 closed, the pipeline's overall.
 */
function stageProbability(c: FactContext): Sql {
  if (!c.computeProbability) return sql`cross join lateral (select f.probability as p) probability`
  return sql`
    left join (${entered(c, sql`h.stage_id`)}) by_stage on by_stage.key = f.stage_id
    left join (${entered(c, sql`coalesce(o.pipeline, 'default')`)}) by_pipeline on by_pipeline.key = f.pipeline
    cross join lateral (select coalesce(f.probability,
      case when by_stage.closed >= 30 then by_stage.won::numeric / by_stage.closed end,
      by_pipeline.won::numeric / nullif(by_pipeline.closed, 0)) as p) probability`
}

/** Closed deals by what they entered within the year: a change made inside a stage is no entry; a first version is carried back. */
const entered = (c: FactContext, key: Sql): Sql => sql`
  select x.key, count(*) filter (where x.outcome = 'won') as won, count(*) as closed
  from (
    select distinct o.id, o.outcome, ${key} as key
    from (${opportunitiesAsOf(c, 'closed')}) o
    join (
      select v.opportunity_id, v.stage_id, v.valid_from,
        lag(v.stage_id) over (partition by v.opportunity_id order by v.valid_from) as before
      from ${c.t.opportunity_history} v
      where v.valid_from < ${c.asOf}
    ) h on h.opportunity_id = o.id and h.before is distinct from h.stage_id
    where o.type <> 'renewal' and o.closed_at is not null
      and case when h.before is null then least(h.valid_from, o.created_at) else h.valid_from end >= ${c.asOf} - interval '365 days'
  ) x
  group by 1`
