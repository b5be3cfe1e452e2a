import type { Temporal } from 'temporal-polyfill'

/** What the clock has the bot write down for itself: nothing is posted. */
export interface Keeper {
  readonly id: string
  /** As people write schedules: "daily at 00:05". */
  readonly schedule: string
  /** An instant missed by more than this is not caught up. */
  readonly catchUpHours: number
  /** Keeps what there is at an instant that fell due, and says what in a few words. Repeated, it changes nothing more. */
  keep(at: { readonly due: Temporal.Instant; readonly now: Temporal.Instant }): Promise<string>
}
