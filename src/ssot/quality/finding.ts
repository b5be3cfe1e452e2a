import type { Temporal } from 'temporal-polyfill'
import type { Words } from '../../define/words.ts'
import type { RelationName } from '../contract.ts'

/** `error`: figures that rest on it are wrong or incomplete. `warning`: they are right, but somebody should look. */
export type Severity = 'error' | 'warning'

/** Something in the SSOT's rows that somebody has to know of. */
export interface QualityFinding {
  /** The check that found it. */
  readonly check: string
  readonly relation: RelationName
  readonly severity: Severity
  /** Rows or values concerned; 1 for a column that cannot be read, or a currency. */
  readonly count: number
  /** The key of one such row, for those who may see any row. */
  readonly example: string | null
  /** Without the example. */
  readonly words: Words
  /** Only KPIs whose SQL names one of these columns are touched; without, all that rest on the relation. */
  readonly columns?: readonly string[]
  /** Only KPIs that add up the relation's amounts are touched. */
  readonly amounts?: true
  /** A warning that answers tell in their small print all the same: it says what they leave out. */
  readonly told?: true
}

/** When a relation was last looked through, and for what. */
export interface CheckedRelation {
  readonly relation: RelationName
  /** Ids of the checks that looked. */
  readonly checks: readonly string[]
  /** Undefined: not yet. By the machine's clock. */
  readonly at: Temporal.Instant | undefined
  /** Why it could not be looked through the last time; what was found before then stands. */
  readonly failed?: 'slow' | 'failed'
}

/** A relation, or one column of it, that its view cannot compute. */
export interface Unreadable {
  readonly relation: RelationName
  readonly column?: string
  /** PostgreSQL's own words, without values of rows. */
  readonly message: string
  /** The key of a row it fails on, where one was found. */
  readonly example?: string
}

export interface Quality {
  /** Errors first, the gravest first. */
  readonly findings: readonly QualityFinding[]
  /** Relations that hold amounts in another currency than the company's, and which one. */
  readonly foreign: ReadonlyMap<RelationName, string>
  readonly unreadable: readonly Unreadable[]
  readonly relations: readonly CheckedRelation[]
}
