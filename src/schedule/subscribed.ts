import { parseSchedule } from '../calendar/schedule.ts'
import type { Subscription } from '../define/subscription.ts'
import { activeSubscriptions } from '../state/subscriptions.ts'
import type { PlannedSubscription } from './plan.ts'
import { createTakenUp, type TakenUp } from './taken-up.ts'
import type { Tools } from './tools.ts'

/** A KPI or an account that was missed by more than this is not caught up. */
const catchUpHours = 24

/** What people are subscribed to, as the clock plans it. */
export function createSubscribed({
  pool,
  workshop,
  log,
}: Pick<Tools, 'pool' | 'workshop' | 'log'>): TakenUp<PlannedSubscription> {
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

  return createTakenUp(async () =>
    (await activeSubscriptions(pool)).map((row) => ({
      id: row.id,
      mark: `${row.schedule} ${row.zone} ${row.knownSince}`,
      knownSince: row.knownSince,
      plan: () => plan(row),
    })),
  )
}
