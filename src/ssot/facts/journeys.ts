import { defineFact, type Fact, type FactContext } from '../fact.ts'
import { identifier, join, type Sql, sql } from '../sql.ts'
import type { Stage } from '../stages.ts'
import { createdLeads } from './leads.ts'
import { closedColumn, opportunityColumns } from './listed/opportunities.ts'
import {
  opportunitiesAsOf,
  opportunityDimensions,
  opportunityExtras,
  opportunityJoins,
  opportunityPeople,
} from './opportunities.ts'

/** One step of the revenue process: a name, and the column `sN` that says when a journey first reached it. */
export interface FunnelStep {
  readonly index: number
  readonly kind: 'lead' | 'mql' | 'sql' | 'opportunity' | 'stage' | 'won'
  /** The stage's own name, where it is one. */
  readonly stage?: string
}

export const stepColumn = (index: number): Sql => sql`f.${identifier(`s${index}`)}`

const leadSteps = 3

/** Lead → MQL → SQL → Opportunity (the first open stage) → each later open stage → Won, of one pipeline. */
export function funnelSteps(stages: readonly Stage[], pipeline: string, withHistory: boolean): FunnelStep[] {
  const positions = laterPositions(stages, pipeline)
  const open = (position: number): string =>
    stages
      .filter((stage) => stage.pipeline === pipeline && stage.outcome === 'open' && stage.position === position)
      .map(({ name }) => name)
      .join(' / ')
  // When a deal passed its later stages is only known from history.
  const later = withHistory ? positions.map((position) => ({ kind: 'stage', stage: open(position) }) as const) : []
  const kinds = [
    { kind: 'lead' },
    { kind: 'mql' },
    { kind: 'sql' },
    { kind: 'opportunity' },
    ...later,
    { kind: 'won' },
  ] as const
  return kinds.map((step, index) => ({ ...step, index }))
}

const laterPositions = (stages: readonly Stage[], pipeline: string): number[] =>
  [...new Set(stages.filter((stage) => stage.pipeline === pipeline && stage.outcome === 'open').map((s) => s.position))]
    .sort((a, b) => a - b)
    .slice(1)

/**
 * When each opportunity of a pipeline (renewals left out) first reached each step *or a higher one*: `s3` = created,
 * then one column per later stage, the last = won. `left_at` = lost. Lost is an exit, whatever its position.
 */
function opportunityRows(c: FactContext, stages: readonly Stage[], pipeline: string, withHistory: boolean): Sql {
  const positions = withHistory ? laterPositions(stages, pipeline) : []
  const won = leadSteps + 1 + positions.length
  const open = (position: number): Sql => sql`st.outcome = 'open' and st.position >= ${position}`
  const first = (condition: Sql): Sql => sql`min(h.valid_from) filter (where ${condition})`
  const before = (condition: Sql): Sql => first(sql`(${condition}) and h.valid_from < ${c.asOf}`)
  const reached = positions.flatMap((position, i) => {
    const name = `h${leadSteps + 1 + i}`
    return [
      sql`${before(sql`st.outcome = 'won' or ${open(position)}`)} as ${identifier(name)}`,
      sql`${first(open(position))} = min(h.valid_from) as ${identifier(`${name}_began`)}`,
    ]
  })
  const history = sql`
    left join (
      select h.opportunity_id, ${join([...reached, sql`${before(sql`st.outcome = 'won'`)} as won_at`])}
      from ${c.t.opportunity_history} h
      left join ${c.t.stages} st on st.id = h.stage_id and coalesce(st.pipeline, 'default') = ${pipeline}
      group by 1
    ) j on j.opportunity_id = o.id`
  // A first version, where it is open, is carried back to the creation.
  const began = (name: string): Sql =>
    sql`case when j.${identifier(`${name}_began`)} and o.created_at < ${c.asOf} then o.created_at end`
  const wonAt = withHistory
    ? sql`least(j.won_at, case when o.outcome = 'won' then o.closed_at end)`
    : sql`case when o.outcome = 'won' then o.closed_at end`
  const steps = positions.map((_, i) => {
    const step = leadSteps + 1 + i
    const name = `h${step}`
    return sql`least(j.${identifier(name)}, ${began(name)}, ${wonAt}) as ${identifier(`s${step}`)}`
  })
  return sql`
    select o.*, o.created_at as s3, ${join([...steps, sql`${wonAt} as ${identifier(`s${won}`)}`])},
      case when o.outcome = 'lost' then o.closed_at end as left_at
    from (${opportunitiesAsOf(c)}) o
    ${withHistory ? history : sql``}
    where o.pipeline = ${pipeline} and o.type <> 'renewal'
    offset 0`
}

/** `withHistory`: the later stages are among the steps, for history tells when they were passed. */
export const opportunityJourneys = (stages: readonly Stage[], pipeline: string, withHistory: boolean): Fact =>
  defineFact({
    id: 'opportunity_journeys',
    reads: ['opportunities', 'opportunity_history', 'stages', 'accounts', 'users'],
    historic: withHistory,
    time: 'span',
    rows: (c) => opportunityRows(c, stages, pipeline, withHistory),
    joins: opportunityJoins,
    dimensions: opportunityDimensions,
    people: opportunityPeople,
    extras: opportunityExtras,
    rowKey: sql`f.id`,
    listed: [...opportunityColumns, closedColumn],
  })

/** When each lead first reached each step or a higher one, its own opportunity's steps included. */
export const leadJourneys = (
  stages: readonly Stage[],
  pipeline: string,
  steps: readonly FunnelStep[],
  withHistory: boolean,
): Fact =>
  defineFact({
    ...createdLeads,
    id: 'lead_journeys',
    reads: ['leads', 'opportunities', 'opportunity_history', 'stages', 'users', 'campaigns'],
    needs: ['leads'],
    historic: withHistory,
    time: 'span',
    rows(c) {
      const later = steps.slice(leadSteps).map(({ index }) => sql`o.${identifier(`s${index}`)}`)
      return sql`
        select l.*, l.created_at as s0, least(l.mql_at, l.sql_at, o.s3) as s1, least(l.sql_at, o.s3) as s2,
          ${join(later)}, case when o.s3 is null then l.disqualified_at else o.left_at end as left_at
        from (${createdLeads.rows(c)}) l
        left join (${opportunityRows(c, stages, pipeline, withHistory)}) o on o.id = l.opportunity_id
        offset 0`
    },
  })

/** The fact whose rows a step counts: leads up to SQL, opportunities from there. */
export const countsLeads = (step: FunnelStep): boolean => step.index < leadSteps
