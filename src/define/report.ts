import type { RelationName } from '../ssot/contract.ts'
import type { Context } from './context.ts'
import type { Message } from './message.ts'
import type { Metric } from './metric.ts'
import type { Words } from './words.ts'

/**
 * Whom a report is for. `company`: anybody, each within their own scope, and channels of the whole company. `board`: who
 * sees everything. `team`: who has records of their own or people who do; a manager may have it posted in a channel.
 * `person`: somebody's own work, never in a channel.
 */
export type Audience = 'company' | 'board' | 'team' | 'person'

/** What the clock says: a message made at scheduled instants. */
export interface Report {
  readonly title: Words
  readonly summary: Words
  /** As people write schedules: "mondays at 08:00". */
  readonly schedule: string
  readonly audience: Audience
  /** Other names people type for it. */
  readonly aliases?: readonly string[]
  /** Logical channel in which the whole company's is posted; configuration maps it to a Slack id. Without one, it is for who subscribes. */
  readonly channel?: string
  /** An instant missed by more than this is not caught up. */
  readonly catchUpHours: number
  /** What it rests on: while a source of these is stale, it waits for a while (`digestWaitHours`). */
  readonly relations: readonly RelationName[]
  /** KPIs that it tells: whoever changes one sees that here it matters. */
  readonly uses?: readonly Metric[]
  /** Null when there is nothing to say. */
  run(context: Context): Promise<Message | null>
}

export const defineReport = (report: Report): Report => report
