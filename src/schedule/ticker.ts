import { Temporal } from 'temporal-polyfill'
import { abandonedRuns } from '../state/runs.ts'
import { perform } from './perform.ts'
import { dueAt, type Planned } from './plan.ts'
import type { Tools } from './tools.ts'

export interface Ticker {
  /** Runs what has fallen due by now, in order; one at a time. */
  tick(): Promise<void>
  stop(): void
}

/** Finds what is due, at every ring and at every move of the clock. */
export function createTicker(
  tools: Tools,
  plan: readonly Planned[],
  knownSince: ReadonlyMap<Planned, Temporal.Instant>,
): Ticker {
  const { pool, clock, log } = tools
  /** The latest instant of each that was seen to here: claimed, or found claimed. */
  const seen = new Map<Planned, Temporal.Instant>()
  const wakes = new Set<NodeJS.Timeout>()
  let ticking: Promise<void> = Promise.resolve()
  let stopped = false

  function wake(waitMs: number): void {
    const timer = setTimeout(() => {
      wakes.delete(timer)
      void tick()
    }, waitMs + 50)
    wakes.add(timer)
  }

  async function dueNow(): Promise<readonly Due[]> {
    const now = clock.now()
    const fresh = plan.flatMap((planned): Due[] => {
      const due = dueAt(planned, knownSince.get(planned) ?? now, now)
      if (!due || seen.get(planned)?.equals(due)) return []
      return [{ planned, due }]
    })
    const abandoned = (await abandonedRuns(pool)).flatMap(({ kind, id, due }): Due[] => {
      const planned = plan.find((each) => each.kind === kind && each.id === id)
      return planned && Temporal.Instant.compare(due, now) <= 0 ? [{ planned, due }] : []
    })
    // Sorting is stable: within an instant, the plan's order holds.
    return [...abandoned, ...fresh].sort((a, b) => Temporal.Instant.compare(a.due, b.due))
  }

  async function round(): Promise<void> {
    for (const { planned, due } of await dueNow()) {
      if (stopped) return
      const again = await perform(tools, planned, due)
      seen.set(planned, due)
      if (again !== undefined && !stopped) wake(again)
    }
  }

  function tick(): Promise<void> {
    ticking = ticking.then(async () => {
      if (stopped) return
      await round().catch((error: unknown) => log.error({ err: error }, 'looking for what is due failed'))
    })
    return ticking
  }

  return {
    tick,
    stop() {
      stopped = true
      for (const timer of wakes) clearTimeout(timer)
    },
  }
}

interface Due {
  readonly planned: Planned
  readonly due: Temporal.Instant
}
