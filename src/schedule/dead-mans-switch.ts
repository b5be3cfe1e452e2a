import type { Log } from '../log.ts'
import type { RunOutcome } from '../state/runs.ts'

const atMostEveryMs = 60_000
const timeoutMs = 5_000

/** A run that ended so did what it had to. */
const fails: readonly RunOutcome[] = ['error', 'missed']

/**
 * Says to a watcher outside that the clock runs: GETs its address after a run that succeeded, at most once a minute. When
 * the calls stop, the watcher speaks; whether one arrives is nobody's concern here.
 */
export function createDeadMansSwitch(url: string | undefined, log: Log): (outcome: RunOutcome) => void {
  let called = Number.NEGATIVE_INFINITY
  return (outcome) => {
    if (url === undefined || fails.includes(outcome) || performance.now() - called < atMostEveryMs) return
    called = performance.now()
    // The address is a secret of sorts: whoever knows it can keep the watcher quiet.
    const warn = (why: string) => log.warn({ why }, 'the dead-man’s switch could not be called')
    fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' }).then(
      async (answer) => {
        await answer.body?.cancel()
        if (!answer.ok) warn(`HTTP ${answer.status}`)
      },
      (error: unknown) => warn(error instanceof Error ? error.name : 'unknown'),
    )
  }
}
