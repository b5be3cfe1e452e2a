import type { Temporal } from 'temporal-polyfill'
import { parseSchedule } from '../calendar/schedule.ts'
import type { Subscription } from '../define/subscription.ts'
import { activeSubscriptions } from '../state/subscriptions.ts'
import type { Planned, PlannedSubscription } from './plan.ts'
import type { Tools } from './tools.ts'

/** A KPI or an account that was missed by more than this is not caught up. */
const catchUpHours = 24

/** What people are subscribed to, as the clock plans it. */
export interface Subscribed {
  readonly planned: readonly PlannedSubscription[]
  /** Since when each stands as it does. */
  readonly knownSince: ReadonlyMap<Planned, Temporal.Instant>
  /** Looks who has subscribed or unsubscribed since; what did not change stays the same object. */
  refresh(): Promise<void>
}

export function createSubscribed({ pool, workshop, log }: Pick<Tools, 'pool' | 'workshop' | 'log'>): Subscribed {
  let known = new Map<string, { readonly mark: string; readonly planned: PlannedSubscription }>()
  let knownSince: ReadonlyMap<Planned, Temporal.Instant> = new Map()
  /** One look at a time: an earlier one that ends later would forget who has subscribed since. */
  let looking: Promise<void> = Promise.resolve()

  /** Undefined when it cannot be planned: its report or the reading of its schedule went with a release. */
  function plan(subscription: Subscription): PlannedSubscription | undefined {
    const { id, kind, topic, schedule, zone } = subscription
    try {
      const report = kind === 'report' ? workshop.catalog.reports.get(topic) : undefined
      const definition = { subscription, catchUpHours: report?.catchUpHours ?? catchUpHours, configured: false }
      return {
        kind: 'subscription',
        id,
        schedule: parseSchedule(schedule, workshop.company.calendar, zone),
        definition,
      }
    } catch (error) {
      log.error({ err: error, subscription: id }, 'a subscription’s schedule cannot be read')
      return undefined
    }
  }

  async function look(): Promise<void> {
    const rows = await activeSubscriptions(pool)
    const next = new Map<string, { readonly mark: string; readonly planned: PlannedSubscription }>()
    const since = new Map<Planned, Temporal.Instant>()
    for (const row of rows) {
      const mark = `${row.schedule} ${row.zone} ${row.knownSince}`
      const before = known.get(row.id)
      const planned = before?.mark === mark ? before.planned : plan(row)
      if (!planned) continue
      next.set(row.id, { mark, planned })
      since.set(planned, row.knownSince)
    }
    known = next
    knownSince = since
  }

  return {
    get planned() {
      return [...known.values()].map(({ planned }) => planned)
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
