import type { Temporal } from 'temporal-polyfill'
import { reasons } from '../alerting/reasons.ts'
import { ownerChannel } from '../present/alerts/check/alert-faults.ts'
import { type ClaimedRun, claimRun, postponeRun, releaseRun } from '../state/runs.ts'
import { markUnknown } from '../state/transitions.ts'
import { backoffMs } from './backoff.ts'
import { conclude, TakenOver } from './conclude.ts'
import type { Planned } from './plan.ts'
import { runAlert } from './run-alert.ts'
import { runKeeper } from './run-keeper.ts'
import { runReport } from './run-report.ts'
import { runSubscription } from './run-subscription.ts'
import { placeOf, type Tools } from './tools.ts'

/** A run this much after its instant is late: a ring of the clock and a take-over stay under it. */
const lateAfterMinutes = 5

/** When to look at a run again: after so much machine time, or at an instant of business time. */
export type Again = { readonly ms: number } | { readonly at: Temporal.Instant }

/**
 * Runs a definition as of one scheduled instant, unless it is or was run elsewhere. Never throws for what the definition
 * does: a failure is written down and tried again later, or is the run's outcome.
 */
export async function perform(tools: Tools, planned: Planned, due: Temporal.Instant): Promise<Again | undefined> {
  const { pool, id: claimedBy, timing, clock, log } = tools
  const { kind, id, definition } = planned
  const leaseMs = kind === 'keeper' ? timing.keepLeaseMs : timing.runLeaseMs
  const now = clock.now()
  const behind = now.since(due)
  const late = behind.total('minutes') > lateAfterMinutes
  const run = await claimRun(pool, { kind, id, due }, { claimedBy, leaseMs, late, now })
  if (!run) return undefined
  const about = { kind, id, due: due.toString(), attempt: run.attempt }
  try {
    if (late && behind.total('hours') > definition.catchUpHours) {
      log.warn(about, 'missed by more than it may be caught up')
      await conclude(tools, run, { outcome: 'missed' })
    } else if (failures(run) > timing.runAttempts) {
      // Whoever tried it did not live to say how it failed.
      log.error(about, 'begun too often without an end')
      await giveUp(tools, run, `it was begun ${timing.runAttempts} times and never ended`)
    } else {
      const began = performance.now()
      const until = await within(leaseMs * 0.9, evaluate(tools, planned, run)).finally(() =>
        tools.meter.evaluated(kind, (performance.now() - began) / 1_000),
      )
      if (until) return await wait(tools, run, until)
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

/** Ends the run, unless it waits for fresh data: until when, then. */
async function evaluate(tools: Tools, planned: Planned, run: ClaimedRun): Promise<Temporal.Instant | undefined> {
  if (planned.kind === 'subscription') return runSubscription(tools, planned.definition, run)
  if (planned.kind === 'report') return runReport(tools, planned.definition, run)
  await evaluateOnce(tools, planned, run)
  return undefined
}

async function evaluateOnce(
  tools: Tools,
  planned: Extract<Planned, { kind: 'alert' | 'keeper' }>,
  run: ClaimedRun,
): Promise<void> {
  if (planned.kind === 'keeper') return runKeeper(tools, planned.definition, run)
  const { channel } = planned.definition
  // Each series then has a place of its own.
  const place = channel === ownerChannel ? { channel, locale: tools.config.locale } : placeOf(tools.config, channel)
  if (!place) return conclude(tools, run, { outcome: 'no channel', reason: channel })
  return runAlert(tools, planned.definition, run, place)
}

async function wait({ pool, log }: Tools, run: ClaimedRun, until: Temporal.Instant): Promise<Again> {
  log.info({ kind: run.kind, id: run.id, due: run.due.toString(), until: until.toString() }, 'waits for fresh data')
  await postponeRun(pool, run, until, 'waits for fresh data')
  return { at: until }
}

/** To wait is not to fail. */
const failures = ({ attempt, waits }: ClaimedRun): number => attempt - waits

async function failed(tools: Tools, run: ClaimedRun, error: unknown): Promise<Again | undefined> {
  const { pool, timing, log } = tools
  const message = (error instanceof Error ? error.message : String(error)).slice(0, 300)
  const about = { kind: run.kind, id: run.id, due: run.due.toString(), attempt: run.attempt, err: error }
  if (failures(run) >= timing.runAttempts) {
    log.error(about, 'failed for the last time')
    await giveUp(tools, run, message)
    return undefined
  }
  const waitMs = backoffMs(failures(run), timing.runBackoffMs, timing.runBackoffCapMs, 3)
  log.warn({ ...about, waitMs }, 'failed, to be tried again')
  await releaseRun(pool, run, waitMs, message)
  return { ms: waitMs }
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
async function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${Math.round(ms / 1_000)} s`)), ms)
  })
  try {
    return await Promise.race([work, tooLong])
  } finally {
    clearTimeout(timer)
  }
}
