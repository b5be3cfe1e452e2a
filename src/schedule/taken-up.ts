import type { Temporal } from 'temporal-polyfill'
import type { Planned } from './plan.ts'

/** A definition that people keep in the database, as one look finds it. */
export interface Kept<P extends Planned> {
  readonly id: string
  /** Equal marks: nothing about it has changed. */
  readonly mark: string
  /** Since when it stands as it does. */
  readonly knownSince: Temporal.Instant
  /** Undefined where it cannot be run. */
  plan(): P | undefined | Promise<P | undefined>
}

/** What people keep in the database and the clock runs: subscriptions, and rules made in Slack. */
export interface TakenUp<P extends Planned> {
  readonly planned: readonly P[]
  readonly knownSince: ReadonlyMap<Planned, Temporal.Instant>
  /** Looks what was made, changed or ended since; what did not change stays the same object. */
  refresh(): Promise<void>
}

/** `took` is told of each look that is over. */
export function createTakenUp<P extends Planned>(
  find: () => Promise<readonly Kept<P>[]>,
  took: (planned: readonly P[]) => void = () => undefined,
): TakenUp<P> {
  let known: ReadonlyMap<string, { readonly mark: string; readonly planned: P }> = new Map()
  let knownSince: ReadonlyMap<Planned, Temporal.Instant> = new Map()
  /** One look at a time: an earlier one that ends later would forget what was made since. */
  let looking: Promise<void> = Promise.resolve()

  const plannedNow = (): P[] => [...known.values()].map(({ planned }) => planned)

  async function look(): Promise<void> {
    const next = new Map<string, { readonly mark: string; readonly planned: P }>()
    const since = new Map<Planned, Temporal.Instant>()
    for (const kept of await find()) {
      const { id, mark } = kept
      const before = known.get(id)
      const planned = before?.mark === mark ? before.planned : await kept.plan()
      if (!planned) continue
      next.set(id, { mark, planned })
      since.set(planned, kept.knownSince)
    }
    known = next
    knownSince = since
    took(plannedNow())
  }

  return {
    get planned() {
      return plannedNow()
    },
    get knownSince() {
      return knownSince
    },
    refresh() {
      const done = looking.then(look)
      looking = done.catch(() => undefined)
      return done
    },
  }
}
