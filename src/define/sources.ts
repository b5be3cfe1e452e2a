import type { Temporal } from 'temporal-polyfill'
import type { RelationName } from '../ssot/contract.ts'
import type { SourceFreshness } from '../ssot/freshness.ts'
import type { ContractProblem } from '../ssot/inspect.ts'
import type { CheckedRelation, QualityFinding } from '../ssot/quality/finding.ts'
import type { Need } from '../ssot/tables.ts'

/** A relation, or what of it is meant: columns, as far as KPIs name them, or its amounts. */
export type Touching = Pick<QualityFinding, 'relation' | 'columns' | 'amounts'>

/** Of the source's own history, of the bot's snapshots, of neither; `before snapshots`: of neither, for they began later. */
export type PastTold = 'from history' | 'from snapshots' | 'before snapshots' | 'without history'

export interface SnapshotStatus {
  /** The first day that they tell of. */
  readonly since: Temporal.PlainDate
  readonly latest: Temporal.Instant
  readonly versions: number
  /** False where there are too many to travel with a question from another database. */
  readonly used: boolean
}

/** How far the SSOT can be trusted right now. */
export interface SourceStatus {
  readonly freshness: readonly (SourceFreshness & { readonly stale: boolean })[]
  readonly problems: readonly ContractProblem[]
  /** What is wrong with the rows, errors first, the gravest first; as far as they were looked through. */
  readonly findings: readonly QualityFinding[]
  readonly checked: readonly CheckedRelation[]
  /** Ids of the KPIs that rest on it, in the order of the catalogue. */
  touches(what: Touching): readonly string[]
  /** What tells of an instant that is past (something has changed since); null for now. */
  past(at: Temporal.Instant): PastTold | null
  /** The latest change of a deal: seen from after it, deals are as they are now. Null where there are none. */
  readonly lastChange: Temporal.Instant | null
  /** The bot's own daily snapshots of deals, where they stand in for `opportunity_history`. */
  readonly snapshots: SnapshotStatus | null
  has(need: Need): boolean
  /** When the oldest source behind these relations synced; undefined where nothing says. */
  syncedAt(relations: readonly RelationName[]): Temporal.Instant | undefined
  isStale(relations: readonly RelationName[]): boolean
}
