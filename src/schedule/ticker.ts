import { Temporal } from 'temporal-polyfill'
import { abandonedRuns } from '../state/runs.ts'
import { perform } from './perform.ts'
import { dueAt, type Planned } from './plan.ts'
import type { Tools } from './tools.ts'

export interface Ticker {
  /** Runs what has fallen due by now, in order; one at a time, subscriptions of one instant a few at a time. */
  tick(): Promise<void>
  /** The next instant at which something that waits is looked at again. */
  nextWaiting(): Temporal.Instant | undefined
  stop(): void
}

/** What may fall due, as of now: people subscribe while the clock runs. */
export interface Plan {
  readonly planned: readonly Planned[]
  knownSince(planned: Planned): Temporal.Instant | undefined
}

/** Finds what is due, at every ring and at every move of the clock. */
export function createTicker(tools: Tools, planNow: () => Promise<Plan>): Ticker {
  const { pool, clock, log } = tools
  /** The latest instant of each that was seen to here: claimed, or found claimed. */
  const seen = new Map<Planned, Temporal.Instant>()
  const wakes = new Set<NodeJS.Timeout>()
  const waiting = new Set<Temporal.Instant>()
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
    const plan = await planNow()
    const current = new Set(plan.planned)
    for (const planned of seen.keys()) if (!current.has(planned)) seen.delete(planned)
    for (const at of waiting) if (Temporal.Instant.compare(at, now) <= 0) waiting.delete(at)
    const fresh = plan.planned.flatMap((planned): Due[] => {
      const due = dueAt(planned, plan.knownSince(planned) ?? now, now)
      if (!due || seen.get(planned)?.equals(due)) return []
      return [{ planned, due }]
    })
    const abandoned = (await abandonedRuns(pool, now)).flatMap(({ kind, id, due }): Due[] => {
      const planned = plan.planned.find((each) => each.kind === kind && each.id === id)
      return planned && Temporal.Instant.compare(due, now) <= 0 ? [{ planned, due }] : []
    })
    // Sorting is stable: within an instant, the plan's order holds.
    return [...abandoned, ...fresh].sort((a, b) => Temporal.Instant.compare(a.due, b.due))
  }

  async function round(): Promise<void> {
    for (const batch of batches(await dueNow())) {
      const left = [...batch]
      const worker = async (): Promise<void> => {
        for (let next = left.shift(); next && !stopped; next = left.shift()) await see(next)
      }
      await Promise.all(batch.slice(0, atOnce).map(worker))
      if (stopped) return
    }
  }

  async function see({ planned, due }: Due): Promise<void> {
    const again = await perform(tools, planned, due)
    seen.set(planned, due)
    if (again === undefined || stopped) return
    if ('ms' in again) wake(again.ms)
    else waiting.add(again.at)
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
    nextWaiting: () => [...waiting].sort(Temporal.Instant.compare)[0],
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

/** Subscriptions that are run at the same time: hundreds may be due on Monday at nine, and the SSOT answers people too. */
const atOnce = 4

/** What is run together: subscriptions of one instant; everything else alone, so that what reports tell of is known. */
function batches(due: readonly Due[]): readonly (readonly Due[])[] {
  const found: Due[][] = []
  for (const each of due) {
    const [first] = found.at(-1) ?? []
    const joins = first?.planned.kind === 'subscription' && each.planned.kind === 'subscription'
    if (joins && first.due.equals(each.due)) found.at(-1)?.push(each)
    else found.push([each])
  }
  return found
}
