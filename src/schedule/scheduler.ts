import type pg from 'pg'
import type { Workshop } from '../answers/context.ts'
import type { Config } from '../config.ts'
import type { BotState } from '../define/state.ts'
import type { Clock } from './clock.ts'
import type { Log } from './log.ts'
import type { Sender } from './sender.ts'
import type { Timing } from './timing.ts'

export interface SchedulerOptions {
  readonly config: Pick<Config, 'locale' | 'business'>
  /** Makes the workshop around what the bot knows of itself. */
  workshop(state: BotState): Workshop
  /** Of the bot's own database; ended by whoever made it, after `stop`. See `openStatePool`. */
  readonly pool: pg.Pool
  readonly sender: Sender
  /** By default the machine's own. */
  readonly clock?: Clock
  readonly log: Log
  readonly timing?: Partial<Timing>
}

export interface Scheduler {
  readonly state: BotState
  readonly workshop: Workshop
  /** Migrates the database, catches up and follows the clock. */
  start(): Promise<void>
  /** Finishes or returns what is under way, within `timing.stopWithinMs`. */
  stop(): Promise<void>
  /** Resolves when nothing is due and nothing waits to be sent. */
  settle(): Promise<void>
}

export function createScheduler(_options: SchedulerOptions): Scheduler {
  throw new Error('in the making')
}
