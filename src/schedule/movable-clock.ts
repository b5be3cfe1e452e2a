import { Temporal } from 'temporal-polyfill'
import type { Clock, Follower } from './clock.ts'

/** A clock for trying things out. */
export interface MovableClock extends Clock {
  /**
   * Moves the clock. Forward, it stops at every instant at which something falls due, in order, and resolves when all
   * of that has been posted. Backward, only what is asked changes: what was done once is not done again.
   */
  set(at: Temporal.Instant): Promise<void>
  follow(follower: Follower): () => void
  advance(): Promise<void>
}

export interface MovableClockOptions {
  readonly start: Temporal.Instant
  /** Whether time passes by itself between moves; by default it stands still. */
  readonly running?: boolean
  /** Called before the clock shows a later instant than ever: the world is brought there first. */
  beforeInstant?(at: Temporal.Instant): Promise<void>
}

export function createMovableClock({ start, running = false, beforeInstant }: MovableClockOptions): MovableClock {
  const followers = new Set<Follower>()
  let shown = start
  /** Machine time at which `shown` was shown; undefined while time stands still. */
  let since: number | undefined = running ? performance.now() : undefined
  let furthest = start
  let moves: Promise<void> = Promise.resolve()

  const now = (): Temporal.Instant =>
    since === undefined ? shown : shown.add({ milliseconds: Math.round(performance.now() - since) })

  const next = (): Temporal.Instant | undefined =>
    [...followers]
      .map((follower) => follower.next(furthest))
      .filter((at) => at !== undefined)
      .sort(Temporal.Instant.compare)[0]

  async function show(at: Temporal.Instant): Promise<void> {
    if (isAfter(at, furthest)) {
      await beforeInstant?.(at)
      furthest = at
    }
    shown = at
  }

  async function walk(to: Temporal.Instant): Promise<void> {
    since = undefined
    try {
      for (let at = next(); at !== undefined && !isAfter(at, to); at = next()) {
        await show(at)
        for (const follower of followers) await follower.arrive(at)
      }
      await show(to)
    } finally {
      if (running) since = performance.now()
    }
  }

  /** One move at a time; a failed one leaves the clock where it got to. */
  function inTurn(move: () => Promise<void>): Promise<void> {
    const done = moves.then(move)
    moves = done.catch(() => undefined)
    return done
  }

  return {
    now,
    set: (at) => inTurn(() => walk(at)),
    advance: () => inTurn(() => walk(now())),
    follow(follower) {
      followers.add(follower)
      return () => followers.delete(follower)
    },
  }
}

const isAfter = (a: Temporal.Instant, b: Temporal.Instant): boolean => Temporal.Instant.compare(a, b) > 0
