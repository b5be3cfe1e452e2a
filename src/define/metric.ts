import type { Fact, FactContext, MetricSettings } from '../ssot/fact.ts'
import type { Sql } from '../ssot/sql.ts'
import type { Need } from '../ssot/tables.ts'
import type { Better, Department, Unit, Words } from './words.ts'

/** SQL over a fact's rows (`f.…`), or a function of the window where the aggregate depends on it. */
export type Aggregate = Sql | ((context: FactContext) => Sql)

/** Why a value is null. */
export type Reason = 'no_data' | 'no_target' | 'target_met' | 'not_connected' | 'too_few'

/** Rows that a figure rests without, counted: what they are, in both languages. */
export interface LeftOut {
  readonly words: Words
  readonly count: Aggregate
}

/** A second figure that is always told beside the value. */
export interface Beside {
  readonly words: Words
  readonly unit: Unit
  readonly value: Aggregate
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
  /** The period meant when none is asked for; by default this quarter, or now for a state. */
  readonly defaultPeriod?: 'now' | 'this quarter' | 'trailing 12 months'
  readonly needs?: readonly Need[]
  /** False where the past cannot be told fairly: what it rests on is only known as of today. */
  readonly comparable?: boolean
  /** Parts of the definition that are off where none of what they need is connected, said in words. */
  readonly partial?: readonly { readonly need: readonly Need[]; readonly words: Words }[]
}

interface OverFact extends MetricWords {
  readonly fact: Fact
  /** Rows it rests on; by default `count(*)`. */
  readonly n?: Aggregate
  readonly leftOut?: readonly LeftOut[]
  readonly beside?: readonly Beside[]
  /** A cohort KPI counts what happened within this many days: mature once they have passed since the period's end. */
  readonly cohortDays?: number
  /** Joins of the fact that its aggregates use. */
  readonly joins?: readonly string[]
}

/** A sum or a count; over a `state` fact it is a stock, over an `event` fact a flow. */
export interface SumMetric extends OverFact {
  readonly kind: 'sum'
  readonly value: Aggregate
}

/** Numerator ÷ denominator, null over 0. */
export interface RatioMetric extends OverFact {
  readonly kind: 'ratio'
  readonly numerator: Aggregate
  readonly denominator: Aggregate
  /** Both sides count rows: an interval and a test of significance make sense. */
  readonly counts?: boolean
  /** Named reason when the value is null although there are rows. */
  readonly nullWhen?: (numerator: number | null, denominator: number | null, n: number) => Reason | undefined
}

/** Median (and 90th percentile) of a duration; negative ones are left out and counted. */
export interface DurationMetric extends OverFact {
  readonly kind: 'duration'
  /** The duration of one row, in the KPI's unit. */
  readonly duration: Sql
  /** Which rows count; all by default. */
  readonly where?: Aggregate
}

/** A part of a formula: another KPI, possibly over another period than the one asked for. */
export interface Part {
  readonly metric: Metric
  /** `trailing 365 days` up to the as-of instant, whatever the period asked for. */
  readonly over?: 'trailing 365 days'
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

export interface FormulaResult {
  readonly value: number | null
  readonly numerator?: number | null
  readonly denominator?: number | null
  readonly reason?: Reason
}

/** Computed from other KPIs, and from a target where `target` names the KPI it is set for. */
export interface FormulaMetric extends MetricWords {
  readonly kind: 'formula'
  readonly parts: Readonly<Record<string, Part>>
  readonly target?: Metric
  compute(parts: Readonly<Record<string, PartValue>>, target: number | null, settings: MetricSettings): FormulaResult
}

export type BaseMetric = SumMetric | RatioMetric | DurationMetric
export type Metric = BaseMetric | FormulaMetric

export const defineMetric = <M extends Metric>(metric: M): M => metric
