import { Temporal } from 'temporal-polyfill'
import type { CompanyCalendar } from '../calendar/company.ts'
import { parseSchedule, type Schedule } from '../calendar/schedule.ts'
import type { Alert } from '../define/alert.ts'
import type { CatalogView } from '../define/catalog.ts'
import type { Keeper } from '../define/keeper.ts'
import type { Report } from '../define/report.ts'
import type { Subscription } from '../define/subscription.ts'
import type { Scheduled } from '../state/view.ts'

/** A report that is posted somewhere without anybody subscribing. */
export type PostedReport = Report & { readonly channel: string }

/** A subscription as the clock sees it. */
export interface DueSubscription {
  readonly subscription: Subscription
  /** An instant missed by more than this is not caught up. */
  readonly catchUpHours: number
  /** The configuration made it: it is in no table, and nobody can end it from Slack. */
  readonly configured: boolean
}

export interface PlannedSubscription {
  readonly kind: 'subscription'
  readonly id: string
  readonly schedule: Schedule
  readonly definition: DueSubscription
}

/** What the clock runs. */
export type Planned =
  | (Scheduled & { readonly kind: 'report'; readonly definition: PostedReport })
  | PlannedSubscription
  | (Scheduled & { readonly kind: 'alert'; readonly definition: Alert })
  | (Scheduled & { readonly kind: 'keeper'; readonly definition: Keeper })

/** What posts into a logical channel, which has to be mapped. */
export type Posting = Extract<Planned, { readonly kind: 'report' | 'alert' }>
export const isPosting = (planned: Planned): planned is Posting => planned.kind === 'report' || planned.kind === 'alert'

const isPosted = (report: Report): report is PostedReport => report.channel !== undefined

/**
 * Every definition with its schedule read; what keeps and what watches first, so that a report of the same minute tells
 * of what they found.
 */
export function planOf(
  catalog: CatalogView,
  calendar: CompanyCalendar,
  keepers: readonly Keeper[],
): readonly Exclude<Planned, PlannedSubscription>[] {
  return [
    ...keepers.map((definition) => {
      const { id } = definition
      return { kind: 'keeper' as const, id, definition, schedule: parseSchedule(definition.schedule, calendar) }
    }),
    ...[...catalog.alerts].map(([id, definition]) => {
      return { kind: 'alert' as const, id, definition, schedule: parseSchedule(definition.schedule, calendar) }
    }),
    ...[...catalog.reports].flatMap(([id, definition]) => {
      const schedule = parseSchedule(definition.schedule, calendar)
      return isPosted(definition) ? [{ kind: 'report' as const, id, definition, schedule }] : []
    }),
  ]
}

/** What keeps comes first, then what watches, the critical before the others: it takes a channel's room for the day. */
export const inOrder = (plan: readonly Planned[]): readonly Planned[] => [...plan].sort((a, b) => rankOf(a) - rankOf(b))

function rankOf(planned: Planned): number {
  if (planned.kind === 'keeper') return 0
  if (planned.kind !== 'alert') return 3
  return planned.definition.severity === 'critical' ? 1 : 2
}

/** The latest instant that has fallen due; undefined when that was before the definition was known. */
export function dueAt(
  { schedule }: Planned,
  knownSince: Temporal.Instant,
  now: Temporal.Instant,
): Temporal.Instant | undefined {
  const due = schedule.previous(now)
  return Temporal.Instant.compare(due, knownSince) > 0 ? due : undefined
}

/** The next instant at which anything falls due, or something that waits is looked at again. */
export const nextDue = (
  plan: readonly Planned[],
  waiting: Temporal.Instant | undefined,
  after: Temporal.Instant,
): Temporal.Instant | undefined =>
  [...plan.map(({ schedule }) => schedule.next(after)), ...(waiting ? [waiting] : [])]
    .filter((at) => Temporal.Instant.compare(at, after) > 0)
    .sort(Temporal.Instant.compare)[0]
