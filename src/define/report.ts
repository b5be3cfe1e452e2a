import type { Context } from './context.ts'
import type { Message } from './message.ts'
import type { Metric } from './metric.ts'
import type { Words } from './words.ts'

/** What the clock says: a message made at scheduled instants, seen with the eyes of `audience`. */
export interface Report {
  readonly title: Words
  readonly summary: Words
  /** As people write schedules: "mondays at 08:00". */
  readonly schedule: string
  /** Logical channel; configuration maps it to a Slack id. */
  readonly channel: string
  /** An instant missed by more than this is not caught up. */
  readonly catchUpHours: number
  /** KPIs that it tells: whoever changes one sees that here it matters. */
  readonly uses?: readonly Metric[]
  /** Null when there is nothing to say. */
  run(context: Context): Promise<Message | null>
}

export const defineReport = (report: Report): Report => report
