import type { ChartSpec } from '../blocks/chart.ts'
import type { Block } from '../blocks/types.ts'
import type { Reading } from './reading.ts'
import type { Topic } from './subscription.ts'

/** Stands where a chart goes until it is known whether the place can carry a picture, a native chart or only text. */
export interface ChartBlock {
  readonly type: 'chart'
  /** Index into the message's `charts`. */
  readonly chart: number
}

export type MessageBlock = Block | ChartBlock

/** An answer or a post, before it is fitted to where it goes. */
export interface Message {
  /** The notification, the screen reader's version and the fallback: it reads well on its own. */
  readonly text: string
  readonly blocks: readonly MessageBlock[]
  readonly charts: readonly ChartSpec[]
  readonly readings: readonly Reading[]
  /** The command that it answers, as it would be typed: `kpi win_rate this quarter`. */
  readonly understood?: string
  /** What of it is news when it changes, for who follows it; by default its readings. */
  readonly gist?: string
  /** What it lists beside its readings, by id: for who sees less of these it is another answer. */
  readonly listed?: readonly string[]
  /** The asker's own business, or their file: there is no button that shares it. */
  readonly personal?: boolean
  /** What somebody may want to ask next; each becomes a button, evaluated as whoever presses it. */
  readonly followUps?: readonly FollowUp[]
  /** The KPI that it answers, where the asker may have an alert on it. */
  readonly alertOn?: { readonly metric: string; readonly by?: string }
  /** What it tells, where somebody may want it to come by itself: a button opens the form. */
  readonly subscribeTo?: Topic & { readonly label: string }
  /** Sent to the asker in a direct message, whatever becomes of the message itself. */
  readonly file?: MessageFile
}

/** A question that an answer leads to. */
export interface FollowUp {
  readonly label: string
  /** What several have in common ("Rows"): many of one menu share a select, so that the figures still stand out. */
  readonly menu?: string
  /** As it would be typed after `/revops`. */
  readonly question: string
}

/** A text file: rows as CSV, a statement as SQL. */
export interface MessageFile {
  readonly name: string
  readonly title: string
  readonly content: string
}
