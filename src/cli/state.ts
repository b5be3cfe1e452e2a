import type { Temporal } from 'temporal-polyfill'
import type { PastKept } from '../answers/open.ts'
import { companyCalendar } from '../calendar/company.ts'
import { parseSchedule } from '../calendar/schedule.ts'
import type { Catalog } from '../catalog.ts'
import type { Config } from '../config.ts'
import type { AlertRules } from '../define/alert-rule.ts'
import type { BotState } from '../define/state.ts'
import type { Subscriptions } from '../define/subscription.ts'
import { pastSchedule } from '../past/keeper.ts'
import { retentionSchedule } from '../past/retention.ts'
import { escalationSchedule } from '../schedule/escalation.ts'
import { createAlertRules } from '../state/alert-rules.ts'
import { createPastKept } from '../state/past.ts'
import { openStatePool } from '../state/pool.ts'
import { createSubscriptions } from '../state/subscriptions.ts'
import { createBotState, type Scheduled } from '../state/view.ts'

export interface OpenedState {
  readonly view: BotState
  /** What the bot keeps of the past; undefined without a database of its own. */
  readonly past: PastKept | undefined
  /** The same; a change is seen by what runs within a minute. */
  readonly subscriptions: Subscriptions | undefined
  /** The same. */
  readonly rules: AlertRules | undefined
  close(): Promise<void>
}

/** The bot's own database, for a command of the CLI; without one, nothing fires and nothing was sent. */
export function openState(config: Config, catalog: Catalog, now: Temporal.Instant): OpenedState {
  const scheduled = scheduledIn(catalog, config)
  if (config.databaseUrl === undefined) {
    const runs = scheduled.map(({ kind, id, schedule }) => ({ kind, id, next: schedule.next(now) }))
    const view: BotState = {
      firing: async () => [],
      runs: async () => runs,
      deliveries: async () => [],
      trouble: async () => ({ waitingSeconds: null, lastError: null }),
    }
    return { view, past: undefined, subscriptions: undefined, rules: undefined, close: async () => undefined }
  }
  const pool = openStatePool({ url: config.databaseUrl, onIdleError: () => undefined })
  const view = createBotState({ pool, scheduled: () => scheduled, now: () => now })
  const subscriptions = createSubscriptions(pool, async () => undefined)
  const rules = createAlertRules(pool, async () => undefined)
  return { view, past: createPastKept(pool), subscriptions, rules, close: () => pool.end() }
}

function scheduledIn(catalog: Catalog, { zone, fiscalYearStart, business }: Config): Scheduled[] {
  const { weekStart, fiscalYearLabel, holidays } = business
  const calendar = companyCalendar({ zone, fiscalYearStart, weekStart, fiscalYearLabel, holidays })
  const of = (
    kind: Scheduled['kind'],
    [id, { schedule }]: readonly [string, { readonly schedule: string }],
  ): Scheduled => ({
    kind,
    id,
    schedule: parseSchedule(schedule, calendar),
  })
  return [
    ...[...catalog.reports].filter(([, { channel }]) => channel !== undefined).map((each) => of('report', each)),
    ...[...catalog.alerts].map((each) => of('alert', each)),
    of('keeper', [pastSchedule.id, pastSchedule]),
    of('keeper', [retentionSchedule.id, retentionSchedule]),
    of('keeper', [escalationSchedule.id, escalationSchedule]),
  ]
}
