import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { type JobHelpers, Logger, type Runner, run, runMigrations, type WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import { z } from 'zod'
import { openChannels } from '../state/deliveries.ts'
import { execute } from '../state/rows.ts'
import { callDrain, drainTask, workerSchema } from './call-drain.ts'
import { drainChannel } from './drain.ts'
import type { SendTools } from './send.ts'

/** Channels that are drained at the same time, in one process. */
const concurrency = 5

const payload = z.object({ channel: z.string() })

export interface Queue {
  start(): Promise<void>
  /** Calls a drain for every channel in which something waits: whatever was lost is found again. */
  sweep(): Promise<void>
  /** The name under which this process takes jobs. */
  workerPool(): string | undefined
  /** Lets a send under way end, and gives back the jobs of what does not, in time. */
  stop(withinMs: number): Promise<void>
}

export const migrateQueue = (pgPool: pg.Pool): Promise<void> => runMigrations({ pgPool, schema: workerSchema })

/** Unlocks what dead processes held: graphile-worker itself would wait four hours. */
export async function unlockJobsOf(pool: pg.Pool, workerPools: readonly string[]): Promise<void> {
  if (workerPools.length > 0) await execute(pool, `select ${workerSchema}.force_unlock_workers($1)`, [workerPools])
}

/** Drains channels by jobs. The table `deliveries` is the queue of record: jobs only say where to look. */
export function createQueue(tools: SendTools): Queue {
  const { pool, log, timing } = tools
  const stopping = new AbortController()
  let runner: Runner | undefined
  let workerPool: string | undefined

  async function drain(given: unknown, { abortSignal }: JobHelpers): Promise<void> {
    const { channel } = payload.parse(given)
    try {
      const again = await drainChannel(tools, channel, AbortSignal.any([stopping.signal, abortSignal]))
      if (again !== undefined) await callDrain(pool, channel, again)
    } catch (error) {
      log.error({ err: error, channel }, 'a drain failed')
      await callDrain(pool, channel, timing.queueRestartMs)
    }
  }

  async function begin(): Promise<void> {
    const events: WorkerEvents = new EventEmitter()
    let ended = false
    const replace = (): void => {
      if (ended || stopping.signal.aborted) return
      ended = true
      log.error({ workerPool }, 'the queue’s worker stopped by itself, and is replaced')
      void restart(workerPool)
    }
    events.on('pool:create', (event) => {
      workerPool = event.workerPool.id
    })
    // It shuts down when it cannot write down how two jobs ended, and then may hang for good (measured on 0.17.3): its
    // promise alone would be waited for in vain.
    events.on('pool:gracefulShutdown', replace)
    const started = await run({
      pgPool: pool,
      schema: workerSchema,
      taskList: { [drainTask]: drain },
      parsedCronItems: [],
      concurrency,
      noHandleSignals: true,
      // Batched, the completion of a job may be lost when the process stops.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      events,
      logger: new Logger(() => (level, message) => {
        if (level === 'error' || level === 'warning') log.warn({ from: 'graphile-worker' }, message)
      }),
    })
    runner = started
    void started.promise.then(replace, replace)
  }

  async function restart(old: string | undefined): Promise<void> {
    await sleep(timing.queueRestartMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    if (stopping.signal.aborted) return
    try {
      if (old !== undefined) await unlockJobsOf(pool, [old])
      await begin()
    } catch (error) {
      log.error({ err: error }, 'the queue’s worker did not start')
      void restart(old)
    }
  }

  return {
    start: begin,
    async sweep() {
      for (const channel of await openChannels(pool)) await callDrain(pool, channel)
    },
    workerPool: () => workerPool,
    async stop(withinMs) {
      stopping.abort()
      if (!runner) return
      const ended = runner.stop().then(
        () => true,
        () => false,
      )
      const tidy = await Promise.race([ended, sleep(withinMs, false, { ref: false })])
      if (!tidy && workerPool !== undefined) await unlockJobsOf(pool, [workerPool])
    },
  }
}
