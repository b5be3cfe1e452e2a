import { Temporal } from 'temporal-polyfill'
import type { Log } from '../log.ts'

/** News of an installation that began so much later is about an earlier one: clocks may differ by as much. */
const toleranceMs = 5_000

export interface RemovalsOptions {
  /** Deletes an installation that began until then; see `deleteInstallation`. */
  remove(id: string, until: Temporal.Instant): Promise<boolean>
  /** Stops all that runs by it. Never rejects. */
  close(id: string): Promise<void>
  readonly log: Log
}

/** Installations that have to go. */
export interface Removals {
  /**
   * Stops and deletes at once what was installed when Slack said so; what was installed since is another installation.
   * While the database is away it is remembered, and nothing of it starts again.
   */
  take(id: string, at: Temporal.Instant | undefined): Promise<void>
  /** Deletes what could not be deleted so far. Rejects while that is still so. */
  retry(): Promise<void>
}

export function createRemovals({ remove, close, log }: RemovalsOptions): Removals {
  const open = new Map<string, Temporal.Instant>()

  async function retry(): Promise<void> {
    for (const [id, until] of open) {
      const removed = await remove(id, until)
      open.delete(id)
      if (!removed) continue
      // From this moment, not only once what is installed has been read again.
      void close(id)
      log.warn({ installation: id }, 'Slack says the app was removed; its installation was deleted')
    }
  }

  return {
    retry,
    async take(id, at = Temporal.Now.instant()) {
      open.set(id, at.add({ milliseconds: toleranceMs }))
      try {
        await retry()
      } catch (error) {
        log.error({ err: error, installation: id }, 'an installation could not be deleted; it is tried again')
        await close(id)
      }
    },
  }
}
