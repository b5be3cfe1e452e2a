import { Temporal } from 'temporal-polyfill'
import type { CompanyCalendar } from '../calendar/company.ts'
import { parseSchedule } from '../calendar/schedule.ts'
import type { Alert } from '../define/alert.ts'
import type { CatalogView } from '../define/catalog.ts'
import type { Keeper } from '../define/keeper.ts'
import type { Report } from '../define/report.ts'
import type { Scheduled } from '../state/view.ts'

/** What the clock runs. */
export type Planned =
  | (Scheduled & { readonly kind: 'report'; readonly definition: Report })
  | (Scheduled & { readonly kind: 'alert'; readonly definition: Alert })
  | (Scheduled & { readonly kind: 'keeper'; readonly definition: Keeper })

/** What posts something, and so needs a channel. */
export type Posting = Exclude<Planned, { readonly kind: 'keeper' }>
export const isPosting = (planned: Planned): planned is Posting => planned.kind !== 'keeper'

/**
 * Every definition with its schedule read; what keeps and what watches first, so that a report of the same minute tells
 * of what they found.
 */
export function planOf(
  catalog: CatalogView,
  calendar: CompanyCalendar,
  keepers: readonly Keeper[],
): readonly Planned[] {
  const read = (folder: string, id: string, text: string) => {
    try {
      return parseSchedule(text, calendar)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      throw new Error(`${folder}/${id.replaceAll('_', '-')}.ts: schedule: ${why}`)
    }
  }
  return [
    ...keepers.map((definition) => {
      const { id } = definition
      return { kind: 'keeper' as const, id, definition, schedule: parseSchedule(definition.schedule, calendar) }
    }),
    ...[...catalog.alerts].map(([id, definition]) => {
      return { kind: 'alert' as const, id, definition, schedule: read('reports/alerts', id, definition.schedule) }
    }),
    ...[...catalog.reports].map(([id, definition]) => {
      return { kind: 'report' as const, id, definition, schedule: read('reports', id, definition.schedule) }
    }),
  ]
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

/** The next instant at which anything falls due. */
export const nextDue = (plan: readonly Planned[], after: Temporal.Instant): Temporal.Instant | undefined =>
  plan.map(({ schedule }) => schedule.next(after)).sort(Temporal.Instant.compare)[0]
