import type { Temporal } from 'temporal-polyfill'
import type { RelationName } from '../ssot/contract.ts'
import type { SourceFreshness } from '../ssot/freshness.ts'
import type { ContractProblem } from '../ssot/inspect.ts'
import type { QualityFinding } from '../ssot/quality.ts'
import type { Need } from '../ssot/tables.ts'

/** How far the SSOT can be trusted right now. */
export interface SourceStatus {
  readonly freshness: readonly (SourceFreshness & { readonly stale: boolean })[]
  readonly problems: readonly ContractProblem[]
  /** What is wrong with the rows. */
  readonly findings: readonly QualityFinding[]
  /** The question is about the past: something has changed since. */
  readonly past: 'from history' | 'without history' | null
  has(need: Need): boolean
  /** When the oldest source behind these relations synced; undefined where nothing says. */
  syncedAt(relations: readonly RelationName[]): Temporal.Instant | undefined
  isStale(relations: readonly RelationName[]): boolean
}
