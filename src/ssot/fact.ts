import type { Temporal } from 'temporal-polyfill'
import type { RelationName } from './contract.ts'
import type { Sql } from './sql.ts'
import type { ExtraColumns, Need, Tables } from './tables.ts'

/** What a fact's SQL may refer to: the contract's tables, and the window's ends as SQL values. */
export interface FactContext {
  readonly t: Tables
  /** The period's ends as instants (`timestamptz`), half-open. */
  readonly from: Sql
  readonly to: Sql
  /** The period's ends as calendar days in the company's zone, half-open. */
  readonly fromDay: Sql
  readonly toDay: Sql
  /** Nothing dated at or after it has happened (`timestamptz`). A state is the one just before it. */
  readonly asOf: Sql
  /** The calendar day that holds `asOf`. */
  readonly asOfDay: Sql
  /** "At its end" (METRICS rule 2): the day before `to`, or the as-of day while the period runs. */
  readonly endDay: Sql
  /** "At its start": the day before `from`. */
  readonly startDay: Sql
  readonly zone: Sql
  /** Something changed after `asOf`: a row's state then comes from history, not from today's row. */
  readonly past: boolean
  /**
   * `asOf` lies more than a day before what is known now: what has no history is then only used where it is dated.
   * Within a day a late or repeated run sees what the punctual one saw.
   */
  readonly looksBack: boolean
  /**
   * Whether a stage's id is one of an outcome. The ids are told and not looked up: the planner then knows how many
   * rows are meant, which an outcome two joins away does not tell it.
   */
  inStage(id: Sql, outcome: 'open' | 'closed' | 'won'): Sql
  /** Open stages without a probability in the contract exist: theirs is computed. */
  readonly computeProbability: boolean
  has(need: Need): boolean
  /** Whether a relation is connected and its sources synced recently enough to be believed. */
  fresh(relation: RelationName): boolean
  readonly extra: ExtraColumns
  readonly settings: MetricSettings
  /** The company's business days from the period's start to the as-of day, as a sorted `date[]` that is never empty. */
  businessDays(): Sql
  /** The last day before `asOf` whose rows have all come: a day is full once its sources synced after its end. */
  lastFullDay(relation: RelationName): Sql
  /** The company's business days among the last `n` full days of a relation, as a `date[]`. */
  lastBusinessDays(n: number, relation: RelationName): Sql
}

/** A stretch of time, half-open; its ends are instants (`timestamptz`). */
export interface Stretch {
  readonly from: Sql
  readonly to: Sql
}

/** Business configuration that definitions of KPIs rest on. */
export interface MetricSettings {
  /** Fraction of revenue left after the cost of serving it, 0..1. */
  readonly grossMargin: number
  /** Business hours within which an MQL has to be answered. */
  readonly mqlSlaHours: number
  readonly health: HealthSettings
}

/** Weights, curves and bands of the account health score; a change of them is a new version. */
export interface HealthSettings {
  readonly version: number
  readonly weights: Readonly<Record<HealthInput, number>>
  readonly bands: { readonly healthy: number; readonly watch: number }
  readonly newAccountDays: number
}

export const healthInputs = [
  'usage_trend',
  'adoption',
  'support_load',
  'sentiment',
  'engagement',
  'commercial',
] as const
export type HealthInput = (typeof healthInputs)[number]

/** A relation joined only where a dimension, a scope or a metric asks for it. */
export interface Join {
  readonly sql: (context: FactContext) => Sql
  /** Joins that must stand before it. */
  readonly after?: readonly string[]
  /** It reads how opportunities were before: what rests on it rests on their history, also now. */
  readonly historic?: boolean
}

/** One way to break a fact down. `name` is what a person reads; rows are grouped by `key` and `name`. */
export interface Dimension {
  readonly key: Sql
  readonly name?: Sql
  /** Sorts the groups where their own order means something (stages). */
  readonly order?: Sql
  readonly joins?: readonly string[]
  /** Tells one person, or one account, from another: hidden from roles that see aggregates only. */
  readonly personal?: boolean
  readonly needs?: readonly Need[]
}

export interface ExtraSource {
  readonly relation: RelationName
  readonly alias: string
  readonly joins?: readonly string[]
}

/** One column that names a person whose records these are: the owner, the customer-success manager. */
export interface PersonColumn {
  readonly column: Sql
  readonly joins?: readonly string[]
}

/**
 * A relation that KPIs are counted over: what "won", "open" or "paying at the start" means lives here, once.
 * Its rows stand under the alias `f`.
 */
export interface Fact {
  readonly id: string
  readonly reads: readonly RelationName[]
  readonly needs?: readonly Need[]
  /** Whether the bot's own snapshots reach back far enough for it; by default any do. Asked where they stand in for history. */
  readonly covered?: (kept: { readonly since: Temporal.Instant; readonly latest: Temporal.Instant }) => boolean
  /** It reads how opportunities were before, also as of now. */
  readonly historic?: boolean
  /** The relation whose amounts are added up. */
  readonly amounts?: RelationName
  /**
   * `event`: each row belongs to the period that holds its `at`, known as of now.
   * `state`: rows as they stood at the window's end. `span`: rows drawn from both ends of the window.
   */
  readonly time: 'event' | 'state' | 'span'
  /** Events only: the column that dates a row, and whether it is an instant or a calendar day. */
  readonly at?: { readonly column: Sql; readonly type: 'instant' | 'day' }
  /**
   * A select statement whose rows, under the alias `f`, are the fact. Of events that are dated by an instant only those in
   * `stretch` are asked for: the rest may be left out where that spares reading it.
   */
  rows(context: FactContext, stretch?: Stretch): Sql
  readonly joins?: Readonly<Record<string, Join>>
  readonly dimensions: Readonly<Record<string, Dimension>>
  readonly people: readonly PersonColumn[]
  /** Whom a row is credited to, where seeing it is not having won it: who sells is told theirs only. */
  readonly credit?: PersonColumn
  /** The fact whose rows these are, for fewer people: where people do not matter, one statement answers both. */
  readonly narrows?: Fact
  /** Where configured extra columns of a relation are found: under which alias, through which joins. */
  readonly extras?: readonly ExtraSource[]
  /** Rows that marketing may see one by one (leads, campaigns), but for what is personal of them. */
  readonly open?: boolean
  /** Says of a row that it stands in a version carried back from later: an estimate of how it was. */
  readonly estimated?: Sql
  /**
   * States only: the rows of all instants at once, each with the stretch of time that it is one of them in: seen from
   * after `begins` up to and with `ends` (`timestamptz`, null for ever). `instants`, sorted (`timestamptz[]`), are all past
   * where deals are told by their history. Dimensions and their joins must know nothing of the window.
   */
  readonly stretches?: (context: FactContext, instants: Sql) => Sql
  /** Events whose rows change after they are dated. */
  readonly restless?: Restless
  /** What tells rows apart, where they are listed: pages neither repeat nor skip one. One expression or several. */
  readonly rowKey?: Sql
  /** What a row shows of itself where the rows behind an answer are listed. */
  readonly listed?: readonly ListedColumn[]
}

/**
 * Deals of a fact that may have looked different from some instant than they look now. Its rows are deals and know of
 * their window the `asOf` alone: all instants can then be looked from in one statement.
 */
export interface Restless {
  /**
   * The ids (`id`, each once) of those dated between `from` and `to` that may have looked different from one of the
   * instants (sorted, `timestamptz[]`, none before the end of the window that is seen from it); undefined where none may.
   */
  rows(context: FactContext, instants: Sql): Sql | undefined
  /** Its rows are closed deals alone: one that a version says was open need not be looked at. */
  readonly closed?: true
  /** It is so only broken down or filtered by one of these, by default always; the rest of the time, as `otherwise` says. */
  readonly toldBy?: readonly string[]
  readonly otherwise?: Restless['rows']
}

/** A column of listed rows. */
export interface ListedColumn {
  readonly id: string
  readonly label: { readonly en: string; readonly ja: string }
  readonly value: Sql | ((context: FactContext) => Sql)
  readonly type: 'text' | 'money' | 'instant' | 'day' | 'number'
  readonly joins?: readonly string[]
  /** Names a person: not among the rows of who sees totals only, where those are open to them. */
  readonly personal?: true
  /** The record it names, to be found in the CRM. */
  readonly link?: { readonly kind: 'opportunity' | 'account'; readonly id: Sql }
}

export const defineFact = (fact: Fact): Fact => fact
