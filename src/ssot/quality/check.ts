import type { Words } from '../../define/words.ts'
import type { RelationName } from '../contract.ts'
import type { Person } from '../people.ts'
import { type Sql, sql } from '../sql.ts'
import type { Need, Tables } from '../tables.ts'
import type { QualityFinding } from './finding.ts'

/** What a check's SQL may refer to. */
export interface CheckContext {
  readonly t: Tables
  /** The company's zone, as text. */
  readonly zone: Sql
  /** Later than this (`timestamptz`), a day after the clock and the last sync, nothing has happened yet. */
  readonly future: Sql
  /** KPI ids that a target may be set for. */
  readonly metrics: readonly string[]
}

interface About extends Pick<QualityFinding, 'relation' | 'severity' | 'columns' | 'told'> {
  readonly id: string
  /** What it cannot look without, beside its relation. */
  readonly needs?: readonly Need[]
  /** The sentence without the example. */
  words(count: number): Words
}

/** Rows `r` for which a condition holds; all such checks over the same rows are one pass. */
export interface RowCheck extends About {
  where(c: CheckContext): Sql
  /** By default the relation's own rows; a select stands in parentheses. */
  readonly over?: (c: CheckContext) => Sql
  /** How a row is named, as text; by default by the relation's key. */
  readonly key?: Sql
}

/** Rows whose `column` names what another relation does not have. */
export interface ReferenceCheck extends About {
  readonly column: string
  readonly refersTo: RelationName
}

/** What takes more than a look at each row: a select of the `key`s at fault, as text. */
export interface SelectCheck extends About {
  rows(c: CheckContext): Sql
}

/** What the people already known tell: the ids at fault. */
export interface PeopleCheck extends About {
  among(people: readonly Person[]): readonly string[]
}

export type Check = RowCheck | ReferenceCheck | SelectCheck | PeopleCheck

export const defineCheck = <C extends Check>(check: C): C => check

/** "2,000", in both languages. */
export const number = (n: number): string => n.toLocaleString('en')

/** "1 row", "2,000 rows". */
export const counted = (n: number, one: string, many = `${one}s`): string => `${number(n)} ${n === 1 ? one : many}`

const keys: { readonly [N in RelationName]?: Sql } = {
  opportunity_history: sql`r.opportunity_id`,
  web_traffic: sql`r.day::text`,
  product_usage: sql`concat_ws(' ', r.account_id, r.day)`,
  targets: sql`concat_ws(' ', r.metric, r.period_start, coalesce(r.owner_id, r.team))`,
  freshness: sql`r.source`,
}

/** How a row `r` of a relation is named to people. */
export const keyOf = (relation: RelationName): Sql => keys[relation] ?? sql`r.id`
