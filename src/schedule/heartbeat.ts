import { untilBeat } from '../state/beats.ts'
import { neglectedChannels } from '../state/deliveries.ts'
import { beat, buryReplicas, leave } from '../state/replicas.ts'
import { releaseRunsOf } from '../state/runs.ts'
import { callDrain } from './call-drain.ts'
import { type Queue, unlockJobsOf } from './queue.ts'
import type { Tools } from './tools.ts'

export interface Heartbeat {
  start(): Promise<void>
  stop(): Promise<void>
}

/** Says that this replica lives, takes over from those that no longer do, and finds what waits unseen. */
export function createHeartbeat({ id, pool, log, timing }: Tools, queue: Queue): Heartbeat {
  let timer: NodeJS.Timeout | undefined
  let beating: Promise<void> = Promise.resolve()

  async function once(): Promise<void> {
    try {
      await beat(pool, id, queue.workerPool())
      const dead = await buryReplicas(pool, timing.silentAfterMs)
      if (dead.length > 0) {
        const jobs = dead.flatMap(({ workerPool }) => workerPool ?? [])
        log.warn({ dead: jobs }, 'replicas fell silent: their jobs are taken over')
        await unlockJobsOf(pool, jobs)
        // Whoever is only silent finds its run taken over, and ends without a word.
        for (const replica of dead) await releaseRunsOf(pool, replica.id)
        await queue.sweep()
      }
      // Whoever lost the database for a moment may have lost the calls of drains too.
      for (const channel of await neglectedChannels(pool, timing.heartbeatMs)) await callDrain(pool, channel)
    } catch (error) {
      log.warn({ err: error }, 'a heartbeat failed')
    }
  }

  function next(): void {
    timer = setTimeout(() => {
      beating = beating.then(once)
      next()
    }, untilBeat(timing.heartbeatMs))
  }

  return {
    async start() {
      await once()
      next()
    },
    async stop() {
      clearTimeout(timer)
      await beating
      await leave(pool, id)
    },
  }
}
