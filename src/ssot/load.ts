import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { RelationName } from './contract.ts'
import { freshnessRows, instantColumn, type SourceFreshness, selectFreshness } from './freshness.ts'
import { type Person, peopleRows, selectPeople } from './people.ts'
import type { SsotPool } from './pool.ts'
import { type Sql, sql } from './sql.ts'
import { type Stage, type StageIds, selectStageIds, selectStages, stageIdRows, stageRows } from './stages.ts'
import type { Tables } from './tables.ts'

/** What every answer needs of the SSOT's rows. */
export interface LoadedRows {
  readonly freshness: readonly SourceFreshness[]
  readonly people: readonly Person[]
  readonly stages: readonly Stage[]
  readonly stageIds: StageIds
  /** The latest change of an opportunity: a question as of before it needs history. */
  readonly lastChange: Temporal.Instant | null
  /** Some open stage has no probability of its own. */
  readonly computeProbability: boolean
}

export const loadedRelations: readonly RelationName[] = ['freshness', 'users', 'stages', 'opportunities']

const loaded = z.object({
  freshness: freshnessRows,
  people: peopleRows,
  stages: stageRows,
  stage_ids: stageIdRows,
  last_change: instantColumn.nullable(),
})

/** One statement: the first answer after every change waits for it. */
export async function loadRows(pool: SsotPool, tables: Tables): Promise<LoadedRows> {
  const rowsOf = (query: Sql): Sql => sql`(select coalesce(json_agg(x), '[]') from (${query}) x)`
  const [row] = await pool.query(
    sql`select ${rowsOf(selectFreshness(tables))} as freshness, ${rowsOf(selectPeople(tables))} as people,
      ${rowsOf(selectStages(tables))} as stages, ${rowsOf(selectStageIds(tables))} as stage_ids, (select max(updated_at) from ${tables.opportunities} o) as last_change`,
    loaded,
  )
  if (!row) throw new Error('a select without from has one row')
  const { freshness, people, stages, stage_ids: stageIds, last_change: lastChange } = row
  const computeProbability = stages.some(({ outcome, probability }) => outcome === 'open' && probability === null)
  return { freshness, people, stages, stageIds, lastChange, computeProbability }
}
