import type { Fact, FactContext, MetricSettings } from '../ssot/fact.ts'
import type { Sql } from '../ssot/sql.ts'
import type { Need } from '../ssot/tables.ts'
import type { Better, Department, Locale, Unit, Words } from './words.ts'

/** A value of one row of a fact (`f.…`), or a condition on it; a function where it depends on the window. */
export type RowSql = Sql | ((context: FactContext) => Sql)

/**
 * What rows add to a figure: each one for which `where` holds counts 1, or adds `of`. Figures are told row by row, so
 * that the rows behind an answer can be listed and add up to it.
 */
export interface Measure {
  readonly of?: RowSql
  /** Multiplies what each row adds: 12 months a year. */
  readonly times?: number
  readonly where?: RowSql
}

/** SQL over all rows of a group, for what rows do not add up to: a number of distinct accounts, a share. */
export type Aggregate = Sql | ((context: FactContext) => Sql)

/** Why a value is null. */
export type Reason = 'no_data' | 'no_target' | 'target_met' | 'not_connected' | 'not_allowed' | 'too_few'

/** Rows that a figure rests without, counted: what they are, in both languages. */
export interface LeftOut {
  readonly words: Words
  readonly where: RowSql
}

/** A second figure that is always told beside the value. */
export interface Beside {
  readonly words: Words
  readonly unit: Unit
  readonly value: Measure | { readonly aggregate: Aggregate }
}

/** Names told beside the value, where there are any: who submitted nothing. Not to who sees totals only. */
export interface Named {
  readonly words: Words
  /** A text of all names, null for none. */
  readonly names: Aggregate
}

interface MetricWords {
  /** What the readings of an unlisted measure go by; a KPI's id is its file's name. */
  readonly id?: string
  readonly label: Words
  /** The definition in one sentence, as METRICS gives it. */
  readonly description: Words
  /** Other names people type for it. */
  readonly aliases?: readonly string[]
  readonly team: Department
  readonly unit: Unit
  readonly better: Better
  /** What stands above and below the line, told beside the value, where the one is no share of the other. */
  readonly sides?: Readonly<Record<Locale, (above: string, below: string) => string>>
  /** It counts losses as negative amounts: better is nearer 0, which is up. */
  readonly losses?: boolean
  /** The period meant when none is asked for; by default this quarter, or now for a state. */
  readonly defaultPeriod?: 'now' | 'this quarter' | 'last quarter' | 'trailing 12 months'
  /** The breakdown shown when none is asked for. */
  readonly defaultBy?: string
  readonly needs?: readonly Need[]
  /** False where the past cannot be told fairly: what it rests on is only known as of today. */
  readonly comparable?: boolean
  /** Parts of the definition that are off where none of what they need is connected, said in words. */
  readonly partial?: readonly { readonly need: readonly Need[]; readonly words: Words }[]
}

interface OverFact extends MetricWords {
  readonly fact: Fact
  /** Rows it rests on; by default those that its value, or its denominator, counts. */
  readonly n?: Measure | { readonly aggregate: Aggregate }
  /** What rows that should add something and have nothing there are called: "without an amount". They are counted. */
  readonly missing?: Words
  readonly leftOut?: readonly LeftOut[]
  readonly beside?: readonly Beside[]
  readonly named?: Named
  /** A cohort KPI counts what happened within this many days: mature once they have passed since the period's end. */
  readonly cohortDays?: number
  /** Rows of a period are added after it is over, when their time has run out: its first figure is not kept. */
  readonly growsLater?: boolean
  /** Joins of the fact that its SQL uses. */
  readonly joins?: readonly string[]
}

/** A sum or a count; over a `state` fact it is a stock, over an `event` fact a flow. */
export interface SumMetric extends OverFact {
  readonly kind: 'sum'
  readonly value: Measure
}

/** Numerator ÷ denominator, null over 0. */
export interface RatioMetric extends OverFact {
  readonly kind: 'ratio'
  readonly numerator: Measure
  readonly denominator: Measure
  /** Multiplies the quotient: 100 for NPS. */
  readonly scale?: number
  /** Both sides count rows: an interval and a test of significance make sense. */
  readonly counts?: boolean
  /** Named reason when the value is null although there are rows. */
  readonly nullWhen?: (figures: RatioFigures) => Reason | undefined
  /** What `too_few` means here: a sentence's end, where it is not the number of rows. */
  readonly tooFew?: Words
}

export interface RatioFigures {
  readonly numerator: number | null
  readonly denominator: number | null
  readonly n: number
  /** In the order of the metric's `beside`. */
  readonly beside: readonly (number | null)[]
}

/** Median (and 90th percentile) of a duration; negative ones are left out and counted. */
export interface DurationMetric extends OverFact {
  readonly kind: 'duration'
  /** The duration of one row, in the KPI's unit. */
  readonly duration: RowSql
  /** Which rows count; all by default. */
  readonly where?: RowSql
}

/** A part of a formula: another KPI, possibly over another period than the one asked for. */
export interface Part {
  readonly metric: Metric
  /**
   * `trailing 365 days`: up to the as-of instant, whatever the period asked for. `preceding period`: the one before, a
   * running one cut at the same point (METRICS rule 10).
   */
  readonly over?: 'trailing 365 days' | 'preceding period'
  /** What is told beside the part is told beside the formula too. */
  readonly beside?: boolean
}

export interface PartValue {
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number | null
  readonly n: number
  readonly reason: Reason | null
}

/** What a formula may know of the question beside its parts. */
export interface FormulaQuestion {
  /** The target of the KPI that `target` names; null where none is set. */
  readonly target: number | null
  readonly settings: MetricSettings
  /** Calendar days of the period so far, the running one included. */
  readonly days: number
  /** The period is over. */
  readonly closed: boolean
  /** At least one whole month of it is over. */
  readonly aMonth: boolean
}

export interface FormulaResult {
  readonly value: number | null
  readonly numerator?: number | null
  readonly denominator?: number | null
  readonly reason?: Reason
  readonly beside?: readonly { readonly words: Words; readonly unit: Unit; readonly value: number | null }[]
  /** What the reader has to know to use it. */
  readonly notes?: readonly Words[]
}

/** Computed from other KPIs, and from a target where `target` names the KPI it is set for. */
export interface FormulaMetric extends MetricWords {
  readonly kind: 'formula'
  readonly parts: Readonly<Record<string, Part>>
  readonly target?: Metric
  compute(parts: Readonly<Record<string, PartValue>>, question: FormulaQuestion): FormulaResult
}

/** Several KPIs side by side, one row per value of a dimension; columns go by their names here, or their own ids. */
export interface TableMetric extends MetricWords {
  readonly kind: 'table'
  readonly by: string
  readonly columns: Readonly<Record<string, BaseMetric | FormulaMetric>>
  /** What figures of the row without a value of the dimension are, by column, where the column's name does not say it. */
  readonly without?: Readonly<Record<string, Words>>
}

export type BaseMetric = SumMetric | RatioMetric | DurationMetric
export type Metric = BaseMetric | FormulaMetric | TableMetric

export const defineMetric = <M extends Metric>(metric: M): M => metric
