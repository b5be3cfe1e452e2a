import type { RelationName } from '../ssot/contract.ts'
import type { Context } from './context.ts'
import type { Message } from './message.ts'
import type { Metric } from './metric.ts'
import type { Words } from './words.ts'

export type Severity = 'warning' | 'critical'

/** How one series of a rule stands at an instant. */
export interface Observation {
  /** Names the series for ever: a segment, an account's id; '' for the whole company. */
  readonly series: string
  readonly label: string
  /** The firing condition holds: change, floor, number of rows and confidence alike. */
  readonly breached: boolean
  /** The clearing condition holds; between the two, a firing series stays as it is. */
  readonly cleared: boolean
  /** Too little to go by: neither fires nor recovers. */
  readonly enough: boolean
  /** Larger is worse: orders messages. */
  readonly weight: number
  /** What is told when this changes; equal texts are the same news. */
  readonly fingerprint: string
  readonly summary: Words
  /** Figures for the message, kept with the state: numbers and words only. */
  readonly facts: Readonly<Record<string, unknown>>
  /** Users to mention, by `ssot.users` id. */
  readonly mention: readonly string[]
  /** Users whose records it is about: who may see it by name. Empty: everybody. */
  readonly people: readonly string[]
}

/** What became of a series, and so what has to be said. */
export type News = 'fired' | 'changed' | 'repeated' | 'recovered'

export interface Told {
  readonly news: News
  readonly observation: Observation
  /** When it began to fire. */
  readonly since: string
  /** What was last told of it. */
  readonly before: Observation | null
  /** With `recovered`: the series is no longer there at all, so `observation` is the last one there was. */
  readonly gone?: boolean
}

/** A rule that watches by itself. `observe` only reads; whether to speak is decided elsewhere, the same for all rules. */
export interface Alert {
  readonly title: Words
  /** What it means and what to do about it. */
  readonly summary: Words
  readonly severity: Severity
  readonly schedule: string
  readonly channel: string
  readonly catchUpHours: number
  /** The condition must have held this many days before it is told. */
  readonly forDays: number
  /** While it goes on, tell it again after so many days; null: only when it changes. */
  readonly repeatEveryDays: number | null
  /** A change of fingerprint is news in itself. */
  readonly tellChanges: boolean
  /** What it rests on: while a source of these is stale, nothing fires and nothing recovers. */
  readonly relations?: readonly RelationName[]
  /** KPIs that it watches or tells: whoever changes one sees that here it matters. */
  readonly uses?: readonly Metric[]
  observe(context: Context): Promise<readonly Observation[]>
  message(context: Context, told: Told): Promise<Message>
}

export const defineAlert = (alert: Alert): Alert => alert
