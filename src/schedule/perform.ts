import type { Temporal } from 'temporal-polyfill'
import { type ClaimedRun, claimRun, releaseRun } from '../state/runs.ts'
import { markUnknown } from '../state/transitions.ts'
import { backoffMs } from './backoff.ts'
import { conclude, TakenOver } from './conclude.ts'
import type { Planned } from './plan.ts'
import { reasons } from './reasons.ts'
import { runAlert } from './run-alert.ts'
import { runKeeper } from './run-keeper.ts'
import { runReport } from './run-report.ts'
import { placeOf, type Tools } from './tools.ts'

/** A run this much after its instant is late: a ring of the clock and a take-over stay under it. */
const lateAfterMinutes = 5

/**
 * Runs a definition as of one scheduled instant, unless it is or was run elsewhere. Never throws for what the definition
 * does: a failure is written down and tried again, in so many milliseconds, or is the run's outcome.
 */
export async function perform(tools: Tools, planned: Planned, due: Temporal.Instant): Promise<number | undefined> {
  const { pool, id: claimedBy, timing, clock, log } = tools
  const { kind, id, definition } = planned
  const leaseMs = kind === 'keeper' ? timing.keepLeaseMs : timing.runLeaseMs
  const behind = clock.now().since(due)
  const late = behind.total('minutes') > lateAfterMinutes
  const run = await claimRun(pool, { kind, id, due }, { claimedBy, leaseMs, late })
  if (!run) return undefined
  const about = { kind, id, due: due.toString(), attempt: run.attempt }
  try {
    if (late && behind.total('hours') > definition.catchUpHours) {
      log.warn(about, 'missed by more than it may be caught up')
      await conclude(tools, run, { outcome: 'missed' })
    } else if (run.attempt > timing.runAttempts) {
      // Whoever tried it did not live to say how it failed.
      log.error(about, 'begun too often without an end')
      await giveUp(tools, run, `it was begun ${timing.runAttempts} times and never ended`)
    } else {
      const began = performance.now()
      await within(leaseMs * 0.9, evaluate(tools, planned, run)).finally(() =>
        tools.meter.evaluated(kind, (performance.now() - began) / 1_000),
      )
      log.info(about, 'ran')
    }
    return undefined
  } catch (error) {
    if (error instanceof TakenOver) {
      log.warn(about, 'took longer than its lease, and was taken over')
      return undefined
    }
    return failed(tools, run, error)
  }
}

async function evaluate(tools: Tools, planned: Planned, run: ClaimedRun): Promise<void> {
  if (planned.kind === 'keeper') return runKeeper(tools, planned.definition, run)
  const place = placeOf(tools.config, planned.definition.channel)
  if (!place) return conclude(tools, run, { outcome: 'no channel', reason: planned.definition.channel })
  if (planned.kind === 'report') return runReport(tools, planned.definition, run, place)
  return runAlert(tools, planned.definition, run, place)
}

async function failed(tools: Tools, run: ClaimedRun, error: unknown): Promise<number | undefined> {
  const { pool, timing, log } = tools
  const message = (error instanceof Error ? error.message : String(error)).slice(0, 300)
  const about = { kind: run.kind, id: run.id, due: run.due.toString(), attempt: run.attempt, err: error }
  if (run.attempt >= timing.runAttempts) {
    log.error(about, 'failed for the last time')
    await giveUp(tools, run, message)
    return undefined
  }
  const waitMs = backoffMs(run.attempt, timing.runBackoffMs, timing.runBackoffCapMs, 3)
  log.warn({ ...about, waitMs }, 'failed, to be tried again')
  await releaseRun(pool, run, waitMs, message)
  return waitMs
}

/** Ends a run as an error: it shows in `status`, and what its alert watches is unknown until the next one. */
const giveUp = (tools: Tools, run: ClaimedRun, message: string): Promise<void> =>
  conclude(tools, run, {
    outcome: 'error',
    reason: message,
    async save(db) {
      if (run.kind === 'alert') await markUnknown(db, run.id, run.due, reasons.failed(message))
    },
  })

/** Gives up on what takes too long. It may go on behind our back: once somebody else has the run, it cannot conclude it. */
async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${Math.round(ms / 1_000)} s`)), ms)
  })
  try {
    await Promise.race([work, tooLong])
  } finally {
    clearTimeout(timer)
  }
}
