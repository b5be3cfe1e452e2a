import { Temporal } from 'temporal-polyfill'

/** Business time: what answers and schedules go by. Leases, back-off and pacing never do. */
export interface Clock {
  now(): Temporal.Instant
  /** Clocks that can be moved: from now on the follower is walked through all that falls due. Returns how to leave. */
  follow?(follower: Follower): () => void
  /** Clocks that can be moved: walks followers up to now. */
  advance?(): Promise<void>
}

/** Whoever acts at instants of a clock that can be moved. */
export interface Follower {
  /** The first instant strictly after at which something falls due; undefined when nothing ever does. */
  next(after: Temporal.Instant): Temporal.Instant | undefined
  /** Does what falls due at the instant, which is what the clock shows; resolves when it has been posted. */
  arrive(at: Temporal.Instant): Promise<void>
}

export const systemClock: Clock = { now: () => Temporal.Now.instant() }
