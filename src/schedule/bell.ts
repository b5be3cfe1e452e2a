import { schedule } from 'node-cron'
import type { Log } from '../log.ts'

/** Rings once a minute until it is stopped; a ring that lasts longer swallows the ones in between. */
export function startBell(ring: () => Promise<void>, log: Log): { stop(): Promise<void> } {
  const warn = (message: string | Error) => log.warn({ from: 'node-cron' }, String(message))
  const quiet = () => undefined
  // UTC: in a local zone, node-cron skips or repeats hours when the clocks change. Minutes are the same everywhere.
  const task = schedule(
    '* * * * *',
    () => ring().catch((error: unknown) => log.error({ err: error }, 'a ring of the clock failed')),
    {
      timezone: 'UTC',
      noOverlap: true,
      suppressMissedWarning: true,
      logger: { info: quiet, debug: quiet, warn, error: warn },
    },
  )
  return { stop: async () => void (await task.destroy()) }
}
