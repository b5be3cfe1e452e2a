import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { ReplicaOrders } from './replica.ts'

const script = fileURLToPath(new URL('./replica.ts', import.meta.url))

/** One replica, started again whenever it is gone, as a platform does. */
export interface Supervised {
  /** Ends the process with the signal, if there is one; it is started again after the wait. */
  disturb(signal: 'SIGKILL' | 'SIGTERM', downMs: number): void
  /** How often it was killed, told to stop, and how often it ended by itself. */
  readonly counts: { kills: number; stops: number; exits: number }
  /** Milliseconds that each orderly stop took. */
  readonly stopMs: readonly number[]
  /** Has it end in an orderly manner, for good. */
  end(): Promise<void>
}

interface Sent {
  readonly at: number
  readonly downMs: number
  readonly signal: 'SIGKILL' | 'SIGTERM'
}

export function supervise(orders: ReplicaOrders): Supervised {
  const counts = { kills: 0, stops: 0, exits: 0 }
  const stopMs: number[] = []
  let child: ChildProcess | undefined
  let ended = false
  /** Signals sent to the process that runs: what becomes of it is our doing. */
  const sent: Sent[] = []

  async function live(): Promise<void> {
    while (!ended) {
      sent.length = 0
      child = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(orders)], {
        // graphile-worker traces on stderr, past the log.
        stdio: orders.logLevel === 'silent' ? 'ignore' : ['ignore', 2, 'inherit'],
      })
      await once(child, 'exit')
      const cause = sent.at(-1)
      if (cause?.signal === 'SIGTERM') stopMs.push(performance.now() - cause.at)
      if (!cause) counts.exits += 1
      if (!ended) await sleep(cause?.downMs ?? 500)
    }
  }
  const life = live()

  function signal(name: 'SIGKILL' | 'SIGTERM', downMs: number): boolean {
    // What has been told to stop may still be killed, but not told to stop again.
    if (!child || child.exitCode !== null || child.signalCode !== null) return false
    const before = sent.at(-1)?.signal
    if (before === 'SIGKILL' || before === name) return false
    sent.push({ at: performance.now(), downMs, signal: name })
    return child.kill(name)
  }

  return {
    counts,
    stopMs,
    disturb(name, downMs) {
      if (!signal(name, downMs)) return
      if (name === 'SIGKILL') counts.kills += 1
      else counts.stops += 1
    },
    async end() {
      ended = true
      signal('SIGTERM', 0)
      await life
    },
  }
}
