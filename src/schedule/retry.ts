import { SendError } from '../errors.ts'
import type { SendResult } from '../state/deliveries.ts'
import { backoffMs } from './backoff.ts'
import type { Timing } from './timing.ts'

export interface FailedTry {
  /** Which try it was, from 1. */
  readonly attempt: number
  /** How long ago the message was written down. */
  readonly ageMs: number
  /** Whether an earlier try may have been posted, and this one did not find out. */
  readonly uncertain: boolean
}

/** What follows from a try that failed: the only place that decides on retries. */
export function afterFailure(error: unknown, tried: FailedTry, timing: Timing, random = Math.random): SendResult {
  // What nobody understood may have come after the post.
  const failure =
    error instanceof SendError ? error : new SendError(String(error), { outcomeUnknown: true, cause: error })
  const uncertain = tried.uncertain || failure.outcomeUnknown
  const givenUp = uncertain ? 'unknown' : 'failed'
  if (failure.permanent) return { state: givenUp, error: failure.message }
  if (tried.ageMs > timing.giveUpAfterMs) return { state: givenUp, error: `given up: ${failure.message}` }
  const backoff = backoffMs(tried.attempt, timing.sendBackoffMs, timing.sendBackoffCapMs, 2, random)
  const waitMs =
    failure.retryAfter !== undefined
      ? failure.retryAfter * 1_000
      : uncertain
        ? Math.max(backoff, timing.reconcileAfterMs)
        : backoff
  return { state: 'queued', error: failure.message, waitMs, uncertain }
}
